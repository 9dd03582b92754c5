import { normalAbove, normalQuantile } from './normal.js';

/** What is expected of a length of time that has not ended (R8). Times in ms. */

/** Coefficient of variation of a service time on the reference branch. */
export const SERVICE_CV = 0.7;

/** What a queue, or a kind of break, has taught so far. */
export interface Learned {
  /** How many: forgotten slowly, so not whole. */
  weight: number;
  meanMs: number;
  /** Mean of the squares, min². */
  square: number;
}

/** A lognormal length of time. */
export interface Spread {
  meanMs: number;
  /** Coefficient of variation; 0: always the mean. */
  cv: number;
}

/** As many as the configured average counts for. */
const PRIOR_WEIGHT = 10;
/** A desk that was forgotten over lunch says nothing of the next customer. */
const OUTLIER_FACTOR = 4;
/** Weight is kept below this: what was learned a few days ago is forgotten. */
const WEIGHT_MAX = 400;
const MINUTE = 60_000;

/** The learned mean, drawn towards the configured average while there is little to go by. */
export function expectedServiceMs(configuredMs: number, learned: Learned | null): number {
  if (!learned || learned.weight <= 0) return configuredMs;
  return (PRIOR_WEIGHT * configuredMs + learned.weight * learned.meanMs) / (PRIOR_WEIGHT + learned.weight);
}

/** The same with how much they vary, drawn towards the reference branch's variation. */
export function expectedSpread(configuredMs: number, learned: Learned | null, cv = SERVICE_CV): Spread {
  const meanMs = expectedServiceMs(configuredMs, learned);
  if (!learned || learned.weight <= 0 || learned.meanMs <= 0) return { meanMs, cv };
  const seen = Math.max(0, learned.square / (learned.meanMs / MINUTE) ** 2 - 1);
  const variance = (PRIOR_WEIGHT * cv ** 2 + learned.weight * seen) / (PRIOR_WEIGHT + learned.weight);
  return { meanMs, cv: Math.sqrt(variance) };
}

/** One more of them. What is far beyond the expected one counts as four times the expected one. */
export function learn(configuredMs: number, learned: Learned | null, lengthMs: number): Learned {
  const expected = expectedServiceMs(configuredMs, learned);
  const counted = Math.min(Math.max(0, lengthMs), OUTLIER_FACTOR * expected);
  const weight = Math.min(learned?.weight ?? 0, WEIGHT_MAX - 1) + 1;
  const square = (counted / MINUTE) ** 2;
  return {
    weight,
    meanMs: learned ? learned.meanMs + (counted - learned.meanMs) / weight : counted,
    square: learned ? learned.square + (square - learned.square) / weight : square,
  };
}

const logVariance = (cv: number): number => Math.log(1 + cv ** 2);

/** P(length > `elapsedMs`). */
export function lastsLonger({ meanMs, cv }: Spread, elapsedMs: number): number {
  if (elapsedMs <= 0) return 1;
  if (cv <= 0) return elapsedMs < meanMs ? 1 : 0;
  const variance = logVariance(cv);
  return normalAbove((Math.log(elapsedMs / meanMs) + variance / 2) / Math.sqrt(variance));
}

/**
 * The length that `share` (0 < share < 1) of those that last longer than `elapsedMs` do not exceed. The longer it has
 * lasted, the longer it will: nobody is "nearly done" because they are late.
 */
export function lengthAt(spread: Spread, share: number, elapsedMs = 0): number {
  if (spread.cv <= 0) return Math.max(spread.meanMs, elapsedMs);
  const longer = lastsLonger(spread, elapsedMs);
  if (longer < 1e-9) return elapsedMs * (1 + share); // as long again, at most
  const variance = logVariance(spread.cv);
  const z = -normalQuantile(longer * (1 - share));
  return Math.max(elapsedMs, spread.meanMs * Math.exp(Math.sqrt(variance) * z - variance / 2));
}
