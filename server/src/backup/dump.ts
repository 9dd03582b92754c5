import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';

import { Client } from 'pg';

import { syncFolder } from '../platform/database/wal-file.js';
import { UNFINISHED } from './base-backup.js';

/** In BACKUP_DIR. */
export const dumpFolder = (backupDir: string): string => join(backupDir, 'dump');
export const DUMP = '.dump';

type Program = 'pg_dump' | 'pg_restore';

/** PG_BIN: the folder of PostgreSQL's own programs, where they are not on the PATH. */
const programPath = (name: Program): string => (process.env['PG_BIN'] ? join(process.env['PG_BIN'], name) : name);

/** The version of the program, such as 16; null: there is none. */
export function majorOf(name: Program): number | null {
  const { stdout, status } = spawnSync(programPath(name), ['--version'], { encoding: 'utf8' });
  return status === 0 ? Number(/\(PostgreSQL\) (\d+)/.exec(stdout)?.[1] ?? NaN) : null;
}

/** Throws, and says what to do, when there is no pg_dump that can read this server. */
export async function requireDump(url: string): Promise<void> {
  const server = Math.floor((await ask<{ version: number }>(url, SERVER_VERSION)).version / 10_000);
  const own = majorOf('pg_dump');
  if (own === null)
    throw new Error(`there is no pg_dump: install PostgreSQL ${server}'s client, or set PG_BIN to its folder`);
  if (own < server) {
    throw new Error(
      `pg_dump ${own} does not read a server of version ${server}: set PG_BIN to the folder of a newer one`,
    );
  }
}

const SERVER_VERSION = "select current_setting('server_version_num')::int as version";
const TABLES =
  "select count(*)::int as tables from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')";

/** One file, in pg_dump's own format; read to its end before it has its name. Returns its path. Throws. */
export async function takeDump(url: string, backupDir: string, id: string): Promise<string> {
  const folder = dumpFolder(backupDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, id + DUMP);
  const half = file + UNFINISHED;
  try {
    await run('pg_dump', ['--format=custom', `--file=${half}`], url);
    await verifyDump(half);
    flush(half);
    renameSync(half, file);
    syncFolder(folder);
    return file;
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  }
}

/** Reads all of it, as a restore would, to nowhere. Throws. */
export const verifyDump = (file: string): Promise<void> => run('pg_restore', ['--file=/dev/null', file], null);

export function listDumps(backupDir: string): { file: string; bytes: number; at: number }[] {
  const folder = dumpFolder(backupDir);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(DUMP)) : [];
  return names.sort().map((name) => {
    const { size, mtimeMs } = statSync(join(folder, name));
    return { file: join(folder, name), bytes: size, at: mtimeMs };
  });
}

/** The newest `keep` stay. Returns how many went. */
export function retainDumps(backupDir: string, keep: number): number {
  const old = listDumps(backupDir).slice(0, -keep);
  for (const { file } of old) rmSync(file);
  return old.length;
}

/**
 * Puts a dump into the database at `url`, whole or not at all. Roles are the cluster's and in no dump: the application's is
 * made where it is missing. Throws where there is a table.
 */
export async function restoreDump(file: string, url: string): Promise<void> {
  if (!existsSync(file)) throw new Error(`${file}: is not there`);
  if (majorOf('pg_restore') === null)
    throw new Error("there is no pg_restore: set PG_BIN to the folder of PostgreSQL's programs");
  const { tables } = await ask<{ tables: number }>(url, TABLES);
  if (tables > 0) throw new Error('the database holds tables already: make an empty one, and set DATABASE_URL to it');
  await ask(
    url,
    `do $$ begin create role ticketero_app nologin; exception when duplicate_object or unique_violation then null; end $$`,
  );
  const options = [
    '--no-owner',
    '--exit-on-error',
    '--single-transaction',
    `--dbname=${new URL(url).pathname.slice(1)}`,
  ];
  await run('pg_restore', [...options, file], url);
}

async function ask<Row extends object>(url: string, sql: string): Promise<Row> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows[0] as Row;
  } finally {
    await client.end();
  }
}

/** The password goes through the environment: everybody on the machine reads arguments. */
export function libpqEnvironment(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const given = {
    PGHOST: searchParams.get('host') ?? hostname,
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get('sslmode') ?? '',
    PGSSLROOTCERT: searchParams.get('sslrootcert') ?? '',
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}

function run(name: Program, args: string[], url: string | null): Promise<void> {
  const env = { ...process.env, ...(url === null ? {} : libpqEnvironment(url)) };
  return new Promise((done, fail) => {
    let words = '';
    const child = spawn(programPath(name), args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr.on('data', (data: Buffer) => (words += data.toString()));
    child.on('error', (error) => fail(new Error(`${name}: ${error.message}`)));
    child.on('close', (code) =>
      code === 0 ? done() : fail(new Error(words.trim().split('\n')[0] ?? `${name} failed`)),
    );
  });
}

function flush(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
