import { BY_CUSTOMER } from '@ticketero/core';

/**
 * What the tickets of a branch's day come to, in SQL: written down when the day is over, and worked out anew while it
 * lasts. One text for both, so that they cannot differ.
 */

/** Hour, queue, desk: by what the counts of a day are kept. The desk's are more rows, and read only when asked for. */
export type Grain = 'report_hour' | 'report_desk';

const KEYS: Record<Grain, string> = {
  report_hour: 'branch_id, business_date, queue_type, hour',
  report_desk: 'branch_id, business_date, queue_type, hour, advisor_id',
};

/** How many tickets; of the tables' own type, so that what is rolled up and what is not go together as they are. */
const tickets = (condition: string): string => `(count(*) filter (where ${condition}))::int`;
const total = (column: string, type: 'int' | 'bigint', condition = 'true'): string =>
  `coalesce(sum(${column}) filter (where ${condition}), 0)::${type}`;

/** Column → what it is of the tickets of a cell. */
const MEASURES = {
  issued: tickets('true'),
  served: tickets("status = 'COMPLETADO'"),
  no_show: tickets("status = 'NO_ATENDIDO'"),
  gave_up: tickets(`status = 'CANCELADO' and cancel_reason = '${BY_CUSTOMER}'`),
  cancelled: tickets("status = 'CANCELADO'"),
  called: tickets('wait_ms is not null'),
  wait_ms: total('wait_ms', 'bigint'),
  within_target: tickets('wait_ms <= target_ms'),
  service_ms: total('service_ms', 'bigint'),
  compared: tickets('delivered_ms is not null'),
  covered: tickets('delivered_ms between low_ms and high_ms'),
  promised_minutes: total('promised_minutes', 'int', 'delivered_ms is not null'),
  delivered_ms: total('delivered_ms', 'bigint'),
};
const MINUTES = { waits: 'wait_ms', services: 'service_ms' };

/** What is added up over days. */
export const SUMMED = Object.keys(MEASURES);
/** The minutes of each ticket, which quantiles are made of: two bytes each, the higher first. */
export const LISTED = Object.keys(MINUTES);

const ms = (from: string, to: string): string => `(extract(epoch from ${to} - ${from}) * 1000)::bigint`;
const minutesOf = (column: string): string =>
  `coalesce(string_agg(int2send(round(${column} / 60000.0)::smallint), '' order by ${column}), '')`;

/** The columns of a cell, in the order in which `cellsOf` gives them. */
export const columnsOf = (grain: Grain): string => [KEYS[grain], ...SUMMED, ...LISTED].join(', ');

/**
 * The cells of the days in `days` (branch_id, business_date) from their tickets. One day after the other, by index:
 * otherwise the planner may read every ticket there is.
 */
export function cellsOf(grain: Grain, days: string, condition = 'true'): string {
  const sums = Object.entries(MEASURES).map(([column, sql]) => `${sql} as ${column}`);
  const lists = Object.entries(MINUTES).map(([column, of]) => `${minutesOf(of)} as ${column}`);
  return `select ${[KEYS[grain], ...sums, ...lists].join(', ')}
    from (${days}) d cross join lateral (
      select t.queue_type, coalesce(t.assigned_advisor_id, 0) as advisor_id, t.status, t.cancel_reason,
        extract(hour from t.created_at at time zone b.time_zone)::smallint as hour,
        ${ms('t.created_at', 't.assigned_at')} as wait_ms,
        case when t.status = 'COMPLETADO' then ${ms('t.assigned_at', 't.completed_at')} end as service_ms,
        (t.call_reason->>'targetMinutes')::numeric * 60000 as target_ms,
        ${ms('t.promised_at', 't.assigned_at')} as delivered_ms, t.promised_minutes,
        t.promised_low * 60000 as low_ms, t.promised_high * 60000 as high_ms
      from ticket t join branch b on b.id = t.branch_id
      where t.branch_id = d.branch_id and t.business_date = d.business_date
      offset 0) t
    where ${condition}
    group by ${KEYS[grain]}`;
}

/** Half hours: at their ends every clock of the world changes its hour, also on the days on which it is put back or forward. */
const SLOT_SECONDS = 1_800;

/**
 * How long the advisors of the days in `days` were on duty (not OFFLINE), and of that BUSY, from what the log tells of
 * their status (R10). A day begins with nobody on duty; who forgot to leave is on duty until it ends, or until now.
 * `now`: the place of the present moment among the values.
 */
export const dutyOf = (days: string, now: string, condition = 'true'): string => `
  select branch_id, business_date, advisor_id, extract(hour from slot at time zone time_zone)::smallint as hour,
    sum(part)::bigint as on_duty_ms, coalesce(sum(part) filter (where status = 'BUSY'), 0)::bigint as busy_ms
  from (
    select d.branch_id, d.business_date, e.advisor_id, e.status, d.time_zone, slot,
      ${ms('greatest(e.since, slot)', `least(e.until, slot + interval '${SLOT_SECONDS} s')`)} as part
    from (
      select d.branch_id, d.business_date, b.time_zone,
        d.business_date::timestamp at time zone b.time_zone as first,
        least((d.business_date + 1)::timestamp at time zone b.time_zone, ${now}::timestamptz) as last
      from (${days}) d join branch b on b.id = d.branch_id) d
    cross join lateral (
      select a.entity_id::bigint as advisor_id, a.new_state->>'status' as status, a.created_at as since,
        lead(a.created_at, 1, d.last) over (partition by a.entity_id order by a.created_at, a.id) as until
      from audit_log a
      where a.branch_id = d.branch_id and a.created_at >= d.first and a.created_at < d.last
        and a.entity_type = 'ADVISOR' and a.new_state->>'status' in ('AVAILABLE', 'BUSY', 'OFFLINE')
      offset 0) e
    cross join lateral generate_series(
      date_bin('${SLOT_SECONDS} s', e.since, d.first), e.until - interval '1 microsecond',
      interval '${SLOT_SECONDS} s') slot
    where e.status <> 'OFFLINE' and e.since < e.until) p
  where ${condition}
  group by branch_id, business_date, advisor_id, hour`;
