import type { TestApp } from './app.js';
import { addBranch, rows } from './rows.js';

/** What a year of a bank leaves behind in the roll-ups. */
export interface Year {
  /** Beside the demo's. */
  branches: string[];
  advisors: number;
  hours: number;
  /** In each hour of each queue. */
  tickets: number;
  from: string;
  to: string;
}

/** 250 and some weekdays, five branches, four queues: some 400,000 tickets. */
export const YEAR: Year = {
  branches: ['B1', 'B2', 'B3', 'B4'],
  ...{ advisors: 5, hours: 9, tickets: 9 },
  ...{ from: '2025-11-18', to: '2026-11-17' },
};

const list = (count: string): string =>
  `(select string_agg(int2send(((h.hour * 7 + extract(doy from d.day)::int * 3 + n * n) % 45)::smallint), '') from generate_series(1, ${count}) n)`;
const measures = (count: string): string => `${count} as issued, ${count} - 2 as served, 1 as no_show, 1 as gave_up,
  1 as cancelled, ${count} - 1 as called, (${count} - 1) * 600000 as wait_ms, ${count} - 3 as within_target,
  (${count} - 2) * 400000 as service_ms, ${count} - 2 as compared, ${count} - 3 as covered,
  (${count} - 2) * 9 as promised_minutes, (${count} - 2) * 560000 as delivered_ms,
  ${list(`${count} - 1`)} as waits, ${list(`${count} - 2`)} as services`;
const COLUMNS = `issued, served, no_show, gave_up, cancelled, called, wait_ms, within_target, service_ms, compared, covered,
  promised_minutes, delivered_ms, waits, services`;

/** Writes it straight into the tables. */
export async function liveAYear(test: TestApp, year: Year = YEAR): Promise<void> {
  for (const code of year.branches) await addBranch(test, code);
  await rows(
    test,
    `insert into advisor (branch_id, name, email, module_number)
     select b.id, 'Asesor ' || n, b.code || n || '@banco.com', n from branch b, generate_series(1, $1) n
     where b.code <> 'CENTRO'`,
    [year.advisors],
  );
  await rows(
    test,
    `insert into report_day select b.id, day::date, now() from branch b, generate_series($1::date, $2::date, '1 day') day`,
    [year.from, year.to],
  );
  const worked = `(select branch_id, business_date as day from report_day where extract(isodow from business_date) < 6) d
    cross join generate_series(9, 8 + $1::int) h (hour)`;
  await rows(
    test,
    `insert into report_hour (branch_id, business_date, queue_type, hour, ${COLUMNS})
     select d.branch_id, d.day, q.queue_type, h.hour, ${measures('$2::int')}
     from ${worked} join queue q on q.branch_id = d.branch_id`,
    [year.hours, year.tickets],
  );
  await rows(
    test,
    `insert into report_desk (branch_id, business_date, queue_type, hour, advisor_id, ${COLUMNS})
     select d.branch_id, d.day, q.queue_type, h.hour, a.id, ${measures('3')}
     from ${worked} join queue q on q.branch_id = d.branch_id
     join advisor a on a.branch_id = d.branch_id and (a.id + length(q.queue_type)) % 2 = 0`,
    [year.hours],
  );
  await rows(
    test,
    `insert into report_duty (branch_id, business_date, advisor_id, hour, on_duty_ms, busy_ms)
     select d.branch_id, d.day, a.id, h.hour, 3600000, 2700000 from ${worked} join advisor a on a.branch_id = d.branch_id`,
    [year.hours],
  );
  await rows(test, 'analyze');
}
