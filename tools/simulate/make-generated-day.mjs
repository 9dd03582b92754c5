// node tools/simulate/make-generated-day.mjs: writes the day that `npm run simulate` uses when it is given no data.
//
// shape.json holds sums over the working days (Sunday to Thursday) of February 1999 at the call centre of a small bank
// ("Anonymous Bank", Guedj and Mandelbaum, Technion): calls per quarter hour, shares of the types, quantiles of service
// and patience. No call of it is in the generated day; every row is drawn anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createRandom } from './random.mjs';

/** @typedef {{ share: number, priorityShares: number[], hangShare: number, serviceSeconds: number[] }} TypeShape */

/**
 * @typedef {object} Shape
 * @property {number[]} arrivalsPerQuarterHour mean of the days, 96 of them
 * @property {number[]} quantiles the shares at which the quantiles below stand
 * @property {Record<string, TypeShape>} types
 * @property {number[]} patienceSeconds
 */

/** A Tuesday in March 2026, in the data's own way of writing. */
export const GENERATED_DATE = '260310';
export const GENERATED_SEED = 'generated day';
const COLUMNS = ['type', 'priority', 'date', 'vru_entry', 'q_time', 'outcome', 'ser_time'];
const QUARTER_SECONDS = 900;

/**
 * @param {readonly number[]} shares that sum to about 1
 * @param {number} draw in [0, 1)
 */
function whichOf(shares, draw) {
  let sum = 0;
  const index = shares.findIndex((share) => (sum += share) > draw);
  return index < 0 ? shares.length - 1 : index;
}

/**
 * The inverse of a distribution known by some quantiles, straight lines between them. Beyond the last one it is flat:
 * the longest two of a hundred are not known, and not needed.
 * @param {readonly number[]} shares
 * @param {readonly number[]} values
 * @param {number} draw in [0, 1)
 */
export function fromQuantiles(shares, values, draw) {
  const above = shares.findIndex((share) => share > draw);
  const last = values.at(-1) ?? 0;
  if (above <= 0) return above === 0 ? (values[0] ?? 0) : last;
  const [low = 0, high = 1] = shares.slice(above - 1, above + 1);
  const [from = 0, to = last] = values.slice(above - 1, above + 1);
  return from + ((draw - low) / (high - low)) * (to - from);
}

/** @param {number} seconds of the day @returns {string} h:mm:ss */
function clockText(seconds) {
  const pad = (/** @type {number} */ value) => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}

/**
 * @param {Shape} shape
 * @param {string} seed
 * @returns {string} TSV with the columns of the real data that the simulation reads
 */
export function generateDay(shape, seed) {
  const random = createRandom(seed);
  const types = Object.entries(shape.types);
  const rows = [];
  for (const [quarter, expected] of shape.arrivalsPerQuarterHour.entries()) {
    const count = random.poisson(expected);
    const seconds = Array.from({ length: count }, () => quarter * QUARTER_SECONDS + random.int(0, QUARTER_SECONDS - 1));
    for (const at of seconds.sort((a, b) => a - b)) {
      const drawn = whichOf(
        types.map(([, type]) => type.share),
        random.next(),
      );
      const [name, type] = /** @type {[string, TypeShape]} */ (types[drawn]);
      const priority = whichOf(type.priorityShares, random.next());
      const hangsUp = random.chance(type.hangShare);
      const patience = Math.round(fromQuantiles(shape.quantiles, shape.patienceSeconds, random.next()));
      const service = Math.round(fromQuantiles(shape.quantiles, type.serviceSeconds, random.next()));
      const [queued, outcome, served] = hangsUp ? [patience, 'HANG', 0] : [0, 'AGENT', Math.max(1, service)];
      rows.push([name, priority, GENERATED_DATE, clockText(at), queued, outcome, served].join('\t'));
    }
  }
  return `${[COLUMNS.join('\t'), ...rows].join('\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const shape = JSON.parse(readFileSync(new URL('./data/shape.json', import.meta.url), 'utf8'));
  const day = generateDay(shape, GENERATED_SEED);
  writeFileSync(new URL('./data/generated-day.tsv', import.meta.url), day);
  process.stdout.write(`${day.split('\n').length - 2} calls written\n`);
}
