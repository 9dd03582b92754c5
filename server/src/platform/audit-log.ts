import { Injectable } from '@nestjs/common';
import type { AuditEvent } from '@ticketero/core';

import type { Actor } from './actor.js';
import { Clock } from './clock.js';
import { Transactions, type Statement, type Tx } from './database/transactions.js';

const INSERT: Statement = {
  name: 'audit-insert-1',
  text: `insert into audit_log (branch_id, entity_type, entity_id, entity_identifier, event_type, actor, old_state,
      new_state, additional_data, ip_address, user_agent, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
};

export type LoggedEvent = Pick<AuditEvent, 'eventType' | 'entityType' | 'entityId'> & Partial<AuditEvent>;

/** Writes the events of commands that are not of one branch's unit of work: sign-in, devices, the system (R10). */
@Injectable()
export class AuditLog {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** `within`: the transaction of the change that the event tells of. */
  async record(branchId: number | null, actor: Actor, event: LoggedEvent, within?: Tx): Promise<void> {
    const json = (value: unknown): string | null => (value ? JSON.stringify(value) : null);
    await (within ?? this.transactions).query(INSERT, [
      branchId,
      event.entityType,
      event.entityId,
      event.entityIdentifier ?? null,
      event.eventType,
      actor.name,
      json(event.oldState),
      json(event.newState),
      json(event.data),
      actor.ip,
      actor.userAgent,
      new Date(this.clock.now()),
    ]);
  }
}
