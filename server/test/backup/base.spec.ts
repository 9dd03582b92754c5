import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { Client } from 'pg';

import type { Manifest } from '../../src/backup/manifest.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { runTool, type CommandEnd } from '../support/commands.js';

/** Built: a process of its own starts it. */
const LAUNCHER = resolve(__dirname, '../../dist/platform/database/embedded-postgres.js');

/** What is at stake does not matter here: a table, and the product's own commands. The drill has the whole product. */
describe('a base backup of the embedded database', () => {
  const root = mkdtempSync(join(tmpdir(), 'ticketero-backup-'));
  const [dataDir, backupDir] = [join(root, 'data'), join(root, 'backup')];
  const archive = { dir: backupDir, everySeconds: 1 };
  let postgres: EmbeddedPostgres;
  let client: Client;

  async function start(more: object = { archive }): Promise<void> {
    postgres = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres'), ...more });
    client = new Client({ connectionString: postgres.url });
    await client.connect();
  }
  async function stop(): Promise<void> {
    await client.end();
    await postgres.stop();
  }
  const run = (name: string, args: string[] = [], dir = dataDir): Promise<CommandEnd> =>
    runTool(name, args, { DATA_DIR: dir, BACKUP_DIR: backupDir });
  const bases = (): string[] => readdirSync(join(backupDir, 'base'));
  const manifestOf = (id: string): Manifest =>
    JSON.parse(readFileSync(join(backupDir, 'base', id, 'manifest.json'), 'utf8')) as Manifest;
  async function write(text: string): Promise<void> {
    await client.query('insert into note (text) values ($1)', [text]);
  }
  async function notesIn(folder: string): Promise<string[]> {
    const other = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
    const reader = new Client({ connectionString: other.url });
    await reader.connect();
    const { rows } = await reader.query<{ text: string }>('select text from note order by id');
    await reader.end();
    await other.stop();
    return rows.map(({ text }) => text);
  }
  /** A database whose server was killed. */
  async function orphanIn(folder: string): Promise<void> {
    const script = `require(process.argv[1]).startEmbeddedPostgres({ dataDir: process.argv[2] })
      .then(() => console.log('ready'))`;
    const server = spawn(process.execPath, ['-e', script, LAUNCHER, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(server.stdout, 'data');
    server.kill('SIGKILL');
    await once(server, 'exit');
  }
  /** Until PostgreSQL has archived what is written now. */
  async function archived(): Promise<void> {
    const { rows } = await client.query<{ name: string }>('select pg_walfile_name(pg_switch_wal()) as name');
    const [system = ''] = readdirSync(join(backupDir, 'wal'));
    while (!existsSync(join(backupDir, 'wal', system, `${rows[0]?.name ?? ''}.gz`))) {
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  beforeAll(async () => {
    await start();
    await client.query('create table note (id int generated always as identity, text text)');
    await write('before the backup');
  });
  afterAll(async () => {
    await stop();
    rmSync(root, { recursive: true, force: true });
  });

  it('is taken beside a server at work, verified, and has no key in it', async () => {
    writeFileSync(join(dataDir, 'secrets.json'), '{}');
    const { code, output } = await run('backup');
    expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/^✓ .*read again.*without/s) });
    const [id = ''] = bases();
    const paths = manifestOf(id).files.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['backup_label', 'global/pg_control', 'PG_VERSION']));
    expect(paths.filter((path) => /secrets|postmaster|archive\.json|pg_replslot\/|pg_stat_tmp\//.test(path))).toEqual(
      [],
    );
    expect(paths.filter((path) => path.startsWith('pg_wal/'))).not.toEqual([]);
    expect(await run('backup', ['--verify'])).toEqual({ code: 0, output: expect.stringMatching(/^✓ .*\n✓ wal/) });
    // The slot that held the log is gone with the session.
    expect((await client.query('select 1 from pg_replication_slots')).rowCount).toBe(0);
  });

  it('is restored to a moment, and to the end of the archived log', async () => {
    await write('before the moment');
    const moment = (await client.query<{ now: Date }>('select clock_timestamp() as now')).rows[0]!.now;
    await new Promise((done) => setTimeout(done, 20)); // a timestamp is finer than ours
    await write('after the moment');
    await archived();
    const then = join(root, 'then');
    const restored = await run('restore', ['--to', new Date(moment.getTime() + 1).toISOString()], then);
    expect(restored).toEqual({
      code: 0,
      output: expect.stringContaining('put secrets.json and audit-signing-key.pem there'),
    });
    expect(await notesIn(then)).toEqual(['before the backup', 'before the moment']);
    const end = join(root, 'end');
    expect((await run('restore', [], end)).code).toBe(0);
    expect(await notesIn(end)).toEqual(['before the backup', 'before the moment', 'after the moment']);
    expect(readdirSync(join(end, 'postgres'))).not.toContain('recovery.signal');
    // Opened by a tool, and not by a server yet: what its archive is to have first is still marked for it.
    expect(readdirSync(join(end, 'postgres/pg_wal/archive_status'))).toContain('00000002.history.ready');
  });

  it('what was restored elsewhere archives nothing: a rehearsal does not touch the archive', async () => {
    const [system = ''] = readdirSync(join(backupDir, 'wal'));
    expect(readdirSync(join(backupDir, 'wal', system)).filter((name) => !name.startsWith('00000001'))).toEqual([]);
  });

  it.each([
    [['--to', '2026-11-22T10:15:00'], /--to: must be a time with its zone/],
    [['--to', '1999-01-01T00:00:00Z'], /--to: lies before the first backup/],
    [['--to', '2999-01-01T00:00:00Z'], /--to: the archived log ends before that moment/],
    [['nowhere'], /nowhere: is no base backup/],
  ])('restore %j is refused, and leaves nothing behind', async (args, words) => {
    const folder = join(root, 'refused');
    expect(await run('restore', args, folder)).toEqual({ code: 2, output: expect.stringMatching(words) });
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
  });

  it('R4: never goes over a database that runs, nor over one that is there without being told so', async () => {
    expect(await run('restore', ['--replace'])).toEqual({
      code: 2,
      output: expect.stringContaining('a server runs on it'),
    });
    await stop();
    try {
      const there = await run('restore');
      expect(there).toEqual({ code: 2, output: expect.stringContaining('holds a database already') });
      expect((await run('restore', ['--replace'])).code).toBe(0);
      const aside = readdirSync(dataDir).find((name) => name.startsWith('postgres.before-')) ?? '';
      expect(await notesIn(dataDir)).toContain('after the moment');
      rmSync(join(dataDir, 'postgres'), { recursive: true });
      renameSync(join(dataDir, aside), join(dataDir, 'postgres'));
    } finally {
      await start();
    }
    expect((await client.query('select 1 from note')).rowCount).toBe(3);
  });

  it('R4: ends the database of a server that was killed, which nobody else can end', async () => {
    const folder = join(root, 'killed');
    expect((await run('restore', [], folder)).code).toBe(0);
    const postmaster = join(folder, 'postgres/postmaster.pid');
    await orphanIn(join(folder, 'postgres'));
    expect(existsSync(postmaster)).toBe(true);
    expect(await run('restore', [], folder)).toEqual({
      code: 2,
      output: expect.stringContaining('holds a database already'),
    });
    expect(existsSync(postmaster)).toBe(false);
    expect((await run('restore', ['--replace'], folder)).code).toBe(0);
  });

  it('a tool that starts the database for itself archives too, until a server says otherwise', async () => {
    const mode = async () =>
      (await client.query<{ mode: string }>("select current_setting('archive_mode') as mode")).rows;
    const first = async (more: object) => {
      await stop();
      await start(more);
      return (await mode())[0]?.mode;
    };
    expect(await first({})).toBe('on');
    expect(await first({ archive: null })).toBe('off');
    expect(await first({})).toBe('off');
    expect(await first({ archive })).toBe('on');
  });

  it('the log is archived at its pace from the first second after a crash on', async () => {
    const [system = ''] = readdirSync(join(backupDir, 'wal'));
    const segments = () => readdirSync(join(backupDir, 'wal', system)).filter((name) => name.endsWith('.gz')).length;
    await client.end();
    process.kill(postgres.pid, 'SIGKILL');
    await start();
    await write('after a crash');
    const before = segments();
    // PostgreSQL by itself would sleep until its next checkpoint, five minutes.
    while (segments() < before + 2) {
      await write('and on');
      await new Promise((done) => setTimeout(done, 100));
    }
  });

  it('one that was damaged is named, and not restored', async () => {
    const [id = ''] = bases();
    const file = join(backupDir, 'base', id, 'files', 'PG_VERSION.gz');
    const good = readFileSync(file);
    try {
      writeFileSync(file, readFileSync(join(backupDir, 'base', id, 'files', 'backup_label.gz')));
      const named = { code: 1, output: expect.stringContaining(`✗ ${id}: PG_VERSION is not what was stored`) };
      expect(await run('backup', ['--verify'])).toEqual(named);
      const folder = join(root, 'damaged');
      const refused = { code: 2, output: expect.stringContaining('PG_VERSION is not what was stored') };
      expect(await run('restore', [], folder)).toEqual(refused);
      expect(readdirSync(folder)).toEqual([]);
      rmSync(file);
      expect((await run('backup', ['--verify'])).output).toContain('PG_VERSION is missing');
    } finally {
      writeFileSync(file, good);
    }
  });

  it('older ones and the log before them go when a newer one was read', async () => {
    const [first = ''] = bases();
    await write('later');
    await archived();
    const { code, output } = await run('backup', ['--keep', '1']);
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('removed, older: 1 of the backups') });
    expect(bases()).toHaveLength(1);
    expect(bases()).not.toContain(first);
    const [system = ''] = readdirSync(join(backupDir, 'wal'));
    const needed = manifestOf(bases()[0]!).firstWal;
    expect(readdirSync(join(backupDir, 'wal', system)).filter((name) => name < needed)).toEqual([]);
    const folder = join(root, 'newest');
    expect((await run('restore', [], folder)).code).toBe(0);
    expect((await notesIn(folder)).at(-1)).toBe('later');
  });

  it.each([
    [['--keep', '0'], /--keep: must be a whole number/],
    [['--dir', '/nowhere/at/all', '--verify'], /holds no backup/],
  ])('backup %j is refused', async (args, words) => {
    expect(await run('backup', args)).toEqual({ code: 2, output: expect.stringMatching(words) });
  });

  it('of a folder without a database is none', async () => {
    const { code, output } = await run('backup', [], join(root, 'nothing'));
    expect({ code, output }).toEqual({ code: 2, output: expect.stringContaining('holds no database') });
  });
});
