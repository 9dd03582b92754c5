import type { ReportGroup } from '@ticketero/contract';

import { cellsOf, columnsOf, dutyOf, LISTED, SUMMED, type Grain } from './cells.js';

/** Tickets that no desk has called, in the rows by advisor. */
export const NOBODY = 'none';

/** By what the rows are grouped, and what is said of it: a text for each group, and not for each cell. */
const KEYS: Record<ReportGroup, { of: string; as: (group: string) => string }> = {
  day: { of: 'business_date', as: (group) => `to_char(${group}, 'YYYY-MM-DD')` },
  week: { of: 'business_date', as: (group) => `to_char(${group}, 'IYYY-"W"IW')` },
  month: { of: 'business_date', as: (group) => `to_char(${group}, 'YYYY-MM')` },
  hour: { of: 'hour', as: (group) => `to_char(${group}, 'FM00')` },
  queue: { of: 'queue_type', as: (group) => group },
  advisor: { of: 'advisor_id', as: (group) => `coalesce(nullif(${group}, 0)::text, '${NOBODY}')` },
  branch: { of: 'branch_id', as: (group) => `${group}::text` },
};

/** What is added up for a row of the answer. */
export interface ReportSums {
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
  on_duty_ms: number;
  busy_ms: number;
}

export interface ReportRecord extends ReportSums {
  /** Of several records of a week or month the same; null: what is part of the whole alone. */
  key: string | null;
  /** The minutes of each ticket: see `cells.ts`. */
  waits: Buffer;
  services: Buffer;
}

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

const DUTY_COLUMNS = 'branch_id, business_date, advisor_id, hour, on_duty_ms, busy_ms';

/** By queue there is no time on duty: who serves two is on duty for both. The whole has it all the same. */
function dutyBy(by: ReportGroup): string {
  const wanted = '$4::text is null and ($5::bigint is null or advisor_id = $5)';
  return `select ${by === 'queue' ? 'null' : KEYS[by].of} as part, sum(on_duty_ms)::bigint as on_duty_ms,
      sum(busy_ms)::bigint as busy_ms
    from (
      select ${DUTY_COLUMNS} from report_duty where ${ROLLED_UP} and ${wanted}
      union all select ${DUTY_COLUMNS} from (${dutyOf('select * from open_days', '$6')}) today where ${wanted}) d
    group by 1`;
}

/**
 * A whole report in one statement, and so of one moment: a day that is rolled up meanwhile is neither missing nor counted
 * twice. $1 branches, $2 first day, $3 last day, $4 queue or null, $5 advisor or null, $6 now.
 */
export function reportStatement(by: ReportGroup, ofAdvisor: boolean): string {
  const desk = ofAdvisor || by === 'advisor';
  const grain = desk ? 'report_desk' : 'report_hour';
  const range = rangeOf(grain, desk ? '($5::bigint is null or advisor_id = $5)' : '$5::bigint is null');
  const sums = SUMMED.map((column) => `sum(${column})::bigint as ${column}`);
  const lists = LISTED.map((column) => `string_agg(${column}, '') as ${column}`);
  return `with open_days as materialized (${OPEN_DAYS}),
    sums as (select ${KEYS[by].of} as part, ${[...sums, ...lists].join(', ')} from (${range}) c group by 1),
    duty as (${dutyBy(by)})
    select ${KEYS[by].as('part')} as key, ${SUMMED.map((column) => `coalesce(${column}, 0) as ${column}`).join(', ')},
      ${LISTED.map((column) => `coalesce(${column}, '') as ${column}`).join(', ')},
      coalesce(on_duty_ms, 0) as on_duty_ms, coalesce(busy_ms, 0) as busy_ms
    from sums full join duty using (part)`;
}
