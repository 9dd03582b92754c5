// @ts-check
/**
 * At most `most` of them at once, in order.
 * @template T
 * @param {readonly T[]} items
 * @param {number} most
 * @param {(item: T) => Promise<unknown>} work
 */
export async function inTurns(items, most, work) {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
}

/** @param {number} ms */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {() => boolean} condition @param {number} limitMs @param {number} [everyMs] */
export async function until(condition, limitMs, everyMs = 100) {
  const limit = performance.now() + limitMs;
  while (!condition() && performance.now() < limit) await pause(everyMs);
  return condition();
}
