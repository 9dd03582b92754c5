import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { Client } from 'pg';

import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { runTool, type CommandEnd } from '../support/commands.js';
import { programOf } from '../support/programs.mjs';

const POSTGRES = programOf('postgresql');
/** PostgreSQL's own programs beside it: what came with the packages has no pg_dump. */
const PROGRAMS = POSTGRES === null ? '' : dirname(POSTGRES);
const describeWithPrograms = POSTGRES === null ? describe.skip : describe;

describeWithPrograms('a dump of a database by pg_dump', () => {
  const root = mkdtempSync(join(tmpdir(), 'ticketero-dump-'));
  const backupDir = join(root, 'backup');
  let postgres: EmbeddedPostgres;
  let url: string;
  let empty: string;

  const run = (name: string, args: string[], databaseUrl: string, env = {}): Promise<CommandEnd> =>
    runTool(name, args, { DATABASE_URL: databaseUrl, BACKUP_DIR: backupDir, PG_BIN: PROGRAMS, ...env });
  async function ask<Row>(databaseUrl: string, sql: string): Promise<Row[]> {
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      return (await client.query(sql)).rows as Row[];
    } finally {
      await client.end();
    }
  }
  const dumps = (): string[] => readdirSync(join(backupDir, 'dump'));

  beforeAll(async () => {
    postgres = await startEmbeddedPostgres({ dataDir: join(root, 'cluster'), ephemeral: true, programs: PROGRAMS });
    await ask(postgres.url, 'create database bank');
    await ask(postgres.url, 'create database elsewhere');
    [url, empty] = ['bank', 'elsewhere'].map((name) => postgres.url.replace(/postgres$/, name)) as [string, string];
    await migrate(url);
    await ask(url, "insert into branch (code, name) values ('CENTRO', 'Sucursal Centro')");
    await ask(
      url,
      `insert into audit_log (entity_type, entity_id, event_type, actor, created_at)
      select 'SISTEMA', 'server', 'SISTEMA_INICIADO', 'SISTEMA', now() from generate_series(1, 50)`,
    );
  });
  afterAll(async () => {
    await postgres.stop();
    rmSync(root, { recursive: true, force: true });
  });

  it('R10: is restored whole into an empty database: the chain holds, and the server’s rights', async () => {
    expect(await run('backup', [], url)).toEqual({ code: 0, output: expect.stringContaining('not in it: PII_KEY') });
    const file = join(backupDir, 'dump', dumps()[0] ?? '');
    expect(await run('restore', [file], empty)).toEqual({ code: 0, output: expect.stringMatching(/^✓ /) });
    const verified = await run('audit-verify', [], empty);
    expect(verified).toEqual({ code: 0, output: expect.stringMatching(/BANCO +✓ 50 events/) });
    const rights =
      "select has_table_privilege('ticketero_app', 'audit_log', 'insert') as add, " +
      "has_table_privilege('ticketero_app', 'audit_log', 'update, delete') as change";
    expect(await ask(empty, rights)).toEqual([{ add: true, change: false }]);
    expect(await ask(empty, 'select code from branch')).toEqual([{ code: 'CENTRO' }]);
    await expect(ask(empty, 'delete from audit_log')).rejects.toThrow();
  });

  it('R4: never goes into a database that holds something', async () => {
    const file = join(backupDir, 'dump', dumps()[0] ?? '');
    expect(await run('restore', [file], url)).toEqual({
      code: 2,
      output: expect.stringContaining('holds tables already'),
    });
  });

  it('the newest are kept; one that cannot be read is named', async () => {
    const [first = ''] = dumps();
    await new Promise((done) => setTimeout(done, 1_000 - (Date.now() % 1_000))); // its name is a second's
    expect(await run('backup', ['--keep', '1'], url)).toEqual({
      code: 0,
      output: expect.stringContaining('removed, older: 1 of the dumps'),
    });
    expect(dumps()).toHaveLength(1);
    expect(dumps()).not.toContain(first);
    expect((await run('backup', ['--verify'], url)).code).toBe(0);
    writeFileSync(join(backupDir, 'dump', '20990101T000000Z.dump'), 'no dump');
    expect(await run('backup', ['--verify'], url)).toEqual({ code: 1, output: expect.stringContaining('✗ ') });
  });

  it('a pg_dump that is older than the server, or none, is said with what to do', async () => {
    const cluster = process.env['TICKETERO_TEST_PG'] ?? '';
    const [{ own } = { own: 0 }] = await ask<{ own: number }>(
      url,
      "select current_setting('server_version_num')::int / 10000 as own",
    );
    const older = await run('backup', [], cluster);
    const words = own < 16 ? /does not read a server of version 16: set PG_BIN/ : /^✓ /;
    expect(older).toEqual({ code: own < 16 ? 2 : 0, output: expect.stringMatching(words) });
    const none = await run('backup', [], url, { PG_BIN: root });
    expect(none).toEqual({ code: 2, output: expect.stringMatching(/there is no pg_dump: install PostgreSQL \d+/) });
  });
});
