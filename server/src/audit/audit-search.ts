import type { AuditPage } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';

import { BranchReader } from '../branches/index.js';
import { Transactions } from '../platform/database/transactions.js';
import { APART, countByDay, daysOfPage } from './audit-days.js';
import {
  COLUMNS,
  conditionsOf,
  ofBranch,
  plannedAnew,
  presentEvent,
  readFilter,
  timeOf,
  type AuditFilter,
  type EventRow,
} from './audit-filter.js';
import type { AuditQueryDto } from './dto.js';

const DEFAULT_LIMIT = 50;

/** `inner` finds ids in an index alone, however many lie before them; only the page's rows are read. */
const pageOf = (inner: string, order: string): string => `select ${COLUMNS} from (${inner}) p
  join audit_log a on a.created_at = p.created_at and a.id = p.id order by a.created_at ${order}, a.id ${order}`;

/** R10: newest first; the story of one entity oldest first. Answers from a million events as from a thousand (docs/audit.md). */
@Injectable()
export class AuditSearch {
  constructor(
    private readonly transactions: Transactions,
    private readonly branches: BranchReader,
  ) {}

  async run(branchId: number | null, query: AuditQueryDto): Promise<AuditPage> {
    const filter = await readFilter(this.transactions, branchId, query);
    const page = query.page ?? 1;
    const pageSize = query.limit ?? DEFAULT_LIMIT;
    const offset = (page - 1) * pageSize;
    const isOne = [filter.id, filter.entityId, filter.entityIdentifier].some((one) => one !== undefined);
    const { total, rows } = isOne
      ? await this.ofEntity(filter, pageSize, offset)
      : await this.ofDays(filter, pageSize, offset);
    return { total, page, pageSize, upTo: filter.upTo, records: rows.map(presentEvent) };
  }

  /** Numbers start again each day: without dates it is today's ticket. */
  async ofTicket(branchId: number, numero: string, query: AuditQueryDto): Promise<AuditPage> {
    const branch = await this.branches.load(branchId);
    const startDate = query.startDate ?? new Date(branch.startOfToday()).toISOString();
    const order = query.order ?? 'asc';
    return this.run(branchId, { ...query, startDate, order, entityType: 'TICKET', entityIdentifier: numero });
  }

  /** Of one entity or name: its own index knows how many, and where. */
  private async ofEntity(
    filter: AuditFilter,
    limit: number,
    offset: number,
  ): Promise<{ total: number; rows: EventRow[] }> {
    const { order } = filter;
    const { sql, values } = conditionsOf(filter, 5);
    const within = [filter.branchId, filter.upTo, timeOf(filter.from), timeOf(filter.until), ...values];
    const from = `from audit_log
      where ${ofBranch(filter)} and id <= $2 and created_at >= $3 and created_at < $4 ${sql}`;
    const count = plannedAnew(`select count(*)::int as total ${from}`);
    const [counted] = await this.transactions.query<{ total: number }>(count, within);
    const total = counted?.total ?? 0;
    if (offset >= total) return { total, rows: [] };
    const [first, second] = [`$${within.length + 1}`, `$${within.length + 2}`];
    const inner = `select id, created_at ${from} order by created_at ${order}, id ${order} limit ${first} offset ${second}`;
    const page = plannedAnew(pageOf(inner, order));
    return { total, rows: await this.transactions.query<EventRow>(page, [...within, limit, offset]) };
  }

  /** By whatever the counts of each day know: how many there are, and which days hold this page. */
  private async ofDays(
    filter: AuditFilter,
    limit: number,
    offset: number,
  ): Promise<{ total: number; rows: EventRow[] }> {
    const { order } = filter;
    const days = await countByDay(this.transactions, filter);
    const total = days.reduce((sum, { events }) => sum + events, 0);
    const { ranges, skip } = daysOfPage(days, limit, offset);
    if (ranges.length === 0) return { total, rows: [] };
    const { sql, values } = conditionsOf(filter, 7);
    const inner = `select e.id, e.created_at from unnest($3::timestamptz[], $4::timestamptz[]) as day (first, last)
      cross join lateral (
        select id, created_at from audit_log
        where ${ofBranch(filter)} and id <= $2 and created_at >= day.first and created_at < day.last ${sql} ${APART}) e
      order by e.created_at ${order}, e.id ${order} limit $5 offset $6`;
    const page = plannedAnew(pageOf(inner, order));
    const [firsts, lasts] = [ranges.map(({ from }) => timeOf(from)), ranges.map(({ until }) => timeOf(until))];
    const at = [filter.branchId, filter.upTo, firsts, lasts, limit, skip, ...values];
    return { total, rows: await this.transactions.query<EventRow>(page, at) };
  }
}
