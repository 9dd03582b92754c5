import { Inject, Injectable } from '@nestjs/common';

import { SYSTEM } from '../platform/actor.js';
import { AuditLog } from '../platform/audit-log.js';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { Nothing, Transactions, type Statement } from '../platform/database/transactions.js';

/** Days after which nobody can be told from a closed ticket any more; its month leaves when all of it is older. */
const TICKET_DAYS = 90;
/** The night that a branch is in: it begins at its own 03:00. $1 now. */
const night = (now: string): string => `((${now}::timestamptz - interval '3 hours') at time zone b.time_zone)::date`;

const DUE: Statement = {
  name: 'retention-due-1',
  text: `select b.id from branch b left join retention_night r on r.branch_id = b.id
    where r.day is null or r.day < ${night('$1')} order by b.id`,
};
/** Whoever comes second finds the night taken and erases nothing. What a night erases, the nights before have left: a branch
 *  that nobody looked after for weeks is caught up with, and whom nobody ended then ends here. $1 branch, $2 now. */
const ERASE: Statement = {
  name: 'retention-erase-1',
  text: `with before as (select day from retention_night where branch_id = $1),
    night as (
      insert into retention_night as r (branch_id, day) select b.id, ${night('$2')} from branch b where b.id = $1
      on conflict (branch_id) do update set day = excluded.day where r.day < excluded.day
      returning day - ${TICKET_DAYS} as until),
    erased as (
      update ticket t set national_id = '', national_id_hash = '', telefono = null, telefono_hash = null,
        telegram_chat_id = null, transfer_note = null, closed_at = coalesce(t.closed_at, $2),
        status = case when t.closed_at is null then 'CANCELADO' else t.status end
      from night
      where t.branch_id = $1 and t.business_date < night.until
        and t.business_date >= coalesce((select day - ${TICKET_DAYS} from before), '-infinity')
      returning 1)
    select to_char(until, 'YYYY-MM-DD') as before, (select count(*)::int from erased) as tickets from night`,
};
/** A phone that no kept ticket has, and its chat: whoever comes again links it again. $1 now. */
const FORGET: Statement = {
  name: 'retention-links-1',
  text: `with gone as (
      delete from telegram_link l where l.linked_at < $1::timestamptz - interval '${TICKET_DAYS} days'
        and not exists (select from ticket t where t.telefono_hash = l.telefono_hash)
      returning 1)
    select count(*)::int as links from gone`,
};
/** $1 now, $2 years of the log, $3 whether time is simulated, $4 those that were seen already. */
const RETIRE: Statement = {
  name: 'retention-month-1',
  text: `select name, to_char(month, 'YYYY-MM') as month, held from retire_month($1, $2, $3, $4::text[])`,
};
const FROM_THE_NET: Statement = { name: 'retention-net-1', text: 'select months_from_the_net($1) as made' };

interface Retired extends Record<string, unknown> {
  name: string;
  month: string;
  held: string | null;
}

/**
 * R12, R13: what is older than its rule goes. Each night the ids and phones of a branch's old tickets, and the chats of
 * phones that have no ticket any more; then the months of the big tables, whole (ADR 0024). Each once, whatever the number of processes, and told of.
 */
@Injectable()
export class Retention {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'auditYears'>,
  ) {}

  /** The nights that are due; `stopping`: leave the rest for later. Throws when a month that is old had to stay. */
  async run(stopping?: AbortSignal): Promise<void> {
    const branches = await this.transactions.query<{ id: number }>(DUE, [this.now()]);
    for (const { id } of branches) {
      if (stopping?.aborted) return;
      await this.erase(id);
    }
    if (branches.length === 0) return;
    await this.forget();
    await this.retire(stopping);
  }

  private erase(branchId: number): Promise<unknown> {
    return this.transactions.run(async (tx) => {
      const [done] = await tx.query<{ before: string; tickets: number }>(ERASE, [branchId, this.now()]);
      if (!done) return new Nothing(null);
      const { tickets, before } = done;
      const event = { eventType: 'RETENCION_APLICADA', entityType: 'BRANCH', entityId: String(branchId) } as const;
      if (tickets > 0) await this.audit.record(branchId, SYSTEM, { ...event, data: { tickets, before } }, tx);
      return null;
    });
  }

  private forget(): Promise<unknown> {
    return this.transactions.run(async (tx) => {
      const [{ links } = { links: 0 }] = await tx.query<{ links: number }>(FORGET, [this.now()]);
      if (links === 0) return new Nothing(null);
      const event = { eventType: 'RETENCION_APLICADA', entityType: 'SISTEMA', entityId: 'telegram_link' } as const;
      await this.audit.record(null, SYSTEM, { ...event, data: { links } }, tx);
      return null;
    });
  }

  private async retire(stopping?: AbortSignal): Promise<void> {
    await this.transactions.query(FROM_THE_NET, [this.now()]);
    const seen: Retired[] = [];
    for (let next = await this.retireOne(seen); next; next = await this.retireOne(seen)) {
      seen.push(next);
      if (stopping?.aborted) return;
    }
    const stayed = seen.filter(({ held }) => held !== null).map(({ name, held }) => `${name}: ${held}`);
    if (stayed.length > 0) throw new Error(stayed.join('; '));
  }

  private retireOne(seen: Retired[]): Promise<Retired | null> {
    return this.transactions.run(async (tx) => {
      const values = [this.now(), this.config.auditYears, this.clock.simulated, seen.map(({ name }) => name)];
      const [retired] = await tx.query<Retired>(RETIRE, values);
      if (!retired) return new Nothing(null);
      const { name, month, held } = retired;
      const event = { eventType: 'RETENCION_APLICADA', entityType: 'SISTEMA' } as const;
      const entityId = name.replace(/_\d{6}$/, '');
      if (held === null) await this.audit.record(null, SYSTEM, { ...event, entityId, data: { month } }, tx);
      return retired;
    });
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
