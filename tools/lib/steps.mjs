// @ts-check
import { availableParallelism } from 'node:os';

import { binOf } from './paths.mjs';
import { secondsSince } from './progress.mjs';
import { runNode } from './run.mjs';

/** @typedef {{ name: string, failed: boolean, took: string }} StepResult */

const BOUNDARIES = ['server', 'libs', 'kiosk', 'display', 'advisor-console', 'ticket-page', 'e2e', 'bench', 'tools'];

/** The core and the contract, built as the product sees them: without Node's types, so that the core cannot even name a clock. */
const BUILT_ALONE = ['-b', 'server/core', 'libs/contract'];

/** @param {string[]} args */
const eslint = (...args) =>
  runNode(binOf('eslint'), ['--config', 'tools/lib/eslint-with-types.mjs', '--max-warnings=0', ...args]);

/**
 * The checks, slowest first; as many at a time as there are cores: more would only slow each other down. The linter in two
 * parts: each file's types come from the program of its folder, so neither part loads what the other does.
 * @type {Record<string, () => Promise<{ code: number, output: string }>>}
 */
const CHECKS = {
  'lint and types: the server': () => eslint('server'),
  'lint and types: the rest': () => eslint('.', '--ignore-pattern', 'server/'),
  format: () => runNode(binOf('prettier'), ['--check', '--log-level=warn', '--cache', '.']),
  'types: the core alone': () => runNode(binOf('typescript', 'tsc'), BUILT_ALONE),
  boundaries: () => runNode(binOf('dependency-cruiser'), ['--config', '.dependency-cruiser.cjs', ...BOUNDARIES]),
};
const AT_A_TIME = Math.max(2, availableParallelism());

/**
 * Runs one step and says how it ended: one line when all is well, else everything that it said.
 * @param {string} name
 * @param {() => Promise<{ code: number, output: string }>} work
 * @returns {Promise<StepResult>}
 */
export async function step(name, work) {
  const startedAt = Date.now();
  const { code, output } = await work();
  const took = secondsSince(startedAt);
  const failed = code !== 0;
  if (failed) process.stdout.write(`${output.trimEnd()}\n`);
  process.stdout.write(`${failed ? 'failed' : 'ok    '} ${name} (${took})\n`);
  return { name, failed, took };
}

/**
 * Format, lint, boundaries and types of everything.
 * @returns {Promise<StepResult[]>}
 */
export async function checks() {
  const left = Object.entries(CHECKS);
  /** @type {StepResult[]} */
  const results = [];
  const lane = async () => {
    for (let next = left.shift(); next; next = left.shift()) results.push(await step(...next));
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, lane));
  return results;
}
