import { REPORT_GROUPS, type Report, type ReportFigures } from '@ticketero/contract';
import { seeded } from '@ticketero/core/testing';

import { ManualClock } from '../../src/platform/clock.js';
import { startApp, type TestApp } from '../support/app.js';
import { client, newPerson, pairDevice, signIn, type TestClient } from '../support/client.js';
import { askTheTickets } from '../support/reports.js';
import { row, rows } from '../support/rows.js';
import { addBranches, BRANCHES } from '../support/simulation/branches.js';
import { LivedDays } from '../support/simulation/one-process.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** On the third day the clocks of one branch go forward while it works. */
const FIRST_DAY = Date.parse('2026-10-01T13:00:00Z');
const DAYS = 3;
const SEED = Number(process.env['DAYS_SEED'] ?? 1);
const CODES = BRANCHES.map(({ code }) => code);
/** All of them, in whatever zone. */
const RANGE = { from: '2026-09-28', to: '2026-10-06' };

describe(`reports and the tickets of four branches (DAYS_SEED=${SEED})`, () => {
  let test: TestApp;
  let bank: TestClient;
  let advisorId: number;
  let days: LivedDays;

  beforeAll(async () => {
    test = await startApp({ clock: new ManualClock(FIRST_DAY - HOUR) });
    await addBranches(test);
    days = await LivedDays.open(test, (index) => seeded(SEED + 100 * index));
    for (let day = 0; day < DAYS; day++) {
      await days.rest(FIRST_DAY + day * DAY - 1);
      await days.live(FIRST_DAY + day * DAY, 4, 10);
      await giveUp();
    }
    bank = await signIn(test.url, 'admin');
    const busiest = await row(
      test,
      'select assigned_advisor_id as id from ticket where assigned_advisor_id is not null group by 1 order by count(*) desc limit 1',
    );
    advisorId = Number(busiest['id']);
  });
  afterAll(() => test.close());

  /** Five more come for the one desk that serves them; who is not called at once goes away again. */
  async function giveUp(): Promise<void> {
    const kiosk = await pairDevice(test.url, 'KIOSK');
    const numbers: string[] = [];
    for (let i = 0; i < 5; i++) {
      const issued = await kiosk.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'GERENCIA' });
      numbers.push(issued.body.codigoReferencia);
    }
    test.clock.advance(5 * 60_000);
    for (const one of numbers) await client(test.url).send('DELETE', `/api/tickets/${one}`);
  }

  const ask = async (query: object): Promise<Report> => {
    const { status, body } = await bank.send('GET', `/api/admin/reports?${new URLSearchParams({ ...query })}`);
    expect([status, status === 200 ? '' : body]).toEqual([200, '']);
    return body;
  };
  const byKey = ({ rows: lines, total }: Report): Record<string, ReportFigures> => ({
    ...Object.fromEntries(lines.map(({ key, label: _, ...figures }) => [key, figures])),
    total,
  });
  const FILTERS: [string, () => { branchOffice?: string; queueType?: string; advisorId?: number }][] = [
    ['the whole bank', () => ({})],
    ['a branch whose clocks go forward', () => ({ branchOffice: 'HOWE' })],
    ['a branch in another zone', () => ({ branchOffice: 'NEPAL' })],
    ['one queue', () => ({ queueType: 'CAJA' })],
    ['one advisor', () => ({ advisorId })],
    ['one queue of one advisor', () => ({ queueType: 'CAJA', advisorId })],
  ];

  /** Every report there is, against the tickets. */
  async function allAgree(): Promise<void> {
    for (const by of REPORT_GROUPS) {
      for (const [name, filter] of FILTERS) {
        const { branchOffice, ...others } = filter();
        const report = await ask({ ...RANGE, by, ...filter() });
        const branches = branchOffice === undefined ? CODES : [branchOffice];
        const truth = await askTheTickets(test, { ...RANGE, by, branches, ...others });
        expect({ by, name, ...byKey(report) }).toEqual({ by, name, ...truth });
      }
    }
  }

  it('REPORTS: the days were days: everything that is counted happened, before and after the clocks went forward', async () => {
    const { total } = await ask({ ...RANGE });
    expect(total.issued).toBeGreaterThan(150);
    for (const count of [total.served, total.noShow, total.cancelled, total.left - total.noShow]) {
      expect(count).toBeGreaterThan(5);
    }
    expect(total.withinTarget).toBeLessThan(1);
    expect(total.estimateKept).toBeGreaterThan(0);
    expect(total.estimateKept).toBeLessThan(1);
    expect(total.occupancy).toBeGreaterThan(0.2);
    expect(total.occupancy).toBeLessThan(1);
    const zones = await rows(
      test,
      `select distinct t.created_at at time zone 'Australia/Lord_Howe' - t.created_at at time zone 'UTC' as ahead
       from ticket t join branch b on b.id = t.branch_id where b.code = 'HOWE'`,
    );
    expect(zones).toHaveLength(2);
  });

  it('REPORTS: every figure, by day, week, month, hour, queue, advisor and branch, is that of the tickets: some days rolled up, the last ones not', async () => {
    const rolledUp = await rows(test, 'select distinct branch_id, business_date from report_hour');
    const all = await rows(test, 'select distinct branch_id, business_date from ticket');
    expect(rolledUp.length).toBeGreaterThanOrEqual(2 * CODES.length);
    expect(all.length).toBeGreaterThanOrEqual(rolledUp.length + CODES.length - 1);
    await allAgree();
  });

  it('REPORTS: the day’s own counts, kept by every command, say the same (R7, R8)', async () => {
    const kept = `called, within_target, served, no_show, cancelled, wait_ms, service_ms, compared, covered, error_ms`;
    const rolledUp = 'join report_day using (branch_id, business_date)';
    // Where a ticket was issued that was sent elsewhere later, only the day's counts know.
    const wrong = await rows(
      test,
      `with r as (select *, delivered_ms - promised_minutes * 60000 as error_ms from report_hour),
       sums as (select branch_id, business_date, queue_type, ${kept
         .split(', ')
         .map((column) => `sum(${column}) as ${column}`)
         .join(', ')} from r group by 1, 2, 3 having sum(called + cancelled) > 0),
       counts as (select branch_id, business_date, queue_type, ${kept} from queue_day ${rolledUp}
         where called + cancelled > 0)
       (select 'sums', * from sums except select 'sums', * from counts)
       union all (select 'counts', * from counts except select 'counts', * from sums)`,
    );
    expect(wrong).toEqual([]);
    const issued = (table: string) =>
      rows(
        test,
        `select branch_id, business_date::text, sum(issued)::int as issued from ${table} ${rolledUp} group by 1, 2 order by 1, 2`,
      );
    expect(await issued('report_hour')).toEqual(await issued('queue_day'));
    expect(await issued('report_desk')).toEqual(await issued('report_hour'));
    expect((await issued('report_hour')).length).toBeGreaterThanOrEqual(8);
  });

  it('REPORTS: arrivals by weekday and hour are those of the tickets', async () => {
    const filters: { branchOffice?: string; queueType?: string }[] = [
      {},
      { branchOffice: 'HOWE' },
      { queueType: 'CAJA' },
    ];
    for (const filter of filters) {
      const query = new URLSearchParams({ ...RANGE, ...(filter as Record<string, string>) });
      const { body } = await bank.send('GET', `/api/admin/reports/arrivals?${query}`);
      const { branchOffice = null, queueType = null } = filter;
      const truth = await rows(
        test,
        `with t as (
           select t.*, to_char(t.business_date, 'ID')::int as weekday,
             left(((t.created_at at time zone b.time_zone)::time)::text, 2)::int as hour
           from ticket t join branch b on b.id = t.branch_id where $1::text is null or b.code = $1)
         select weekday, hour, count(*)::int as issued,
           round(count(*)::numeric / (select count(distinct business_date) from t o where o.weekday = t.weekday), 2)::float8 as mean
         from t where $2::text is null or queue_type = $2 group by 1, 2 order by 1, 2`,
        [branchOffice, queueType],
      );
      expect(body.cells).toEqual(truth);
      expect(truth.length).toBeGreaterThan(8);
    }
  });

  it('REPORTS: once every day is over and rolled up, the figures are still those of the tickets', async () => {
    await days.rest(FIRST_DAY + DAYS * DAY + 4 * HOUR);
    const { missing } = await row(
      test,
      `select count(*)::int as missing from (select distinct branch_id, business_date from ticket
         except select branch_id, business_date from report_day) d`,
    );
    expect(missing).toBe(0);
    await allAgree();
  });

  it('R12: the tickets of those days are dropped, and the reports say what they said; nothing of a person is in them', async () => {
    const before = await ask({ ...RANGE, by: 'hour' });
    await rows(test, 'drop table mensaje_202610, ticket_202610');
    await test.turn('roll-ups');
    const { generatedAt: _, ...after } = await ask({ ...RANGE, by: 'hour' });
    expect(before).toMatchObject(after);
    expect(after.total.issued).toBeGreaterThan(150);
    const columns = await rows(
      test,
      `select distinct column_name as name from information_schema.columns where table_name like 'report%' order by 1`,
    );
    expect(
      columns.map(({ name }) => name).filter((name) => /national|telefono|numero|codigo|chat|name/.test(name)),
    ).toEqual([]);
  });
});
