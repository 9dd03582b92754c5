import type { AuditRecord, Page } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';
import { addDays, instantOf } from '@ticketero/core';

import { BranchReader } from '../branches/index.js';
import { Transactions, type Statement } from '../platform/database/transactions.js';
import { invalid } from '../platform/errors/problem.js';
import { isDay } from '../platform/http/day.js';
import type { AuditQueryDto } from './audit.controller.js';

const DEFAULT_LIMIT = 50;

const MATCHES = `branch_id = $1 and ($2::text is null or entity_type = $2) and ($3::text is null or entity_id = $3)
  and ($4::text is null or event_type = $4) and ($5::text is null or actor = $5)
  and ($6::timestamptz is null or created_at >= $6) and ($7::timestamptz is null or created_at <= $7)
  and ($8::text is null or entity_identifier = $8)`;
const COUNT: Statement = {
  name: 'audit-count-1',
  text: `select count(*)::int as total from audit_log where ${MATCHES}`,
};
const page = (direction: 'asc' | 'desc'): Statement => ({
  name: `audit-page-${direction}-1`,
  text: `select id, created_at, event_type, actor, entity_type, entity_id, entity_identifier, old_state, new_state,
      additional_data, ip_address, user_agent
    from audit_log where ${MATCHES} order by created_at ${direction}, id ${direction} limit $9 offset $10`,
});
const NEWEST_FIRST = page('desc');
const OLDEST_FIRST = page('asc');

interface Row {
  id: number;
  created_at: Date;
  event_type: string;
  actor: string;
  entity_type: string;
  entity_id: string;
  entity_identifier: string | null;
  old_state: unknown;
  new_state: unknown;
  additional_data: unknown;
  ip_address: string | null;
  user_agent: string | null;
}

/** R10: newest first; the story of one entity oldest first. */
@Injectable()
export class AuditSearch {
  constructor(
    private readonly transactions: Transactions,
    private readonly branches: BranchReader,
  ) {}

  async run(branchId: number, query: AuditQueryDto, numero: string | null = null): Promise<Page<AuditRecord>> {
    const { timeZone } = (await this.branches.load(branchId)).state;
    const number = query.page ?? 1;
    const pageSize = query.limit ?? DEFAULT_LIMIT;
    const filter = [
      branchId,
      query.entityType ?? null,
      query.entityId ?? null,
      query.eventType ?? null,
      query.actor ?? null,
      moment(query.startDate, 'startDate', timeZone, 0),
      moment(query.endDate, 'endDate', timeZone, 1),
      numero,
    ];
    const oneEntity = query.entityId !== undefined || numero !== null;
    const [counted] = await this.transactions.query<{ total: number }>(COUNT, filter);
    const rows = await this.transactions.query<Row>(oneEntity ? OLDEST_FIRST : NEWEST_FIRST, [
      ...filter,
      pageSize,
      (number - 1) * pageSize,
    ]);
    return { total: counted?.total ?? 0, page: number, pageSize, records: rows.map(present) };
  }

  /** Numbers start again each day: without dates it is today's ticket. */
  async ofTicket(branchId: number, numero: string, query: AuditQueryDto): Promise<Page<AuditRecord>> {
    const branch = await this.branches.load(branchId);
    const startDate = query.startDate ?? new Date(branch.startOfToday()).toISOString();
    return this.run(branchId, { ...query, startDate, entityType: 'TICKET' }, numero);
  }
}

/** A day alone is the branch's: from its first moment, or (`daysLater` 1) until the first of the next. */
function moment(text: string | undefined, field: string, timeZone: string, daysLater: 0 | 1): Date | null {
  if (text === undefined) return null;
  const day = text.slice(0, 10);
  if (!isDay(day) || Number.isNaN(Date.parse(text))) throw invalid({ [field]: 'No es una fecha' });
  if (text.length > day.length) return new Date(text);
  return new Date(instantOf(addDays(day, daysLater), 0, timeZone) - daysLater);
}

function present(row: Row): AuditRecord {
  return {
    id: row.id,
    timestamp: row.created_at.toISOString(),
    eventType: row.event_type,
    actor: row.actor,
    entityType: row.entity_type,
    entityId: row.entity_id,
    entityIdentifier: row.entity_identifier,
    previousState: row.old_state,
    newState: row.new_state,
    metadata: row.additional_data,
    ipAddress: row.ip_address,
    userAgent: row.user_agent,
  };
}
