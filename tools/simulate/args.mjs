import { ADVISORS } from './demo.mjs';
import { Misuse } from './failure.mjs';
import { parseOptions, share, whole } from './options.mjs';

export const USAGE = `npm run simulate -- [options]

A day of a bank through a server of its own, as kiosks, advisors and displays would use it.

  --data FILE      arrivals and service times, TSV, gzip or not (default: the generated day shipped with the project)
  --date YYMMDD    the day to take from the file (default: 990208, or the first of the file)
  --from HH:MM     doors open (default 06:30)
  --to HH:MM       doors close, long enough before midnight to serve everyone inside (default 22:00)
  --limit N        at most the first N customers
  --advisors N     2 to ${ADVISORS.length} of the demo branch's advisors (default ${ADVISORS.length})
  --displays N     lobby screens (default 2)
  --telegram N     so many of the customers use Telegram, with a Bot API of this run's own (default 0)
  --telegram-faults SHARE
                   of the bot's messages that go wrong on their way, 0 to 0.5 (default 0)
  --speed N        times faster than life, 1 to 600 (default 120)
  --seed TEXT      the same seed makes the same plan (default 1)
  --json FILE      also write the figures and the invariants to FILE
  --built          run server/dist as it is, without building first
  --keep           keep the server's data directory
`;

/** Above this most messages would fail for good, and the day would say little about the others. */
const FAULTS_MAX = 0.5;

/**
 * @typedef {object} Options
 * @property {boolean} help
 * @property {string | null} data
 * @property {string | null} date
 * @property {number} fromSeconds seconds of the day
 * @property {number} toSeconds
 * @property {number | null} limit
 * @property {number} advisors
 * @property {number} displays
 * @property {number} telegram customers with Telegram
 * @property {number} telegramFaults 0..0.5
 * @property {number} speed
 * @property {string} seed
 * @property {string | null} json
 * @property {boolean} built
 * @property {boolean} keep
 */

const FLAGS = /** @type {const} */ ({
  data: { type: 'string' },
  date: { type: 'string' },
  from: { type: 'string', default: '06:30' },
  to: { type: 'string', default: '22:00' },
  limit: { type: 'string' },
  advisors: { type: 'string', default: String(ADVISORS.length) },
  displays: { type: 'string', default: '2' },
  telegram: { type: 'string', default: '0' },
  'telegram-faults': { type: 'string', default: '0' },
  speed: { type: 'string', default: '120' },
  seed: { type: 'string', default: '1' },
  json: { type: 'string' },
  built: { type: 'boolean', default: false },
  keep: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
});

/**
 * @param {string} name
 * @param {string} value
 */
function timeOfDay(name, value) {
  const match = /^(\d{1,2}):(\d{2})$/.exec(value);
  const seconds = match ? Number(match[1]) * 3600 + Number(match[2]) * 60 : NaN;
  if (!match || Number(match[2]) > 59 || seconds > 24 * 3600) {
    throw new Misuse(`--${name} must be a time of day such as 09:30, not "${value}"`);
  }
  return seconds;
}

/** @param {number} seconds of the day */
export const timeText = (seconds) =>
  `${String(Math.floor(seconds / 3600)).padStart(2, '0')}:${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}`;

/**
 * @param {string[]} argv without node and the script
 * @returns {Options}
 */
export function readOptions(argv) {
  const values = parseOptions(argv, FLAGS);
  const date = values.date ?? null;
  if (date !== null && !/^\d{6}$/.test(date)) throw new Misuse(`--date must be yymmdd such as 990208, not "${date}"`);
  const fromSeconds = timeOfDay('from', values.from);
  const toSeconds = timeOfDay('to', values.to);
  if (fromSeconds >= toSeconds) throw new Misuse(`--from ${values.from} must be before --to ${values.to}`);
  const telegram = whole('telegram', values.telegram, 0, 100_000);
  const telegramFaults = share('telegram-faults', values['telegram-faults'], FAULTS_MAX);
  if (telegramFaults > 0 && telegram === 0) throw new Misuse('--telegram-faults needs --telegram');
  return {
    help: values.help,
    data: values.data ?? null,
    date,
    fromSeconds,
    toSeconds,
    limit: values.limit === undefined ? null : whole('limit', values.limit, 1, 100_000),
    advisors: whole('advisors', values.advisors, 2, ADVISORS.length),
    displays: whole('displays', values.displays, 1, 100),
    telegram,
    telegramFaults,
    speed: whole('speed', values.speed, 1, 600),
    seed: values.seed,
    json: values.json ?? null,
    built: values.built,
    keep: values.keep,
  };
}
