import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Client } from 'pg';

import { sqlState } from '../platform/database/transactions.js';
import { syncFolder } from '../platform/database/wal-file.js';
import { clusterFiles } from './cluster-files.js';
import { FILES, inTurn, MANIFEST, storeFile, type Manifest, type StoredFile } from './manifest.js';
import { segmentsBetween } from './wal-names.js';

/** While it is held, no segment of the log is recycled; it goes with the session. Two backups at once are refused by it. */
const SLOT = 'ticketero_backup';
const TAKEN = '42710';
const SEGMENT_SIZE = '16MB';
const CONTROL_FILE = 'global/pg_control';
/** One that is being written, or was cut short. */
export const UNFINISHED = '.part';

/** In BACKUP_DIR. */
export const baseFolder = (backupDir: string): string => join(backupDir, 'base');

/**
 * Copies the cluster whose server answers at `url` into a folder of its own in `backupDir`, while it goes on working
 * (PostgreSQL's manual, "Low Level API"). The segments of the log that make the copy whole are in it: it needs no archive.
 * Whole on the disk when it returns. Throws when the server is not on this machine or has tablespaces.
 */
export async function takeBaseBackup(url: string, backupDir: string): Promise<{ folder: string; manifest: Manifest }> {
  const client = new Client({ connectionString: url, application_name: 'ticketero-backup' });
  await client.connect();
  try {
    const cluster = await clusterOf(client);
    const id = (await momentOf(client)).replace(/[-:]|\.\d+/g, '');
    const folder = join(baseFolder(backupDir), id);
    const half = folder + UNFINISHED;
    await mkdir(baseFolder(backupDir), { recursive: true, mode: 0o700 });
    await mkdir(half, { mode: 0o700 });
    try {
      const manifest = await copy(client, cluster, half, id);
      await writeFile(join(half, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600, flush: true });
      await rename(half, folder);
      syncFolder(baseFolder(backupDir));
      return { folder, manifest };
    } catch (error) {
      await rm(half, { recursive: true, force: true });
      throw error;
    }
  } finally {
    await client.end();
  }
}

interface Cluster {
  folder: string;
  postgres: string;
  systemIdentifier: string;
}

async function clusterOf(client: Client): Promise<Cluster> {
  const { rows } = await client.query<Cluster & { segment: string; tablespaces: number }>(
    `select current_setting('data_directory') as folder, current_setting('server_version') as postgres,
      current_setting('wal_segment_size') as segment, (select count(*)::int from pg_tablespace) - 2 as tablespaces,
      (select system_identifier::text from pg_control_system()) as "systemIdentifier"`,
  );
  const [found] = rows;
  if (!found || found.segment !== SEGMENT_SIZE) throw new Error(`segments of the log are not ${SEGMENT_SIZE}`);
  if (found.tablespaces > 0) throw new Error('tablespaces are not covered: see docs/backup.md');
  return found;
}

async function momentOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ now: Date }>('select clock_timestamp() as now');
  return (rows[0]?.now ?? new Date()).toISOString();
}

async function copy(client: Client, cluster: Cluster, half: string, id: string): Promise<Manifest> {
  await client.query(`select pg_create_physical_replication_slot($1, true, true)`, [SLOT]).catch((error: unknown) => {
    throw sqlState(error) === TAKEN ? new Error('another backup is under way') : error;
  });
  const startedAt = await momentOf(client);
  const { rows: begun } = await client.query<{ wal: string }>(
    'select pg_walfile_name(pg_backup_start($1, true)) as wal',
    [`ticketero ${id}`],
  );
  const { folders, files } = await clusterFiles(cluster.folder);
  for (const folder of ['', ...folders]) await mkdir(join(half, FILES, folder), { recursive: true, mode: 0o700 });
  const stored: StoredFile[] = [];
  await inTurn(files, async (path) => {
    const file = path === CONTROL_FILE ? await storeControlFile(cluster, half) : await store(cluster, half, path);
    if (file) stored.push(file);
  });

  // Not waiting for the archive: one that hangs must not keep us from what lies here.
  const { rows: ended } = await client.query<{ wal: string; label: string; map: string }>(
    'select pg_walfile_name(lsn) as wal, labelfile as label, spcmapfile as map from pg_backup_stop(false)',
  );
  const [firstWal = '', lastWal = ''] = [begun[0]?.wal, ended[0]?.wal];
  for (const name of segmentsBetween(firstWal, lastWal)) {
    stored.push(await storeFile(join(cluster.folder, 'pg_wal', name), half, `pg_wal/${name}`));
  }
  stored.push(await storeFile(Buffer.from(ended[0]?.label ?? ''), half, 'backup_label'));
  if (ended[0]?.map) stored.push(await storeFile(Buffer.from(ended[0].map), half, 'tablespace_map'));
  const { postgres, systemIdentifier } = cluster;
  const when = { startedAt, finishedAt: await momentOf(client) };
  return { version: 1, id, postgres, systemIdentifier, ...when, firstWal, lastWal, folders, files: sorted(stored) };
}

const sorted = (files: StoredFile[]): StoredFile[] => files.sort((a, b) => (a.path < b.path ? -1 : 1));

/** Null: it was dropped meanwhile, and the log knows. */
const store = ({ folder }: Cluster, half: string, path: string): Promise<StoredFile | null> =>
  storeFile(join(folder, path), half, path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    await rm(join(half, FILES, `${path}.gz`), { force: true });
    return null;
  });

/** Written anew at every checkpoint, and the one file that the log does not mend: taken when it reads the same twice. */
async function storeControlFile({ folder }: Cluster, half: string): Promise<StoredFile> {
  const read = (): Promise<Buffer> => readFile(join(folder, CONTROL_FILE));
  let content = await read();
  for (let again = await read(); !again.equals(content); again = await read()) content = again;
  return storeFile(content, half, CONTROL_FILE);
}
