import { REPORT_GROUPS } from '@ticketero/contract';

import { startApp, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';
import { row, rows } from '../support/rows.js';
import { liveAYear, YEAR } from '../support/year.js';

/** How often each is measured, in turn: the fastest counts, which a busy machine disturbs least. */
const TIMES = 5;
/** A report against one reading of the rows it is made of. Measured: 3 to 6, and 9 with the machine seven times overloaded. */
const READINGS_MAX = 25;
/** Today's report with a year behind it, against the same one without. Measured: 1.0 to 1.6. */
const HISTORY_MAX = 4;

describe('a year', () => {
  let test: TestApp;
  let bank: TestClient;
  let todayAlone: number;
  beforeAll(async () => {
    test = await startApp();
    bank = await signIn(test.url, 'admin');
    todayAlone = await fastest(() => ask('by=hour&from=2026-11-18&to=2026-11-18'));
    await liveAYear(test);
  }, 240_000);
  afterAll(() => test.close());

  async function ask(query: string): Promise<{ total: { issued: number }; rows: unknown[] }> {
    const { status, body } = await bank.send('GET', `/api/admin/reports?${query}`);
    expect(status).toBe(200);
    return body;
  }

  /** Milliseconds. */
  async function fastest(run: () => Promise<unknown>): Promise<number> {
    let best = Infinity;
    for (let i = 0; i < TIMES; i++) {
      const began = performance.now();
      await run();
      best = Math.min(best, performance.now() - began);
    }
    return best;
  }

  const range = `from=${YEAR.from}&to=${YEAR.to}`;
  const readOnce = (table: string) =>
    row(
      test,
      `select count(*)::int, sum(issued) as issued, sum(wait_ms), sum(service_ms), sum(length(waits)), sum(length(services))
       from ${table} where business_date between $1 and $2`,
      [YEAR.from, YEAR.to],
    );

  it.each(REPORT_GROUPS)('REPORTS: a year of five branches by %s costs a few readings of its rows', async (by) => {
    const table = by === 'advisor' ? 'report_desk' : 'report_hour';
    const { count, issued } = await readOnce(table);
    expect(count).toBeGreaterThan(250 * 4 * 9 * 5);
    expect((await ask(`by=${by}&${range}`)).total.issued).toBe(Number(issued)); // all of it was read
    const floor = await fastest(() => readOnce(table));
    const report = await fastest(() => ask(`by=${by}&${range}`));
    expect(report / floor).toBeLessThan(READINGS_MAX);
  });

  it('R12: what a report of today costs has nothing to do with the year behind it', async () => {
    await rows(test, 'analyze');
    const today = await fastest(() => ask('by=hour&from=2026-11-18&to=2026-11-18'));
    expect(today / todayAlone).toBeLessThan(HISTORY_MAX);
  });
});
