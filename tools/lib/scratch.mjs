// @ts-check
import { existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const GIB = 2 ** 30;

/**
 * A new folder for a database that a test run throws away: in memory where that is ample, else where temporary files are.
 * To make and drop one there takes a third of the processor's time. The caller removes it.
 * @param {string} prefix
 */
export function makeScratch(prefix) {
  return mkdtempSync(join(hasMemory() ? MEMORY : tmpdir(), prefix));
}

/** Containers have 64 MB there by default; a run with its databases takes less than one GiB. */
function hasMemory() {
  if (!existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > 4 * GIB && freemem() > 6 * GIB;
}
