import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { ARCHIVE_FILE } from '../platform/database/wal-archive.js';

/** What a start makes anew, or the log brings (PostgreSQL's manual, "Making a Base Backup Using the Low Level API"). */
const EMPTIED = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);
const LEFT_OUT = new Set([
  'postmaster.pid',
  'postmaster.opts',
  'backup_label',
  'tablespace_map',
  'current_logfiles',
  'recovery.signal',
  'standby.signal',
  ARCHIVE_FILE, // where this installation archives: what is restored elsewhere must not
]);
/** Of a session that is gone after a start: sorts on disk, temporary tables, caches. */
const PASSING = /^(pgsql_tmp.*|pg_internal\.init.*|t\d+_\d+.*)$/;

export interface ClusterFiles {
  folders: string[];
  files: string[];
}

/** What a base backup holds of a cluster, by paths with slashes; folders come before what is in them. */
export async function clusterFiles(cluster: string): Promise<ClusterFiles> {
  const found: ClusterFiles = { folders: [], files: [] };
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await entriesOf(join(cluster, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (PASSING.test(entry.name) || (folder === '' && LEFT_OUT.has(entry.name))) continue;
      if (!entry.isDirectory()) {
        if (entry.isFile()) found.files.push(path);
        continue;
      }
      found.folders.push(path);
      if (!EMPTIED.has(path)) await walk(path);
    }
  };
  await walk('');
  if (found.folders.includes('pg_wal')) found.folders.push('pg_wal/archive_status');
  return found;
}

/** A table that is dropped meanwhile takes its files with it. */
const entriesOf = (folder: string) =>
  readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
