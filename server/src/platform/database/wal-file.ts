import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/** What an archived file is called: most of a segment that was closed before it was full are zeros. */
export const ARCHIVED = '.gz';

/** For restore_command: there is no such file, and PostgreSQL looks elsewhere or ends there. */
const NOT_THERE = 1;
/** … the file is there and is not what was put: beyond 125 the recovery ends, and does not take it for the end of the log. */
const UNREADABLE = 200;

/**
 * Keeps a file of the write-ahead log. Whole on the disk when it returns; one that is there is never written over: the same
 * again is no error (PostgreSQL may have died before it knew), another one of that name is. Throws.
 */
export function putWal(source: string, target: string): void {
  const content = readFileSync(source);
  const stored = `${target}${ARCHIVED}`;
  if (existsSync(stored)) {
    if (gunzipSync(readFileSync(stored)).equals(content)) return;
    throw new Error('another file of that name is in the archive: two databases archive to one place');
  }
  const half = `${target}.part`;
  writeFileSync(half, gzipSync(content, { level: 1 }), { mode: 0o600, flush: true });
  renameSync(half, stored);
  syncFolder(dirname(stored));
}

/** Puts an archived file where PostgreSQL wants it. False: it was never archived. Throws when it cannot be read. */
export function getWal(archived: string, target: string): boolean {
  const stored = `${archived}${ARCHIVED}`;
  if (!existsSync(stored)) return false;
  writeFileSync(target, gunzipSync(readFileSync(stored)), { mode: 0o600, flush: true });
  return true;
}

/** A name that was given or taken away is on the disk. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** As PostgreSQL calls it; what is written here stands in its log. */
function main([what, from = '', to = '']: string[]): number {
  try {
    if (what === 'put') putWal(from, to);
    else if (!getWal(from, to)) return NOT_THERE;
    return 0;
  } catch (error) {
    process.stderr.write(`ticketero wal ${what ?? ''}: ${error instanceof Error ? error.message : 'failed'}\n`);
    return what === 'put' ? 1 : UNREADABLE;
  }
}

if (require.main === module) process.exitCode = main(process.argv.slice(2));
