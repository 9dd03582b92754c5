// @ts-check
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

import { binOf } from './paths.mjs';
import { runNode } from './run.mjs';

/** The projects of jest.config.cjs, by what "npm test -- …" calls them. */
export const PROJECTS = ['core', 'server', 'web', 'tools', 'integration', 'e2e'];

/** These run the built product, not its sources. */
export const NEED_BUILD = ['tools', 'integration', 'e2e'];

/**
 * For Jest and its workers, which inherit it: what a test makes is mostly dead at its end. Room for the young of 64 MB
 * instead of 16 takes a sixth of the processor's time out of a file that starts servers.
 */
const ROOMY = '--max-semi-space-size=64';

/** All of them share one PostgreSQL of 300 connections, and the ports of free-ports.mjs. */
export const WORKERS_MOST = 6;
/** A test waits now and then: one worker more than cores. */
const WORKERS = Math.max(3, Math.min(availableParallelism() + 1, WORKERS_MOST));

/** @typedef {{ passed: number, failed: number, skipped: number, code: number }} Counts */

/**
 * Runs Jest on our terminal and counts what it found.
 * @param {string[]} [args]
 * @returns {Promise<Counts>}
 */
export async function jest(args = []) {
  const folder = mkdtempSync(join(tmpdir(), 'ticketero-jest-'));
  const outputFile = join(folder, 'result.json');
  try {
    const flags = [`--maxWorkers=${WORKERS}`, '--json', `--outputFile=${outputFile}`, ...args];
    const { code } = await runNode(ROOMY, [binOf('jest'), ...flags], { show: true });
    return { ...countIn(outputFile), code };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} outputFile */
function countIn(outputFile) {
  // Jest that dies before its report has run nothing that we know of.
  if (!existsSync(outputFile)) return { passed: 0, failed: 1, skipped: 0 };
  const result = JSON.parse(readFileSync(outputFile, 'utf8'));
  return {
    passed: result.numPassedTests,
    // A file that cannot even be loaded has no tests that could fail: it counts as one.
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}
