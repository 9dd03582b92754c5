import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ComponentHealth } from '@ticketero/contract';
import { Client } from 'pg';

import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { Transactions } from '../../src/platform/database/transactions.js';
import { createLogger } from '../../src/platform/logger.js';
import { startApp, type TestApp } from '../support/app.js';
import { migrateInProcess } from '../support/built-server.js';
import { client } from '../support/client.js';
import { scrape } from '../support/metrics.js';

interface Seen {
  /** Null: there is no such series. */
  seconds: number | null;
  database: ComponentHealth;
}

/** One turn of the job, and what an operator is told then. */
async function look(test: TestApp): Promise<Seen> {
  await test.turn('archiver');
  const { body } = await client(test.url).send('GET', '/api/health');
  const seconds = (await scrape(test.url)).value('ticketero_wal_unarchived_seconds');
  return { seconds, database: body.components.database };
}

it('a database that archives nothing: nothing is said of it', async () => {
  const test = await startApp();
  expect(await look(test)).toEqual({ seconds: null, database: { status: 'UP' } });
  await test.close();
});

describe('a PostgreSQL that archives its log', () => {
  const root = mkdtempSync(join(tmpdir(), 'ticketero-archiver-'));
  const [broken, hangs] = [join(root, 'broken'), join(root, 'hangs')];
  const command = `while [ -e '${hangs}' ]; do sleep 0.05; done; [ ! -e '${broken}' ]`;
  let postgres: EmbeddedPostgres;
  let outside: Client;
  let test: TestApp;
  const written: string[] = [];

  beforeAll(async () => {
    chmodSync(root, 0o755); // whoever PostgreSQL runs as
    const settings = ['archive_mode=on', `archive_command=${command}`];
    postgres = await startEmbeddedPostgres({ dataDir: join(root, 'postgres'), ephemeral: true, settings });
    await migrateInProcess(postgres.url);
    const logger = createLogger({ logLevel: 'info' }, { write: (line: string) => void written.push(line) });
    const database = { url: postgres.url, drop: () => Promise.resolve() };
    test = await startApp({ database, logger, config: { logLevel: 'info' } });
    outside = new Client({ connectionString: postgres.url });
    await outside.connect();
  });
  afterAll(async () => {
    await test.close();
    await outside.end();
    await postgres.stop();
    rmSync(root, { recursive: true, force: true });
  });

  /** A segment is full, and the next one begun. Returns the full one's name. */
  async function fillSegment(): Promise<string> {
    await outside.query("select pg_logical_emit_message(true, 'test', 'x')");
    const { rows } = await outside.query<{ name: string }>('select pg_walfile_name(pg_switch_wal()) as name');
    await outside.query("select pg_logical_emit_message(true, 'test', 'x')");
    return rows[0]!.name;
  }
  async function until(isSo: (seen: Seen) => boolean): Promise<Seen> {
    for (;;) {
      const seen = await look(test);
      if (isSo(seen)) return seen;
    }
  }
  /** Not only one before it: the migrations may have filled some too. */
  const isArchived = async (segment: string): Promise<boolean> =>
    (await outside.query('select 1 from pg_stat_archiver where last_archived_wal >= $1', [segment])).rowCount === 1;
  const said = (): [level: number, words: string][] =>
    written
      .map((line) => JSON.parse(line) as { level: number; context: string; msg: string })
      .filter(({ context }) => context === 'Archive')
      .map(({ level, msg }) => [level, msg]);

  it('is well while each segment is archived, and nothing is logged', async () => {
    const full = await fillSegment();
    while (!(await isArchived(full)));
    expect(await look(test)).toEqual({ seconds: 0, database: { status: 'UP' } });
    expect(said()).toEqual([]);
  });

  it('whose archive fails: seconds that grow, a word in health, one warning; then all is well again', async () => {
    writeFileSync(broken, '');
    await fillSegment();
    const first = await until(({ database }) => database.detail !== undefined);
    expect(first.database).toEqual({
      status: 'UP', // everybody is served
      detail: expect.stringMatching(/^WAL_SIN_ARCHIVAR desde \d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    expect(first.seconds).toBeGreaterThan(0);
    expect((await look(test)).seconds).toBeGreaterThan(first.seconds!);
    const warning = /^the database's log is not archived since \S+Z: [0-9A-F]{24} failed \(docs\/operations\.md, 12\)$/;
    expect(said()).toEqual([[40, expect.stringMatching(warning)]]);

    rmSync(broken);
    await fillSegment(); // wakes it: by itself it tries again after a minute
    await until(({ seconds }) => seconds === 0);
    expect((await look(test)).database).toEqual({ status: 'UP' });
    expect(said().slice(1)).toEqual([[30, "the database's log is archived again"]]);
  });

  it('whose archive hangs, which fails never: its seconds grow all the same', async () => {
    writeFileSync(hangs, '');
    await fillSegment();
    const first = await look(test);
    expect(first).toEqual({ seconds: expect.any(Number), database: { status: 'UP' } });
    expect(first.seconds).toBeGreaterThan(0);
    expect((await look(test)).seconds).toBeGreaterThan(first.seconds!);
    rmSync(hangs);
    await until(({ seconds }) => seconds === 0);
  });

  it('of one that is away nothing is known, and nothing is said', async () => {
    jest.spyOn(test.app.get(Transactions), 'query').mockRejectedValueOnce(new Error('away'));
    await test.turn('archiver');
    expect((await scrape(test.url)).value('ticketero_wal_unarchived_seconds')).toBeNull();
    jest.restoreAllMocks();
    expect((await look(test)).seconds).toBe(0);
  });
});
