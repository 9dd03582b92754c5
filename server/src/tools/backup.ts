import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import {
  archivedNames,
  faultsOf,
  KEPT_APART,
  lastArchivedAt,
  listBases,
  listDumps,
  reach,
  requireDump,
  retain,
  retainDumps,
  sizeOf,
  takeBaseBackup,
  takeDump,
  unreadableWal,
  verifyDump,
  type StoredBase,
} from '../backup/index.js';
import { isCluster } from '../platform/database/embedded-postgres.js';
import { clusterIn, dataDir, environment, runCommand, withDatabase } from './command.js';

const KEPT = 7;

/**
 * npm run backup (docs/backup.md): of the embedded database a base backup, beside a server that runs or without one; with
 * DATABASE_URL, or `--dump`, a dump by pg_dump. It is read again before older ones go (`--keep`). `--verify`: nothing is
 * taken, everything that is there is read; exit 1, and what is wrong, when something is. `--dir`: instead of BACKUP_DIR.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string' },
      keep: { type: 'string' },
      dump: { type: 'boolean' },
      verify: { type: 'boolean' },
    },
  });
  const given = values.dir ?? environment()['BACKUP_DIR'];
  if (!given) throw new Error('BACKUP_DIR: where the backups are, or --dir');
  const backupDir = resolve(given);
  const keep = Number(values.keep ?? KEPT);
  if (!Number.isInteger(keep) || keep < 1) throw new Error('--keep: must be a whole number of at least 1');
  if (values.verify) return verify(backupDir);
  const folder = dataDir();
  if (folder !== null && !isCluster(clusterIn(folder))) throw new Error(`${folder}: holds no database`);
  return values.dump || folder === null ? dump(backupDir, keep) : base(backupDir, keep);
}

async function base(backupDir: string, keep: number): Promise<void> {
  const begun = Date.now();
  const taken = await withDatabase((url) => takeBaseBackup(url, backupDir));
  const faults = await faultsOf(taken.folder, taken.manifest);
  if (faults.length > 0) throw new Error(`${taken.folder}: ${faults[0] ?? ''}; no older backup was removed`);
  const { files, finishedAt } = taken.manifest;
  say(`✓ ${taken.folder}`);
  say(`  ${megabytes(sizeOf(taken.manifest))} in ${files.length} files, read again, in ${seconds(Date.now() - begun)}`);
  say(`  reaches from ${finishedAt} on${archiveWords(backupDir, taken)}`);
  const { bases, wal } = await retain(backupDir, keep);
  const segments = wal.reduce((sum, { names }) => sum + names.length, 0);
  if (bases.length + segments > 0)
    say(`  removed, older: ${bases.length} of the backups, ${segments} of the log’s segments`);
  say(`  not in it: ${KEPT_APART.join(', ')} and brand/ of DATA_DIR. Keep them elsewhere: without`);
  say('  secrets.json no id and no phone can be read, and the server does not start.');
}

function archiveWords(backupDir: string, { manifest }: StoredBase): string {
  const at = lastArchivedAt(backupDir, manifest.systemIdentifier);
  if (at === null) return ', and no further: start the server with BACKUP_DIR to archive the log';
  return `; the log is archived until ${new Date(at).toISOString()}`;
}

async function dump(backupDir: string, keep: number): Promise<void> {
  const begun = Date.now();
  const owner = environment()['DATABASE_OWNER_URL'];
  const take = async (url: string): Promise<string> => {
    await requireDump(url);
    return takeDump(url, backupDir, new Date(begun).toISOString().replace(/[-:]|\.\d+/g, ''));
  };
  const file = owner ? await take(owner) : await withDatabase(take);
  const bytes = listDumps(backupDir).find((one) => one.file === file)?.bytes ?? 0;
  say(`✓ ${file}`);
  say(
    `  ${megabytes(bytes)}, read again, in ${seconds(Date.now() - begun)}; holds the moment when it began, and none later`,
  );
  const removed = retainDumps(backupDir, keep);
  if (removed > 0) say(`  removed, older: ${removed} of the dumps`);
  say('  not in it: PII_KEY, without which no id and no phone can be read. Keep it elsewhere.');
}

async function verify(backupDir: string): Promise<void> {
  const [bases, dumps] = [await listBases(backupDir), listDumps(backupDir)];
  if (bases.length + dumps.length === 0) throw new Error(`${backupDir}: holds no backup`);
  for (const one of bases)
    verdict(one.manifest.id, await faultsOf(one.folder, one.manifest), reachWords(backupDir, one));
  for (const { file, bytes } of dumps) {
    const fault = await verifyDump(file).then(
      () => null,
      (error: Error) => error.message,
    );
    verdict(file, fault === null ? [] : [fault], megabytes(bytes));
  }
  for (const systemId of new Set(bases.map(({ manifest }) => manifest.systemIdentifier))) {
    const names = archivedNames(backupDir, systemId);
    const faults = (await unreadableWal(backupDir, systemId)).map((name) => `${name} cannot be read`);
    verdict(`wal/${systemId}`, faults, `${names.length} files`);
  }
}

function verdict(name: string, faults: string[], words: string): void {
  say(faults.length === 0 ? `✓ ${name}: ${words}` : `✗ ${name}: ${faults.slice(0, 3).join('; ')}`);
  if (faults.length > 0) process.exitCode = 1;
}

/** A gap is no fault of the backup: it can be restored until there. */
function reachWords(backupDir: string, { manifest }: StoredBase): string {
  const { gap } = reach(archivedNames(backupDir, manifest.systemIdentifier), manifest.lastWal);
  const end = gap
    ? 'and not beyond a gap in the archived log: take a new one'
    : archiveWords(backupDir, { folder: '', manifest }).replace(/^[,;] /, '');
  return `${megabytes(sizeOf(manifest))}, from ${manifest.finishedAt} on, ${end}`;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

runCommand('backup', main);
