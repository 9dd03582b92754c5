import { Client } from 'pg';

import { AuditChains, WALK_PAGE } from '../../src/audit/audit-chains.js';
import { Transactions } from '../../src/platform/database/transactions.js';
import { startApp, START, type TestApp } from '../support/app.js';
import { branchRow, row } from '../support/rows.js';
import { writeEvents } from './many-events.js';

const COUNT = 20_000;

describe('the walk of a long chain', () => {
  let test: TestApp;
  let branchId: number;

  beforeAll(async () => {
    test = await startApp();
    branchId = Number((await branchRow(test))['id']);
    await writeEvents(test, { count: COUNT, perDay: 1_000, until: START });
  });
  afterAll(() => test.close());
  afterEach(() => jest.restoreAllMocks());

  /** What the walk holds: rows of the pages that it has asked for and not left behind. */
  function watched(): { pages: number; underWay: number; most: number; largest: number } {
    const seen = { pages: 0, underWay: 0, most: 0, largest: 0 };
    const transactions = test.app.get(Transactions);
    const query = transactions.query.bind(transactions);
    jest.spyOn(transactions, 'query').mockImplementation(async (statement, values) => {
      if (!statement.name.startsWith('audit-walk')) return query(statement, values) as never;
      seen.pages += 1;
      seen.most = Math.max(seen.most, ++seen.underWay);
      const page = await query(statement, values);
      seen.underWay -= 1;
      seen.largest = Math.max(seen.largest, page.length);
      return page as never;
    });
    return seen;
  }

  it('R10: goes in pages of one size, one under way beside the one in hand, however long the chain', async () => {
    const seen = watched();
    const told: number[] = [];
    const report = await test.app.get(AuditChains).verify(branchId, (events) => told.push(events));
    expect(report).toMatchObject({ events: COUNT, valid: true, firstInvalidId: null });
    expect(seen).toMatchObject({ most: 1, largest: WALK_PAGE, underWay: 0 });
    expect([COUNT / WALK_PAGE, COUNT / WALK_PAGE + 1]).toContain(seen.pages);
    expect(told).toEqual(Array.from({ length: COUNT / WALK_PAGE }, (_, i) => (i + 1) * WALK_PAGE));
  });

  it('R10: stops at the first that does not fit, wherever it is: at the edge of a page as well', async () => {
    const superuser = new Client({ connectionString: test.database.url });
    await superuser.connect();
    try {
      for (const place of [0, WALK_PAGE - 1, WALK_PAGE, COUNT - 1]) {
        const { id } = await row(test, 'select id from audit_log where branch_id = $1 order by id offset $2 limit 1', [
          branchId,
          place,
        ]);
        await superuser.query("set session_replication_role = 'replica'");
        await superuser.query("update audit_log set actor = actor || 'x' where id = $1", [id]);
        const seen = watched();
        expect(await test.app.get(AuditChains).verify(branchId)).toMatchObject({
          ...{ events: place, valid: false, firstInvalidId: Number(id) },
        });
        expect(seen.pages).toBeLessThanOrEqual(Math.floor(place / WALK_PAGE) + 2);
        jest.restoreAllMocks();
        await superuser.query('update audit_log set actor = left(actor, -1) where id = $1', [id]);
      }
    } finally {
      await superuser.end();
    }
  });

  it('R10: what is written while it walks is for the next walk', async () => {
    const chains = test.app.get(AuditChains);
    let written: Promise<void> | undefined;
    const report = await chains.verify(branchId, () => {
      written ??= writeEvents(test, { count: 100, perDay: 1_000, until: START });
    });
    await written;
    expect(report).toMatchObject({ events: COUNT, valid: true });
    expect(await chains.verify(branchId)).toMatchObject({ events: COUNT + 100, valid: true });
  });
});
