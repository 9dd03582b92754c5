import { Injectable } from '@nestjs/common';
import type { Branch } from '@ticketero/core';

import type { Actor } from '../platform/actor.js';
import { AuditLog } from '../platform/audit-log.js';
import { sqlState, Transactions, type Statement } from '../platform/database/transactions.js';
import { invalid } from '../platform/errors/problem.js';
import { BranchNews } from './branch-news.js';
import { LOCK } from './branch-statements.js';

/** What an ADMIN may change of a queue (R1); what is absent stays. */
export interface QueueChange {
  displayName?: string;
  prefix?: string;
  priority?: number;
  averageTimeMinutes?: number;
  targetWaitMinutes?: number;
  alertWaiting?: number;
  /** Null: no cap. */
  dailyCap?: number | null;
  enabled?: boolean;
}

const QUEUE: Statement = {
  name: 'configure-queue-get-1',
  text: `select jsonb_build_object('displayName', display_name, 'prefix', prefix, 'priority', priority,
      'averageTimeMinutes', average_time_minutes, 'targetWaitMinutes', target_wait_minutes,
      'alertWaiting', alert_waiting, 'dailyCap', daily_cap, 'enabled', enabled) as config
    from queue where branch_id = $1 and queue_type = $2`,
};
const SET_QUEUE: Statement = {
  name: 'configure-queue-set-1',
  text: `update queue q set display_name = x."displayName", prefix = x.prefix, priority = x.priority,
      average_time_minutes = x."averageTimeMinutes", target_wait_minutes = x."targetWaitMinutes",
      alert_waiting = x."alertWaiting", daily_cap = x."dailyCap", enabled = x.enabled
    from jsonb_to_record($3::jsonb) as x("displayName" text, prefix text, priority int, "averageTimeMinutes" int,
      "targetWaitMinutes" int, "alertWaiting" int, "dailyCap" int, enabled boolean)
    where q.branch_id = $1 and q.queue_type = $2`,
};
/** A letter that another queue has given numbers with today would give them twice (R2). */
const PREFIX_USED_TODAY: Statement = {
  name: 'configure-prefix-used-1',
  text: `select 1 from ticket t join branch b on b.id = t.branch_id
    where t.branch_id = $1 and t.business_date = b.business_date and t.queue_type <> $2 and left(t.numero, 1) = $3
    limit 1`,
};
/** R7: loads are the averages of the tickets now assigned, also when an average changes under them. */
const REFRESH_LOADS: Statement = {
  name: 'configure-loads-1',
  text: `update advisor a set workload_minutes = coalesce((
      select sum(q.average_time_minutes) from ticket t
      join queue q on q.branch_id = t.branch_id and q.queue_type = t.queue_type
      where t.branch_id = $1 and ((t.status = 'ATENDIENDO' and t.assigned_advisor_id = a.id)
        or (t.status in ('EN_ESPERA', 'PROXIMO') and t.reserved_advisor_id = a.id))), 0)
    where a.branch_id = $1 and a.assigned_tickets_count > 0`,
};

/** Changes of configuration: under the branch lock like any command, audited, and on every screen at once. */
@Injectable()
export class Configuration {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly news: BranchNews,
  ) {}

  /** R1. Throws COLA_NO_ENCONTRADA, and VALIDACION_FALLIDA for a prefix that another queue has. */
  async changeQueue(branchId: number, queueType: string, change: QueueChange, actor: Actor): Promise<Branch> {
    await this.transactions.run(async (tx) => {
      await tx.query(LOCK, [branchId]);
      const [row] = await tx.query<{ config: Record<string, unknown> }>(QUEUE, [branchId, queueType]);
      if (!row) return; // said below, with the queues that there are
      const next = { ...row.config, ...withoutUndefined(change) };
      await tx.query(SET_QUEUE, [branchId, queueType, JSON.stringify(next)]).catch((error: unknown) => {
        if (sqlState(error) === '23505') throw invalid({ prefix: 'Otra cola de la sucursal ya usa esa letra' });
        throw error;
      });
      if (next.prefix !== row.config['prefix']) {
        const used = await tx.query(PREFIX_USED_TODAY, [branchId, queueType, next.prefix]);
        if (used.length > 0) throw invalid({ prefix: 'Esa letra ya se usó hoy en otra cola: cámbiala mañana' });
      }
      await tx.query(REFRESH_LOADS, [branchId]);
      await this.news.raise(branchId, tx);
      const event = { eventType: 'CONFIG_CAMBIADA', entityType: 'BRANCH', entityId: String(branchId) } as const;
      const states = { oldState: row.config, newState: next };
      await this.audit.record(branchId, actor, { ...event, entityIdentifier: queueType, ...states }, tx);
    });
    const branch = await this.news.tell(branchId);
    branch.queue(queueType);
    return branch;
  }
}

function withoutUndefined(change: QueueChange): QueueChange {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
