import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve, sep } from 'node:path';

// Without suffix: the tests' set-up loads this file with Node's own resolver.
import { ConfigError } from '../config-error';

/** Where the embedded database's write-ahead log goes, so that a base backup can be brought to any second (docs/backup.md). */
export interface WalArchive {
  /** BACKUP_DIR. */
  dir: string;
  /** No more than so many seconds of work are in the database's own folder alone. */
  everySeconds: number;
}

const DEFAULT_RPO_SECONDS = 60;
const LONGEST_RPO_SECONDS = 3_600;

/** BACKUP_DIR and BACKUP_RPO_SECONDS; null: nothing is archived. Throws ConfigError. */
export function walArchive(env: Record<string, string | undefined>, dataDir: string): WalArchive | null {
  const given = env['BACKUP_DIR'];
  if (!given) return null;
  const dir = resolve(given);
  if (`${dir}${sep}`.startsWith(`${dataDir}${sep}`)) {
    throw new ConfigError('BACKUP_DIR', 'must not be in DATA_DIR: what destroys the one destroys the other');
  }
  const everySeconds = Number(env['BACKUP_RPO_SECONDS'] || DEFAULT_RPO_SECONDS);
  if (!Number.isInteger(everySeconds) || everySeconds < 1 || everySeconds > LONGEST_RPO_SECONDS) {
    throw new ConfigError('BACKUP_RPO_SECONDS', `must be a whole number from 1 to ${LONGEST_RPO_SECONDS}`);
  }
  return { dir, everySeconds };
}

/**
 * In the cluster's own folder: a tool that starts the database for itself (npm run pii:rotate) archives too, or what it
 * writes would be missing in the middle.
 */
export const ARCHIVE_FILE = 'ticketero-archive.json';

/** Of a database that was just restored: until a server says where it archives, or that it does not, nothing is forgotten. */
const HELD = 'held';
const HOLD = ['archive_mode=on', 'archive_command='];

export const holdWal = (cluster: string): void => writeFileSync(join(cluster, ARCHIVE_FILE), JSON.stringify(HELD));

/** Which cluster it is: its copies share it, two that were made apart never do. */
export function systemIdentifier(cluster: string): string {
  const file = openSync(join(cluster, 'global', 'pg_control'), 'r');
  try {
    const first = Buffer.alloc(8);
    readSync(file, first, 0, 8, 0);
    return first.readBigUInt64LE().toString();
  } finally {
    closeSync(file);
  }
}

/** Of each cluster its own: their segments have the same names. */
export const walFolder = (backupDir: string, systemId: string): string => join(backupDir, 'wal', systemId);

/**
 * The settings that archive `cluster`, whose folder must be there. `archive` undefined: as the last start said; null: not any
 * more. Throws ConfigError when the folder cannot be made.
 */
export function archiveSettings(
  cluster: string,
  archive: WalArchive | null | undefined,
  owner: { uid?: number; gid?: number },
): string[] {
  const file = join(cluster, ARCHIVE_FILE);
  const wanted = archive === undefined ? remembered(file) : archive;
  if (wanted === HELD) return HOLD;
  if (!wanted) {
    rmSync(file, { force: true });
    return [];
  }
  const folder = walFolder(wanted.dir, systemIdentifier(cluster));
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid ?? 0);
  } catch {
    throw new ConfigError('BACKUP_DIR', 'cannot be written to');
  }
  if (archive) writeFileSync(file, JSON.stringify(archive), { mode: 0o600, flush: true });
  return ['archive_mode=on', `archive_timeout=${wanted.everySeconds}`, `archive_command=${walCommand('put', folder)}`];
}

function remembered(file: string): WalArchive | typeof HELD | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as WalArchive | typeof HELD) : null;
}

/** Built, wherever we run from: PostgreSQL calls it. */
const WAL_FILE = resolve(__dirname, '../../../dist/platform/database/wal-file.js');

/** For the shell that PostgreSQL starts; `put` to the folder (archive_command) or `get` from it (restore_command). */
export function walCommand(what: 'put' | 'get', folder: string): string {
  const program = `${quoted(process.execPath)} ${quoted(WAL_FILE)} ${what}`;
  const archived = `${quoted(`${folder}/`)}%f`;
  return what === 'put' ? `${program} %p ${archived}` : `${program} ${archived} %p`;
}

/** SQL over pg_stat_archiver: whether the last try to archive a segment failed. */
export const ARCHIVER_FAILS = `coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false)`;

/** As one word of a shell; a percent sign is PostgreSQL's own. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`).replaceAll('%', '%%')}'`;
