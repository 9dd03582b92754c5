import type { Queries } from '../platform/database/transactions.js';
import { conditionsOf, ofBranch, plannedAnew, timeOf, type AuditFilter } from './audit-filter.js';

const DAY_MS = 86_400_000;

interface Range {
  from: number;
  until: number;
}

/** How many events that fit a filter one UTC day has, and between which moments (ms) they are. */
export interface DayCount extends Range {
  events: number;
}

/** One range after the other, by the index: without it the planner walks the whole log in order and joins the ranges to it. */
export const APART = 'offset 0';

const floorDay = (at: number): number => (Number.isFinite(at) ? Math.floor(at / DAY_MS) * DAY_MS : at);
const ceilDay = (at: number): number => (Number.isFinite(at) ? Math.ceil(at / DAY_MS) * DAY_MS : at);

/** A time range as the UTC days that lie in it, and what is left at its ends. */
export function wholeDays({ from, until }: Range): { days: Range; ends: Range[] } {
  const days = { from: ceilDay(from), until: floorDay(until) };
  if (days.from > days.until) return { days: { from: 0, until: 0 }, ends: [{ from, until }] };
  const ends = [
    { from, until: days.from },
    { from: days.until, until },
  ];
  return { days, ends: ends.filter((range) => range.from < range.until) };
}

/**
 * How many events fit, by day, in the order of the filter: exact. Whole days are read from the counts; the ends of the
 * range, and what was written since `upTo`, are counted in the log. Not for a filter of one entity.
 */
export async function countByDay(db: Queries, filter: AuditFilter): Promise<DayCount[]> {
  const { days, ends } = wholeDays(filter);
  const { sql, values } = conditionsOf(filter, 9);
  const day = "(created_at at time zone 'UTC')::date";
  const text = `select sum(events)::int as events, floor(extract(epoch from min(first)) * 1000)::bigint as "from",
      floor(extract(epoch from max(last)) * 1000)::bigint + 1 as until
    from (
      select day, events, first_at as first, last_at as last from audit_count
        where branch_id = coalesce($1::bigint, 0) and day >= $3::date and day < $4::date ${sql}
      union all
      select part.day, count(*), min(part.at), max(part.at)
        from unnest($5::timestamptz[], $6::timestamptz[]) as ends (first, last)
        cross join lateral (
          select ${day} as day, created_at as at from audit_log
          where ${ofBranch(filter)} and created_at >= ends.first and created_at < ends.last ${sql} ${APART}) part
        group by 1
      union all
      select ${day}, -count(*), null, null from audit_log
        where ${ofBranch(filter)} and id > $2 and created_at >= $7 and created_at < $8 ${sql} group by 1
    ) as counted group by day having sum(events) > 0 order by day ${filter.order}`;
  const dayOf = (at: number): string => timeOf(at).slice(0, Number.isFinite(at) ? 10 : undefined);
  return db.query<DayCount & Record<string, unknown>>(plannedAnew(text), [
    ...[filter.branchId, filter.upTo, dayOf(days.from), dayOf(days.until)],
    ...[ends.map((part) => timeOf(part.from)), ends.map((part) => timeOf(part.until))],
    ...[timeOf(filter.from), timeOf(filter.until), ...values],
  ]);
}

/** The days that hold a page, each from its first event to its last, and how many events of theirs come before it. */
export function daysOfPage(days: DayCount[], limit: number, offset: number): { ranges: Range[]; skip: number } {
  const ranges: Range[] = [];
  let before = 0;
  let skip = 0;
  for (const { from, until, events } of days) {
    if (before >= offset + limit) break;
    if (before + events > offset) {
      if (ranges.length === 0) skip = offset - before;
      ranges.push({ from, until });
    }
    before += events;
  }
  return { ranges, skip };
}
