// @ts-check
// Rates, percentiles and pairs: what a figure is made of.

/**
 * @typedef {object} Figure
 * @property {string} part
 * @property {string} name
 * @property {string} unit of `ours` and `floor`
 * @property {number} ours median of the pairs
 * @property {number | null} floor median of the pairs
 * @property {number | null} ratio median of the pairs' ratios, ours / floor
 * @property {string | null} goal
 * @property {boolean | null} met
 * @property {number} pairs
 * @property {string} [note]
 */

/** @typedef {{ perSecond: number, latencies: number[] }} Half milliseconds */
/** @typedef {{ ours: Half, floor: Half }[]} Pairs */

/** @param {number[]} values */
export const median = (values) => percentile(values, 0.5);

/**
 * The value that this share of all is not above.
 * @param {number[]} values
 * @param {number} share
 */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/**
 * So many calls, one after another on each of the lines that work side by side.
 * @param {number} lines
 * @param {number} calls
 * @param {(call: number, line: number) => Promise<unknown>} work
 * @returns {Promise<Half>}
 */
export async function drive(lines, calls, work) {
  let next = 0;
  /** @type {number[]} */
  const latencies = [];
  const begin = performance.now();
  const line = async (/** @type {unknown} */ _, /** @type {number} */ place) => {
    while (next < calls) {
      const sent = performance.now();
      await work(next++, place);
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: lines }, line));
  return { perSecond: (calls * 1000) / (performance.now() - begin), latencies };
}

/**
 * Ours and the floor in turns, now the one first and now the other.
 * @template Ours, Floor
 * @param {number} count
 * @param {() => Promise<Ours>} ours
 * @param {() => Promise<Floor>} floor
 */
export async function alternate(count, ours, floor) {
  /** @type {{ ours: Ours, floor: Floor }[]} */
  const pairs = [];
  for (let i = 0; i < count; i++) {
    if (i % 2 === 0) {
      const mine = await ours();
      pairs.push({ ours: mine, floor: await floor() });
    } else {
      const bottom = await floor();
      pairs.push({ ours: await ours(), floor: bottom });
    }
  }
  return pairs;
}

/**
 * A figure of pairs of numbers.
 * @param {Pick<Figure, 'part' | 'name' | 'unit'> & { goal?: { text: string, met: (ratio: number) => boolean }, note?: string }} what
 * @param {{ ours: number, floor: number }[]} pairs
 * @returns {Figure}
 */
export function figureOf({ goal, note, ...what }, pairs) {
  const ratio = median(pairs.map(({ ours, floor }) => ours / floor));
  return {
    ...what,
    ours: median(pairs.map(({ ours }) => ours)),
    floor: median(pairs.map(({ floor }) => floor)),
    ratio,
    goal: goal?.text ?? null,
    met: goal ? goal.met(ratio) : null,
    pairs: pairs.length,
    ...(note === undefined ? {} : { note }),
  };
}

/** @param {Half} half */
export const p50 = ({ latencies }) => percentile(latencies, 0.5);
/** @param {Half} half */
export const p99 = ({ latencies }) => percentile(latencies, 0.99);
