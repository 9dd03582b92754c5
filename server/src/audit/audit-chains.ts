import { Injectable } from '@nestjs/common';

import { addDays, instantOf } from '@ticketero/core';

import { Transactions, type Statement } from '../platform/database/transactions.js';
import { ProblemError } from '../platform/errors/problem.js';
import { walkChain, type ChainedEvent, type ChainHead, type ChainReport, type Seam } from './chain.js';

/** Events read at once: about 1 MB. */
export const WALK_PAGE = 2_000;
/** Our ids are positive, an intruder's need not be. */
const BEFORE_ALL = '-9223372036854775808';

/** How the chain of what belongs to no branch is called: sign-ins of the whole bank, roles, the server itself. */
export const BANK = 'BANCO';

const walk = (name: string, branch: string): Statement => ({
  name,
  text: `select id::text, branch_id::text, entity_type, entity_id, entity_identifier, event_type, actor, old_state::text,
      new_state::text, additional_data::text, ip_address, user_agent,
      ((extract(epoch from created_at) * 1000000)::bigint)::text as created_at, prev_hash, hash,
      entity_type = 'USER' or advisor_id::text is not distinct from substring(case entity_type when 'ADVISOR' then entity_id
        else coalesce(new_state->>'advisorId', old_state->>'advisorId', additional_data->>'advisorId') end
        from '^\\d{1,18}$') as found_right
    from audit_log where ${branch} and id > $2 and id <= $3 order by audit_log.id limit ${WALK_PAGE}`,
});
const OF_BRANCH = walk('audit-walk-1', 'branch_id = $1');
const OF_BANK = walk('audit-walk-bank-1', 'branch_id is null and $1::bigint is null');
/** The end of a chain, and in the same moment an event beyond it, which nobody has chained. */
const head = (name: string, branch: string): Statement => ({
  name,
  text: `select c.head, c.length, c.last_id as "lastId",
      (select min(id) from audit_log where ${branch} and id > c.last_id) as stray
    from audit_chain c where c.branch_id = coalesce($1::bigint, 0)`,
});
const HEAD_OF_BRANCH = head('audit-head-2', 'branch_id = $1');
const HEAD_OF_BANK = head('audit-head-bank-2', 'branch_id is null');
/** Whether the counts that a search believes are those of the log. */
const counted = (name: string, branch: string): Statement => ({
  name,
  text: `select not exists (
      select from (
        select (created_at at time zone 'UTC')::date as day, entity_type, event_type, actor, coalesce(advisor_id, 0) as advisor_id,
          count(*) as events, min(created_at) as first_at, max(created_at) as last_at
        from audit_log where ${branch} group by 1, 2, 3, 4, 5) l
      full join (select * from audit_count where branch_id = coalesce($1::bigint, 0)) c
        using (day, entity_type, event_type, actor, advisor_id)
      where (l.events, l.first_at, l.last_at) is distinct from (c.events, c.first_at, c.last_at)) as right`,
});
const COUNTED_OF_BRANCH = counted('audit-counted-1', 'branch_id = $1');
const COUNTED_OF_BANK = counted('audit-counted-bank-1', 'branch_id is null');
const CHAINS: Statement = {
  name: 'audit-chains-1',
  text: `select nullif(c.branch_id, 0) as "branchId", coalesce(b.code, '${BANK}') as branch,
      coalesce(b.time_zone, 'UTC') as "timeZone", c.length
    from audit_chain c left join branch b on b.id = c.branch_id order by c.branch_id`,
};
const CHAIN_OF: Statement = {
  name: 'audit-chain-2',
  text: `select b.id as "branchId", coalesce(b.code, '${BANK}') as branch, coalesce(b.time_zone, 'UTC') as "timeZone",
      coalesce(c.length, 0) as length
    from (select coalesce($1::bigint, 0) as id) s
      left join branch b on b.id = s.id left join audit_chain c on c.branch_id = s.id
    where b.id is not null or s.id = 0`,
};
/** The last event of a chain that was written before a moment, and how many it is from the first. */
const headAt = (name: string, branch: string): Statement => ({
  name,
  text: `select e.id as "lastId", e.hash as head,
      (select count(*) from audit_log where ${branch} and id <= e.id)::int
        + (select coalesce(sum(events), 0) from audit_seam where branch_id = coalesce($1::bigint, 0) and last_id < e.id)::int
        as length
    from audit_log e
    where e.id = (select max(id) from audit_log where ${branch} and created_at < $2) and e.created_at < $2`,
});
const HEAD_AT_OF_BRANCH = headAt('audit-head-at-2', 'branch_id = $1');
const HEAD_AT_OF_BANK = headAt('audit-head-at-bank-2', 'branch_id is null and $1::bigint is null');
const SEAMS: Statement = {
  name: 'audit-seams-1',
  text: `select first_id as "firstId", last_id as "lastId", events, prev_hash as prev, head,
      first_at as "firstAt", last_at as "lastAt"
    from audit_seam where branch_id = coalesce($1::bigint, 0) order by last_id`,
};

const EMPTY: ChainHead = { head: null, length: 0, lastId: 0 };

export interface Chain {
  /** Null: what belongs to no branch. */
  branchId: number | null;
  branch: string;
  timeZone: string;
  length: number;
}

/** R10: each branch's events form a SHA-256 chain; this walks it. What is written meanwhile is for the next walk. */
@Injectable()
export class AuditChains {
  constructor(private readonly transactions: Transactions) {}

  list(): Promise<Chain[]> {
    return this.transactions.query<Chain & Record<string, unknown>>(CHAINS, []);
  }

  /** Throws SUCURSAL_NO_ENCONTRADA. */
  async of(branchId: number | null): Promise<Chain> {
    const [chain] = await this.transactions.query<Chain & Record<string, unknown>>(CHAIN_OF, [branchId]);
    if (!chain) throw new ProblemError('SUCURSAL_NO_ENCONTRADA');
    return chain;
  }

  /** `onProgress`: how many events have been seen. `until`: not to its present end, but to one that it once had. */
  async verify(
    branchId: number | null,
    onProgress?: (events: number) => void,
    until?: ChainHead,
  ): Promise<ChainReport> {
    const { stray, ...expected } = until ? { ...until, stray: null } : await this.head(branchId);
    const seams = (await this.seams(branchId)).filter(({ lastId }) => lastId <= expected.lastId);
    const report = await walkChain(this.pages(branchId, expected.lastId), expected, onProgress, seams);
    if (report.valid && stray !== null) return { ...report, valid: false, fault: 'event', firstInvalidId: stray };
    if (!report.valid || until) return report;
    const [counts] = await this.transactions.query<{ right: boolean }>(
      branchId === null ? COUNTED_OF_BANK : COUNTED_OF_BRANCH,
      [branchId],
    );
    return counts?.right ? report : { ...report, valid: false, fault: 'counts' };
  }

  private async head(branchId: number | null): Promise<ChainHead & { stray: number | null }> {
    type Row = ChainHead & { stray: number | null };
    const statement = branchId === null ? HEAD_OF_BANK : HEAD_OF_BRANCH;
    const [found] = await this.transactions.query<Row>(statement, [branchId]);
    return found ?? { ...EMPTY, stray: null };
  }

  /** Whether this event of a chain is in the archive (R12), and not the last of a run there: nothing here can tell its hash. */
  async isArchived(branchId: number | null, id: number): Promise<boolean> {
    return (await this.seams(branchId)).some(({ firstId, lastId }) => firstId <= id && id < lastId);
  }

  private seams(branchId: number | null): Promise<(Seam & { firstAt: Date; lastAt: Date })[]> {
    return this.transactions.query(SEAMS, [branchId]);
  }

  /**
   * Where a chain stood at the end of a day (of its branch; the bank's own: of UTC), or stands on a day that is not over.
   * Throws RECURSO_NO_ENCONTRADO for a day whose end is in the archive.
   */
  async headOfDay(chain: Pick<Chain, 'branchId' | 'timeZone'>, date: string): Promise<ChainHead> {
    const end = new Date(instantOf(addDays(date, 1), 0, chain.timeZone));
    const statement = chain.branchId === null ? HEAD_AT_OF_BANK : HEAD_AT_OF_BRANCH;
    const [head] = await this.transactions.query<ChainHead & Record<string, unknown>>(statement, [chain.branchId, end]);
    if (head) return head;
    const seams = await this.seams(chain.branchId);
    if (seams.some(({ firstAt, lastAt }) => firstAt < end && end <= lastAt)) {
      throw new ProblemError('RECURSO_NO_ENCONTRADO', {
        mensaje: 'El registro de ese día está archivado',
        detail: 'The log of that day is archived',
      });
    }
    const before = seams.filter(({ lastAt }) => lastAt < end);
    const last = before.at(-1);
    const length = before.reduce((sum, { events }) => sum + events, 0);
    return last ? { head: last.head, length, lastId: last.lastId } : EMPTY;
  }

  /** The next page is on its way while this one is hashed: the database and we work side by side. */
  private async *pages(branchId: number | null, lastId: number): AsyncGenerator<ChainedEvent[]> {
    const statement = branchId === null ? OF_BANK : OF_BRANCH;
    const after = (id: string) =>
      this.transactions.query<ChainedEvent & Record<string, unknown>>(statement, [branchId, id, lastId]);
    for (let coming: Promise<ChainedEvent[]> | null = after(BEFORE_ALL); coming !== null;) {
      const page: ChainedEvent[] = await coming;
      const last = page.at(-1);
      coming = last && page.length === WALK_PAGE ? after(last.id) : null;
      coming?.catch(() => {}); // said when it is waited for; whoever stops at a fault does not wait
      if (last) yield page;
    }
  }
}
