/**
 * @typedef {object} Random
 * @property {() => number} next in [0, 1)
 * @property {(low: number, high: number) => number} between a real number in [low, high)
 * @property {(low: number, high: number) => number} int a whole number in [low, high], both included
 * @property {(share: number) => boolean} chance true in `share` of the draws
 * @property {<T>(items: readonly T[]) => T} pick
 * @property {<T>(items: readonly T[]) => T[]} shuffle a new array
 * @property {(mean: number) => number} poisson
 * @property {(label: string) => Random} fork a stream of its own
 */

/** FNV-1a, then mixed (murmur3's last step): without it, labels that differ in a digit give streams that resemble. */
function hash(/** @type {string} */ text) {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/**
 * A seeded generator (mulberry32). Each kind of choice forks its own stream by name, so that one more draw for one
 * customer does not change the rest of the day.
 * @param {number | string} seed
 * @returns {Random}
 */
export function createRandom(seed) {
  let state = hash(String(seed));

  function next() {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  const int = (/** @type {number} */ low, /** @type {number} */ high) => low + Math.floor(next() * (high - low + 1));

  return {
    next,
    int,
    between: (low, high) => low + next() * (high - low),
    chance: (share) => next() < share,
    // The index is always within: undefined never comes out of a list that is not empty.
    pick: (items) => /** @type {(typeof items)[number]} */ (items[int(0, items.length - 1)]),
    shuffle(items) {
      const left = [...items];
      return items.flatMap(() => left.splice(int(0, left.length - 1), 1));
    },
    poisson(mean) {
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = next(); product > limit; product *= next()) count += 1;
      return count;
    },
    fork: (label) => createRandom(`${seed}/${label}`),
  };
}
