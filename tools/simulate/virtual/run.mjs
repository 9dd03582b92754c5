import { ensureInstalled } from '../../lib/ensure-installed.mjs';
import { binOf, inRoot } from '../../lib/paths.mjs';
import { runNode } from '../../lib/run.mjs';
import { Failure } from '../failure.mjs';
import { readVirtualOptions } from './args.mjs';
import { queueRows } from './figures.mjs';
import { describeDay, virtualSummary, virtualTable } from './report.mjs';

/** More than this are not described one by one. */
const DESCRIBED = 10;

/**
 * Days in virtual time on the pure core.
 * @param {string[]} argv
 * @returns {Promise<number>} the exit code: 1 when an invariant broke
 */
export async function simulateVirtually(argv) {
  const { seed: first, days: count, policy, built } = readVirtualOptions(argv);
  const say = (/** @type {string} */ text) => process.stdout.write(`${text}\n`);
  if (!built) await buildCore();
  const { livingDay } = await import('@ticketero/core/testing');
  const days = [];
  const began = performance.now();
  for (let seed = first; seed < first + count; seed++) {
    try {
      days.push(livingDay(seed, policy ? { policy } : {}));
    } catch (error) {
      const again = `npm run simulate -- --virtual --seed ${seed}${policy ? ` --policy ${policy}` : ''}`;
      say(`BROKEN: ${/** @type {Error} */ (error).message}\nThe same day again: ${again}`);
      return 1;
    }
  }
  const ms = performance.now() - began;
  for (const day of days.slice(0, DESCRIBED)) say(describeDay(day));
  if (days.length > DESCRIBED) say(`… and ${days.length - DESCRIBED} more`);
  say(`\n${virtualTable(queueRows(days))}`);
  say('(waits in minutes until the first call; late: longer than the target)');
  say(`\n${virtualSummary(days, ms)}`);
  return 0;
}

async function buildCore() {
  await ensureInstalled();
  const { code, output } = await runNode(binOf('typescript', 'tsc'), ['-b', inRoot('server/core')]);
  if (code !== 0) throw new Failure(`server/core does not build:\n${output}`);
}
