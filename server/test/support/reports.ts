import type { ReportGroup } from '@ticketero/contract';

import type { TestApp } from './app.js';
import { rows, type Row } from './rows.js';

/**
 * The figures of a report as somebody would ask the tickets for them who knows RULES.md and not the server: nothing here
 * is the server's. Duty is asked of the log, every five minutes: all that happens in the days of these tests happens then.
 */
interface Asked {
  from: string;
  to: string;
  by: ReportGroup;
  /** Codes. */
  branches: string[];
  queueType?: string;
  advisorId?: number;
}

const TICKS = 5;

const OF_TICKETS: Record<ReportGroup, string> = {
  day: 't.business_date::text',
  week: `extract(isoyear from t.business_date) || '-W' || lpad(extract(week from t.business_date)::text, 2, '0')`,
  month: 'left(t.business_date::text, 7)',
  hour: `substr((t.created_at at time zone b.time_zone)::text, 12, 2)`,
  queue: 't.queue_type',
  advisor: `case when t.assigned_advisor_id is null then 'none' else t.assigned_advisor_id::text end`,
  branch: 'b.code',
};
const OF_DUTY: Record<Exclude<ReportGroup, 'queue'>, string> = {
  day: 'local::date::text',
  week: `extract(isoyear from local) || '-W' || lpad(extract(week from local)::text, 2, '0')`,
  month: 'left(local::text, 7)',
  hour: 'substr(local::text, 12, 2)',
  advisor: 'advisor',
  branch: 'code',
};

const hundredths = (sum: string, of: string): string =>
  `(round(100 * ${sum}::numeric / nullif(${of}, 0)) / 100)::float8`;
const share = (part: string, of: string): string => `round(${part}::numeric / nullif(${of}, 0), 4)::float8`;
const minutes = (span: string): string => `round((extract(epoch from ${span}) / 60)::numeric)::int`;
const times = (span: string, when: string): string => `json_build_object(
  'mean', ${hundredths(`(sum(extract(epoch from ${span})) filter (where ${when}))`, `(60 * count(*) filter (where ${when}))`)},
  ${[0.5, 0.9, 0.95]
    .map(
      (p) =>
        `'p${p * 100}', ${minutes(`percentile_disc(${p}) within group (order by ${span}) filter (where ${when})`)}`,
    )
    .join(', ')},
  'max', ${minutes(`max(${span}) filter (where ${when})`)})`;

const CALLED = 'assigned_at is not null';
const SERVED = "status = 'COMPLETADO'";
const COMPARED = 'assigned_at is not null and promised_at is not null';
const AFTER_PROMISE = '(assigned_at - promised_at)';

const FIGURES = `json_build_object(
  'issued', count(*), 'served', count(*) filter (where ${SERVED}), 'noShow', count(*) filter (where status = 'NO_ATENDIDO'),
  'left', count(*) filter (where status = 'NO_ATENDIDO') + count(*) filter (where cancel_reason = 'CLIENTE' and status = 'CANCELADO'),
  'cancelled', count(*) filter (where status = 'CANCELADO'), 'called', count(assigned_at),
  'wait', ${times('(assigned_at - created_at)', CALLED)},
  'service', ${times('(completed_at - assigned_at)', SERVED)},
  'withinTarget', ${share(
    `count(*) filter (where assigned_at <= created_at + (call_reason->>'targetMinutes')::int * interval '1 minute')`,
    'count(assigned_at)',
  )},
  'estimateKept', ${share(
    `count(*) filter (where ${AFTER_PROMISE} >= promised_low * interval '1 min' and ${AFTER_PROMISE} <= promised_high * interval '1 min')`,
    `count(*) filter (where ${COMPARED})`,
  )},
  'promisedMinutes', ${hundredths(`(sum(promised_minutes) filter (where ${COMPARED}))`, `count(*) filter (where ${COMPARED})`)},
  'deliveredMinutes', ${hundredths(
    `(sum(extract(epoch from ${AFTER_PROMISE})) filter (where ${COMPARED}))`,
    `(60 * count(*) filter (where ${COMPARED}))`,
  )}) as figures`;

async function ofTickets(test: TestApp, asked: Asked, key: string): Promise<Row[]> {
  return rows(
    test,
    `select key, ${FIGURES} from (
       select ${key} as key, t.* from ticket t join branch b on b.id = t.branch_id
       where b.code = any($1) and t.business_date >= $2 and t.business_date <= $3
         and ($4::text is null or t.queue_type = $4) and ($5::bigint is null or t.assigned_advisor_id = $5)) x
     group by key`,
    [asked.branches, asked.from, asked.to, asked.queueType ?? null, asked.advisorId ?? null],
  );
}

/** Share of the moments on duty at which they had a customer. */
async function ofDuty(test: TestApp, asked: Asked, key: string): Promise<Row[]> {
  return rows(
    test,
    `select key, ${share("count(*) filter (where status = 'BUSY')", 'count(*)')} as occupancy from (
       select ${key} as key, status from (
         select b.code, e.entity_id as advisor, e.new_state->>'status' as status,
           moment at time zone b.time_zone as local
         from (select *, lead(created_at, 1, $4::timestamptz) over (partition by branch_id, entity_id order by id) as next
               from audit_log where entity_type = 'ADVISOR' and new_state->>'status' is not null) e
         join branch b on b.id = e.branch_id
         cross join lateral generate_series(e.created_at, e.next - interval '1 s', interval '${TICKS} min') moment
         where b.code = any($1) and e.new_state->>'status' <> 'OFFLINE' and ($5::text is null or e.entity_id = $5)) m
       where local::date between $2 and $3) k
     group by key`,
    [asked.branches, asked.from, asked.to, new Date(test.clock.now()), asked.advisorId?.toString() ?? null],
  );
}

const NOBODY_CAME = { mean: null, p50: null, p90: null, p95: null, max: null };
const NOTHING = {
  ...{ issued: 0, served: 0, noShow: 0, left: 0, cancelled: 0, called: 0, wait: NOBODY_CAME, service: NOBODY_CAME },
  ...{ withinTarget: null, estimateKept: null, promisedMinutes: null, deliveredMinutes: null },
};

/** Key → figures, as a report must have them; the whole under `total`. */
export async function askTheTickets(test: TestApp, asked: Asked): Promise<Record<string, object>> {
  const found: Record<string, object> = {};
  const put = (key: string, figures: object): void => {
    found[key] = { ...NOTHING, occupancy: null, ...found[key], ...figures };
  };
  for (const { key, figures } of await ofTickets(test, asked, OF_TICKETS[asked.by])) put(key, figures);
  for (const { figures } of await ofTickets(test, asked, "'total'")) put('total', figures);
  if (asked.queueType !== undefined) return found;
  if (asked.by !== 'queue') {
    for (const { key, occupancy } of await ofDuty(test, asked, OF_DUTY[asked.by])) put(key, { occupancy });
  }
  for (const { occupancy } of await ofDuty(test, asked, "'total'")) put('total', { occupancy });
  return found;
}
