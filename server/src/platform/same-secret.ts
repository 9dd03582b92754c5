import { timingSafeEqual } from 'node:crypto';

/** Whether a secret that was given is the right one, in the same time whatever it is. */
export function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
