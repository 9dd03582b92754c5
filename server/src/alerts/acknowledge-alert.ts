import { Injectable } from '@nestjs/common';
import type { AlertEpisode } from '@ticketero/contract';

import { BranchReader, LOCK } from '../branches/index.js';
import type { Actor } from '../platform/actor.js';
import { AuditLog } from '../platform/audit-log.js';
import { BranchFeed } from '../platform/branch-feed.js';
import { Clock } from '../platform/clock.js';
import { Nothing, Transactions } from '../platform/database/transactions.js';
import { alertEvent } from './alert-events.js';
import { AlertHistory } from './alert-history.js';
import { ACKNOWLEDGE, REMEMBER } from './alert-statements.js';

/** Somebody sees to it: every supervisor reads who. */
@Injectable()
export class AcknowledgeAlert {
  constructor(
    private readonly transactions: Transactions,
    private readonly branches: BranchReader,
    private readonly history: AlertHistory,
    private readonly audit: AuditLog,
    private readonly feed: BranchFeed,
    private readonly clock: Clock,
  ) {}

  /** The first who says so stays; again changes nothing. `name`: of the person. Throws RECURSO_NO_ENCONTRADO. */
  async run(branchId: number, id: number, name: string, actor: Actor): Promise<AlertEpisode> {
    const done = await this.transactions.run<boolean>(async (tx) => {
      await tx.query(LOCK, [branchId]);
      const alert = await this.history.one(branchId, id, tx);
      const rows = await tx.query(ACKNOWLEDGE, [branchId, id, name, new Date(this.clock.now())]);
      if (rows.length === 0) return new Nothing(false);
      const branch = await this.branches.load(branchId, tx);
      await tx.query(REMEMBER, [branchId, JSON.stringify(branch.state.alertsTurning), 1]);
      await this.audit.record(branchId, actor, alertEvent('ALERTA_RECONOCIDA', branch, alert), tx);
      return true;
    });
    if (done) this.feed.publish(await this.branches.load(branchId));
    return this.history.present(branchId, id);
  }
}
