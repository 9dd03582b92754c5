import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { DatabaseFigure, DatabaseView } from '@ticketero/contract';
import { Client } from 'pg';

import { ManualClock } from '../../src/platform/clock.js';
import { createDataSource } from '../../src/platform/database/data-source.js';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { Transactions } from '../../src/platform/database/transactions.js';
import { DatabasePage } from '../../src/telemetry/database-page.js';
import { START } from '../support/app.js';
import { openBranch, type TestBranch } from '../support/branch.js';
import { signIn, type TestClient } from '../support/client.js';
import { row, rows } from '../support/rows.js';

/** As long as one reading is shown. */
const FRESH_MS = 30_000;

describe('GET /api/admin/database', () => {
  let branch: TestBranch;
  let admin: TestClient;
  const wall = new ManualClock(START);
  beforeAll(async () => {
    branch = await openBranch({}, { wallClock: wall });
    admin = await signIn(branch.test.url, 'admin');
    for (let i = 0; i < 3; i++) await branch.issue();
  });
  afterAll(() => branch.test.close());

  const view = async (): Promise<DatabaseView> => {
    wall.advance(FRESH_MS);
    const { status, body } = await admin.send('GET', '/api/admin/database');
    expect(status).toBe(200);
    return body as DatabaseView;
  };
  const figure = ({ figures }: DatabaseView, wanted: DatabaseFigure['name']) =>
    figures.find(({ name }) => name === wanted);

  it('sizes are what PostgreSQL says, partitions by month as one table', async () => {
    const { tables, figures } = await view();
    const size = await row(branch.test, 'select pg_database_size(current_database())::float8 as size');
    const told = figures.find(({ name }) => name === 'SIZE')?.value ?? 0;
    expect(Math.abs(told / size['size'] - 1)).toBeLessThan(0.1);
    const parts = await row(
      branch.test,
      `select count(*)::int as n, sum(pg_table_size(inhrelid))::float8 as size from pg_inherits
       where inhparent = 'ticket'::regclass`,
    );
    const ticket = tables.find(({ name }) => name === 'ticket');
    expect(parts['n']).toBeGreaterThan(1);
    expect(ticket).toMatchObject({ partitions: parts['n'], tableBytes: parts['size'], verdict: 'OK' });
    expect(tables.filter(({ name }) => /ticket_\d|_y?\d{4}/.test(name))).toEqual([]);
    const sizes = tables.map(({ tableBytes, indexBytes }) => tableBytes + indexBytes);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });

  it('an index that nobody uses is named; one that holds a rule is not, and one that is used is not', async () => {
    // Of a table that nobody has changed: an index over rows that were just changed is passed over by PostgreSQL as long as
    // any transaction of the whole server goes on that began before it, a neighbour's too.
    await rows(branch.test, 'create table asked (id int, words text)');
    await rows(branch.test, 'create index nobody_asks on asked (words)');
    await rows(branch.test, 'create unique index holds_a_rule on asked (id)');
    const names = (await view()).unusedIndexes.map(({ name }) => name);
    expect(names).toContain('nobody_asks');
    expect(names).not.toContain('holds_a_rule');
    await rows(branch.test, "insert into asked values (1, 'x')");
    const somebody = new Client({ connectionString: branch.test.database.url });
    await somebody.connect();
    await somebody.query('set enable_seqscan = off');
    const { rows: found } = await somebody.query("select id from asked where words = 'x'");
    expect(found).toEqual([{ id: 1 }]);
    await somebody.query('select pg_stat_force_next_flush()');
    await somebody.end();
    expect((await view()).unusedIndexes.map(({ name }) => name)).not.toContain('nobody_asks');
  });

  it('a transaction that somebody left open is seen, with its age', async () => {
    expect(figure(await view(), 'OLDEST_TRANSACTION')).toMatchObject({ verdict: 'OK' });
    const open = new Client({ connectionString: branch.test.database.url });
    await open.connect();
    await open.query('begin');
    const { rows: since } = await open.query<{ at: Date }>('select now() as at');
    const seen = figure(await view(), 'OLDEST_TRANSACTION');
    const age = (Date.now() - since[0]!.at.getTime()) / 1_000;
    expect(seen?.value).toBeGreaterThan(0);
    expect(seen?.value).toBeLessThan(age + 0.5);
    await open.query('rollback');
    await open.end();
  });

  it('R10: it looks, and may change nothing; the next command has no more rights than before', async () => {
    await view();
    const transactions = branch.test.app.get(Transactions);
    const [who] = await transactions.query({ name: 'who', text: 'select current_user as name' }, []);
    expect(who).toEqual({ name: 'ticketero_app' });
    await expect(transactions.query({ name: 'no', text: 'delete from audit_log' }, [])).rejects.toThrow(/denied/);
  });

  it('is read twice a minute at most, whoever looks', async () => {
    const first = await view();
    await rows(branch.test, 'create index another_one on branch (notice)');
    const again = (await admin.send('GET', '/api/admin/database')).body as DatabaseView;
    expect(again).toEqual(first);
    expect((await view()).unusedIndexes.map(({ name }) => name)).toContain('another_one');
  });

  it('pg_stat_statements: not installed, and installed without being loaded', async () => {
    expect((await view()).statements).toEqual({ status: 'NOT_INSTALLED', slowest: [] });
    await rows(branch.test, 'create extension pg_stat_statements');
    const seen = await view();
    expect(seen.statements).toEqual({ status: 'NOT_LOADED', slowest: [] });
    expect(figure(seen, 'SLOW_STATEMENTS')).toMatchObject({ value: null, verdict: 'UNKNOWN' });
    expect(seen.tables.length).toBeGreaterThan(10); // the rest is there all the same
  });

  it('what failed once is asked for again at once', async () => {
    const run = jest.spyOn(branch.test.app.get(Transactions), 'run').mockRejectedValueOnce(new Error('away'));
    wall.advance(FRESH_MS);
    expect((await admin.send('GET', '/api/admin/database')).status).toBe(500);
    run.mockRestore();
    expect((await admin.send('GET', '/api/admin/database')).status).toBe(200);
  });
});

describe('the slowest statements, where PostgreSQL counts them', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ticketero-statements-'));
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('R13: come without a value, and those that could hold one not at all', async () => {
    let postgres = await startEmbeddedPostgres({ dataDir });
    const ask = async (url: string, ...statements: string[]): Promise<void> => {
      const client = new Client({ connectionString: url });
      await client.connect();
      for (const text of statements) await client.query(text);
      await client.end();
    };
    await ask(postgres.url, "alter system set shared_preload_libraries = 'pg_stat_statements'");
    await postgres.stop();
    postgres = await startEmbeddedPostgres({ dataDir });
    await ask(
      postgres.url,
      'create extension pg_stat_statements',
      'create role somebody login',
      "alter role somebody password 'clave-secreta'",
      "select count(*) as slow_one from pg_class where relname <> '12345678-5' and pg_sleep(0.001) is not null",
    );
    const dataSource = await createDataSource(postgres.url, { role: null }).initialize();
    const { statements } = await new DatabasePage(new Transactions(dataSource), new ManualClock(START)).view();
    await dataSource.destroy();
    await postgres.stop();
    expect(statements.status).toBe('THERE');
    expect(statements.slowest[0]).toMatchObject({ text: expect.stringContaining('slow_one'), calls: 1, verdict: 'OK' });
    expect(statements.slowest[0]!.meanMs).toBeGreaterThan(100);
    expect(statements.slowest.length).toBeLessThanOrEqual(10);
    const told = JSON.stringify(statements);
    for (const secret of ['12345678', 'clave-secreta', 'alter role']) expect(told).not.toContain(secret);
  });
});
