import { existsSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Client } from 'pg';

import {
  handToPostgres,
  isCluster,
  runningPostgres,
  stopOrphan,
  startEmbeddedPostgres,
} from '../platform/database/embedded-postgres.js';
import { holdWal, walCommand, walFolder } from '../platform/database/wal-archive.js';
import { syncFolder } from '../platform/database/wal-file.js';
import { inTurn, readManifest, unpackFile } from './manifest.js';
import { listBases, type StoredBase } from './store.js';

/** What is being made, until it is whole: a restore that is cut short leaves no database behind. */
const HALF = 'postgres.restoring';

export interface RestoreOptions {
  backup: StoredBase;
  /** Where its log is archived. */
  backupDir: string;
  /** The DATA_DIR that is made, or given a database. */
  dataDir: string;
  /** Ms since the epoch; null: everything that there is. */
  to: number | null;
  /** A database that is there is put aside. */
  replace: boolean;
}

export interface Restored {
  /** When the last change that is there was committed, of the database's clock; null: nothing since the backup. */
  lastChangeAt: Date | null;
  /** Where the database that was there is now. */
  putAside: string | null;
}

/** The newest backup that ended before the moment; without one the newest. Throws when there is none. */
export async function backupFor(backupDir: string, to: number | null): Promise<StoredBase> {
  const bases = await listBases(backupDir);
  const found = bases.findLast(({ manifest }) => to === null || Date.parse(manifest.finishedAt) <= to);
  if (found) return found;
  const [first] = bases;
  if (!first) throw new Error(`${backupDir}: holds no base backup`);
  throw new Error(`--to: lies before the first backup, which reaches from ${first.manifest.finishedAt} on`);
}

/** The one in that folder, or of that name in BACKUP_DIR. */
export async function backupNamed(backupDir: string, name: string): Promise<StoredBase> {
  const folder = [name, join(backupDir, 'base', name)].find((one) => existsSync(join(one, 'manifest.json'))) ?? name;
  return { folder, manifest: await readManifest(folder) };
}

/**
 * Puts the backup's files into `dataDir`, each checked, lets PostgreSQL bring them forward with the archived log until the
 * moment, and leaves a database that is stopped and whole. Throws, and changes nothing, where one is there or runs.
 */
export async function restoreBase(options: RestoreOptions): Promise<Restored> {
  const { backup, dataDir, to, replace } = options;
  const cluster = join(dataDir, 'postgres');
  await stopOrphan(cluster).catch(() => {}); // where its server was killed nobody else can; of one that lives it is said here:
  if (runningPostgres(cluster)) throw new Error(`${dataDir}: a server runs on it; stop it first`);
  if (isCluster(cluster) && !replace) {
    throw new Error(`${dataDir}: holds a database already; --replace puts it aside, --data-dir restores elsewhere`);
  }
  if (to !== null && to < Date.parse(backup.manifest.finishedAt)) {
    throw new Error(
      `--to: this backup reaches from ${backup.manifest.finishedAt} on; leave its name out to have an older one`,
    );
  }
  const half = join(dataDir, HALF);
  const archive = walFolder(options.backupDir, backup.manifest.systemIdentifier);
  let lastChangeAt: Date | null;
  try {
    await rm(half, { recursive: true, force: true });
    await unpack(backup, half);
    lastChangeAt = await recover(half, archive, to);
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    throw error;
  }
  const putAside = isCluster(cluster)
    ? `${cluster}.before-${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}`
    : null;
  if (putAside) await rename(cluster, putAside);
  await rename(half, cluster);
  syncFolder(dataDir);
  return { lastChangeAt, putAside };
}

async function unpack({ folder, manifest }: StoredBase, half: string): Promise<void> {
  for (const name of ['', ...manifest.folders]) await mkdir(join(half, name), { recursive: true, mode: 0o700 });
  await inTurn(manifest.files, (file) => unpackFile(folder, file, join(half, file.path)));
  await writeFile(join(half, 'recovery.signal'), '');
  holdWal(half);
  handToPostgres(half);
}

async function recover(half: string, archive: string, to: number | null): Promise<Date | null> {
  const settings = [
    `restore_command=${walCommand('get', archive)}`,
    'recovery_target_action=promote',
    ...(to === null ? [] : [`recovery_target_time=${inWords(to)}`]),
  ];
  let log = '';
  const onLog = (text: string): void => void (log += text);
  const postgres = await startEmbeddedPostgres({ dataDir: half, settings, onLog }).catch(() => {
    throw new Error(reasonIn(log));
  });
  try {
    return await lastChangeOf(postgres.url);
  } finally {
    await postgres.stop();
    rmSync(join(half, 'backup_label.old'), { force: true });
  }
}

/** With its offset in numbers: when PostgreSQL reads its settings it does not know yet what Z is. */
const inWords = (at: number): string => new Date(at).toISOString().replace('Z', '+00');

async function lastChangeOf(url: string): Promise<Date | null> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ at: Date | null }>('select pg_last_xact_replay_timestamp() as at');
    return rows[0]?.at ?? null;
  } finally {
    await client.end();
  }
}

/** What PostgreSQL says of itself, in our words. */
function reasonIn(log: string): string {
  if (log.includes('recovery ended before configured recovery target was reached')) {
    return '--to: the archived log ends before that moment; without --to everything that is there is restored';
  }
  if (log.includes('ticketero wal get'))
    return 'a segment of the archived log cannot be read: npm run backup -- --verify';
  const lines = log.trim().split('\n');
  return `PostgreSQL could not recover: ${lines.filter((line) => /FATAL|PANIC/.test(line)).at(-1) ?? lines.at(-1) ?? ''}`;
}

/** Files that are needed beside a restored database and not there. */
export function missingBeside(dataDir: string): string[] {
  const there = new Set(existsSync(dataDir) ? readdirSync(dataDir) : []);
  return KEPT_APART.filter((name) => !there.has(name));
}

/** In DATA_DIR and in no backup: whoever has both reads every id. */
export const KEPT_APART = ['secrets.json', 'audit-signing-key.pem'];
