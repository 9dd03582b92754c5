// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ensureInstalled } from '../lib/ensure-installed.mjs';
import { Failure, Misuse } from '../simulate/failure.mjs';
import { createRandom } from '../simulate/random.mjs';
import { parseCalls, readDataFile, selectDay, toArrivals } from '../simulate/read-day.mjs';
import { readOptions, USAGE } from './args.mjs';
import { limitText } from './limit-report.mjs';
import { planBank } from './plan.mjs';
import { dayFigures, dayText, machine } from './report.mjs';

const MEASURED = fileURLToPath(new URL('../simulate/data/generated-day.tsv', import.meta.url));

/** @param {string[]} argv @returns {Promise<number>} the exit code */
export async function main(argv) {
  try {
    const options = readOptions(argv);
    if (options.help) {
      process.stdout.write(USAGE);
      return 0;
    }
    return await load(options);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.stderr.write(`load: ${error.message}\n`);
    return error instanceof Misuse ? 2 : 1;
  }
}

/** @param {import('./args.mjs').Options} options */
export function planOf(options) {
  const { calls } = selectDay(parseCalls(readDataFile(MEASURED)), null);
  const { arrivals } = toArrivals(calls, createRandom(options.seed).fork('queues'));
  return tellSome(planBank(arrivals, options), options);
}

/**
 * The same customers, of whom a share have shared their phone with the bot.
 * @param {import('./plan.mjs').BranchPlan[]} plans
 * @param {import('./args.mjs').Options} options
 */
function tellSome(plans, { telegram, seed }) {
  const random = createRandom(seed).fork('telegram');
  let phone = 900_000_000;
  for (const { customers } of plans) {
    for (const customer of customers) {
      // Nobody else's phone is one of these: a second ticket of one chat would share its second.
      customer.phone = null;
      if (!random.chance(telegram)) continue;
      customer.phone = `+56${phone++}`;
      customer.telegram = {
        chatId: 0,
        how: 'phone',
        phone: customer.phone,
        scanAfter: 'issue',
        scanSeconds: 0,
        act: 'nothing',
        actSeconds: 0,
        unlucky: false,
      };
    }
  }
  return plans;
}

/** @param {import('./args.mjs').Options} options */
async function load(options) {
  const say = (/** @type {string} */ text) => process.stdout.write(`${text}\n`);
  const plans = planOf(options);
  // Not before: what has packages in it is there once they are.
  await ensureInstalled();
  const { liveDay } = await import('./day.mjs');
  const { raiseUntilItBreaks } = await import('./limit.mjs');
  const { writeDocument } = await import('./document.mjs');
  const results = { machine: machine(), at: new Date().toISOString().slice(0, 10), day: null, limit: null };
  /** @type {string[]} */
  let broken = [];
  if (options.lives) {
    say(`${options.day} tickets, ${options.branches} branches, ${options.speed} times faster than life.`);
    const figures = dayFigures(await liveDay(plans, options), options);
    Object.assign(results, { day: figures });
    say(`\n${dayText(figures)}`);
    broken = [
      ...figures.checks.filter(({ ok }) => !ok).map(({ name }) => name),
      ...Object.keys(figures.errors),
      ...(figures.screens.missed > 0 ? ['screens that missed a call'] : []),
    ];
  }
  if (options.breaks) {
    const figures = await raiseUntilItBreaks(options, say);
    Object.assign(results, { limit: figures });
    say(`\n${limitText(figures)}`);
    broken.push(...figures.checks.filter(({ ok }) => !ok).map(({ name }) => name));
  }
  mkdirSync(dirname(options.json), { recursive: true });
  writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
  if (options.write) await writeDocument(results);
  say(broken.length === 0 ? '\nEverything held.' : `\nBROKEN: ${broken.join('; ')}`);
  return broken.length === 0 ? 0 : 1;
}
