/** Draws without chance (R8): the same keys always draw the same. */

/** A whole number ≥ 0 that the two others always give. */
export function hash(a: number, b: number): number {
  let mixed = Math.imul((a | 0) ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b | 0, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/**
 * Which of `count` values a key has in a course: over all courses each of them once (a Latin hypercube), so that few
 * courses are enough. `count`: a power of two.
 */
export function drawn(key: number, course: number, count: number): number {
  return (Math.imul(course, key | 1) + (key >>> 16)) & (count - 1);
}

/** `count` shares between 0 and 1, evenly spread. */
export const evenShares = (count: number): number[] => Array.from({ length: count }, (_, i) => (i + 0.5) / count);
