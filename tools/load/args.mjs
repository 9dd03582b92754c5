// @ts-check
import { parseOptions, share, whole } from '../simulate/options.mjs';

export const USAGE = `npm run load -- [options]

A day of a whole bank through one server with its own PostgreSQL, as kiosks, advisors, screens, supervisors and Telegram
would use it; then, with --until-it-breaks, as many numbers a second as it takes until it refuses some.

  --branches N     branches with 5 advisors, 2 kiosks and 3 screens each (default 50)
  --day N          tickets in all (default 25000)
  --speed N        times faster than life, 1 to 3600 (default 60: nine hours in nine minutes)
  --hours N        the doors are open so long, 1 to 9 (default 9)
  --telegram SHARE of the customers are told by Telegram, 0 to 1 (default 0.333)
  --until-it-breaks
                   also raises the rate step by step until it breaks, with as many branches
  --no-day         only that
  --step SECONDS   how long each step lasts (default 20)
  --seed TEXT      the same seed makes the same plan (default 1)
  --json FILE      where the figures go (default load/results.json)
  --write          also write them, and the charts, to docs/load.md and docs/images
  --built          run server/dist as it is, without building first
`;

/**
 * @typedef {object} Options
 * @property {boolean} help
 * @property {number} branches
 * @property {number} day tickets
 * @property {number} speed
 * @property {number} hours
 * @property {number} telegram share, 0..1
 * @property {boolean} breaks raise the rate until it breaks
 * @property {boolean} lives live the day
 * @property {number} stepSeconds
 * @property {string} seed
 * @property {string} json
 * @property {boolean} write
 * @property {boolean} built
 */

const FLAGS = /** @type {const} */ ({
  branches: { type: 'string', default: '50' },
  day: { type: 'string', default: '25000' },
  speed: { type: 'string', default: '60' },
  hours: { type: 'string', default: '9' },
  telegram: { type: 'string', default: '0.333' },
  'until-it-breaks': { type: 'boolean', default: false },
  'no-day': { type: 'boolean', default: false },
  step: { type: 'string', default: '20' },
  seed: { type: 'string', default: '1' },
  json: { type: 'string', default: 'load/results.json' },
  write: { type: 'boolean', default: false },
  built: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
});

/** @param {string[]} argv without node and the script @returns {Options} Throws Misuse. */
export function readOptions(argv) {
  const values = parseOptions(argv, FLAGS);
  const branches = whole('branches', values.branches, 1, 500);
  return {
    help: values.help,
    branches,
    day: whole('day', values.day, branches, 1_000_000),
    speed: whole('speed', values.speed, 1, 3600),
    hours: whole('hours', values.hours, 1, 9),
    telegram: share('telegram', values.telegram),
    breaks: values['until-it-breaks'] || values['no-day'],
    lives: !values['no-day'],
    stepSeconds: whole('step', values.step, 3, 600),
    seed: values.seed,
    json: values.json,
    write: values.write,
    built: values.built,
  };
}
