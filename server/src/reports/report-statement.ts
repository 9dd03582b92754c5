import type { ReportGroup } from '@ticketero/contract';

import { cellsOf, columnsOf, dutyOf, LISTED, SUMMED, type Grain } from './cells.js';

/** Tickets that no desk has called, in the rows by advisor. */
export const NOBODY = 'none';
/** The key of the whole. */
export const TOTAL = '';

const TIME_KEYS = {
  day: "to_char(business_date, 'YYYY-MM-DD')",
  week: 'to_char(business_date, \'IYYY-"W"IW\')',
  month: "to_char(business_date, 'YYYY-MM')",
  hour: "to_char(hour, 'FM00')",
};
const KEYS: Record<ReportGroup, string> = {
  ...TIME_KEYS,
  queue: 'queue_type',
  advisor: `coalesce(nullif(advisor_id, 0)::text, '${NOBODY}')`,
  branch: 'branch_id::text',
};

/** What a row of the answer holds. */
export interface ReportSums {
  key: string;
  issued: number;
  served: number;
  no_show: number;
  gave_up: number;
  cancelled: number;
  called: number;
  wait_ms: number;
  within_target: number;
  service_ms: number;
  compared: number;
  covered: number;
  promised_minutes: number;
  delivered_ms: number;
  waits: Quantiles | null;
  services: Quantiles | null;
  on_duty_ms: number | null;
  busy_ms: number | null;
}

/** Whole minutes: p50, p90, p95, max. */
export type Quantiles = [number, number, number, number];

/**
 * Days of the branches ($1) from $2 to $3 that are not rolled up: the present one, and whatever a process has not come to
 * yet. No older than the oldest ticket: of what R12 has dropped there is nothing to work out.
 */
export const OPEN_DAYS = `
  select b.id as branch_id, day::date as business_date
  from branch b
  cross join lateral (
    select min(business_date) as oldest from ticket where branch_id = b.id having min(business_date) is not null) t
  cross join lateral generate_series(greatest(t.oldest, $2::date), $3::date, interval '1 day') day
  where b.id = any($1::bigint[])
    and not exists (select from report_day r where r.branch_id = b.id and r.business_date = day::date)`;

const ROLLED_UP = 'branch_id = any($1::bigint[]) and business_date between $2::date and $3::date';

/** The cells of the range, rolled up or of the present day. $4 queue or null. */
export function rangeOf(grain: Grain, condition: string): string {
  const wanted = `($4::text is null or queue_type = $4) and ${condition}`;
  return `select ${columnsOf(grain)} from ${grain} where ${ROLLED_UP} and ${wanted}
    union all ${cellsOf(grain, 'select * from open_days', wanted)}`;
}

/** Nearest rank, as PostgreSQL's own percentile_disc. */
const quantile = (share: number): string => `min(minute) filter (where upto >= ceil(${share}::float8 * total))`;

/** The grouped key, by which parts are joined: null would equal nothing. */
const KEY = `coalesce(key, '${TOTAL}') as key`;

const quantilesOf = (column: string): string => `
  select ${KEY}, array[${[0.5, 0.9, 0.95].map(quantile).join(', ')}, max(minute)]::int[] as of
  from (
    select key, minute, sum(n) over (partition by key order by minute) as upto, sum(n) over (partition by key) as total
    from (
      select key, minute, count(*) as n from cells cross join lateral unnest(${column}) minute
      group by grouping sets ((key, minute), (minute))) m) r
  group by key`;

const DUTY_COLUMNS = 'branch_id, business_date, advisor_id, hour, on_duty_ms, busy_ms';

/** By queue there is no time on duty: who serves two is on duty for both. The total has it all the same. $5: the advisor or
 *  null, $6: now. */
function dutyBy(by: ReportGroup): string {
  const wanted = '$4::text is null and ($5::bigint is null or advisor_id = $5)';
  const duty = `select ${DUTY_COLUMNS} from report_duty where ${ROLLED_UP} and ${wanted}
    union all select ${DUTY_COLUMNS} from (${dutyOf('select * from open_days', '$6')}) today where ${wanted}`;
  const sums = 'sum(on_duty_ms)::bigint as on_duty_ms, sum(busy_ms)::bigint as busy_ms';
  if (by === 'queue') return `select '${TOTAL}' as key, ${sums} from (${duty}) d`;
  return `select ${KEY}, ${sums} from (select ${KEYS[by]} as key, on_duty_ms, busy_ms from (${duty}) d) k
    group by grouping sets ((key), ())`;
}

/**
 * A whole report in one statement, and so of one moment: a day that is rolled up meanwhile is neither missing nor counted
 * twice. $1 branches, $2 first day, $3 last day, $4 queue or null, $5 advisor or null, $6 now.
 */
export function reportStatement(by: ReportGroup, ofAdvisor: boolean): string {
  const desk = ofAdvisor || by === 'advisor';
  const grain = desk ? 'report_desk' : 'report_hour';
  const range = rangeOf(grain, desk ? '($5::bigint is null or advisor_id = $5)' : '$5::bigint is null');
  const sums = SUMMED.map((column) => `coalesce(sum(${column}), 0)::bigint as ${column}`);
  return `with open_days as materialized (${OPEN_DAYS}),
    cells as materialized (select ${KEYS[by]} as key, ${[...SUMMED, ...LISTED].join(', ')} from (${range}) c),
    sums as (select ${KEY}, ${sums.join(', ')} from cells group by grouping sets ((key), ())),
    waits as (${quantilesOf('waits')}),
    services as (${quantilesOf('services')}),
    duty as (${dutyBy(by)})
    select key, ${SUMMED.map((column) => `coalesce(s.${column}, 0) as ${column}`).join(', ')},
      w.of as waits, v.of as services, d.on_duty_ms, d.busy_ms
    from (select key from sums union select key from duty) k
    left join sums s using (key) left join waits w using (key) left join services v using (key) left join duty d using (key)`;
}
