import { REPORT_GROUPS } from '@ticketero/contract';

import { startApp, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';
import { row, rows } from '../support/rows.js';
import { liveAYear, YEAR } from '../support/year.js';

/** How often each is measured, in turn: the fastest counts, which a busy machine disturbs least. */
const TIMES = 8;
/** A report against one reading of the rows it is made of. Measured: 3 to 14, once 23, on a machine up to twelve times
 *  overloaded. */
const READINGS_MAX = 35;
/** Today's report with a year behind it, against the same one without. Measured: 0.3 to 0.9. */
const HISTORY_MAX = 4;

describe('a year', () => {
  let test: TestApp;
  let bank: TestClient;
  /** A bank without a year behind it. */
  let young: TestApp;
  beforeAll(async () => {
    test = await startApp();
    bank = await signIn(test.url, 'admin');
    young = await startApp();
    await liveAYear(test);
  });
  afterAll(async () => {
    await young.close();
    await test.close();
  });

  async function ask(query: string, of = bank): Promise<{ total: { issued: number }; rows: unknown[] }> {
    const { status, body } = await of.send('GET', `/api/admin/reports?${query}`);
    expect(status).toBe(200);
    return body;
  }

  /** The fastest of each, ms; one after the other, so that both have the same machine. */
  async function fastest(...runs: (() => Promise<unknown>)[]): Promise<number[]> {
    const best = runs.map(() => Infinity);
    for (let i = 0; i < TIMES; i++) {
      for (const [index, run] of runs.entries()) {
        const began = performance.now();
        await run();
        best[index] = Math.min(best[index] ?? Infinity, performance.now() - began);
      }
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
    const [report = Infinity, floor = 0] = await fastest(
      () => ask(`by=${by}&${range}`),
      () => readOnce(table),
    );
    expect(report / floor).toBeLessThan(READINGS_MAX);
  });

  it('R12: what a report of today costs has nothing to do with the year behind it', async () => {
    await rows(test, 'analyze');
    const other = await signIn(young.url, 'admin');
    const query = 'by=hour&from=2026-11-18&to=2026-11-18';
    // In turn: minutes apart they would tell what else the machine had to do.
    const [today = Infinity, todayAlone = 0] = await fastest(
      () => ask(query),
      () => ask(query, other),
    );
    expect(today / todayAlone).toBeLessThan(HISTORY_MAX);
  });
});
