/** What is expected of a service time that has not ended (R8). Times in ms. */

/** Coefficient of variation of a service time on the reference branch. */
export const SERVICE_CV = 0.7;
const LOG_VARIANCE = Math.log(1 + SERVICE_CV ** 2);
const LOG_SIGMA = Math.sqrt(LOG_VARIANCE);

/** What a queue, or an advisor, has taught so far. */
export interface Learned {
  /** How many service times: forgotten slowly, so not whole. */
  weight: number;
  /** Their mean. */
  meanMs: number;
}

/** As many service times as the configured average counts for. */
const PRIOR_WEIGHT = 10;
/** A desk that was forgotten over lunch says nothing of the next customer. */
const OUTLIER_FACTOR = 4;
/** Weight is kept below this: what was learned a few days ago is forgotten. */
const WEIGHT_MAX = 400;

/** The learned mean, drawn towards the configured average while there is little to go by. */
export function expectedServiceMs(configuredMs: number, learned: Learned | null): number {
  if (!learned || learned.weight <= 0) return configuredMs;
  return (PRIOR_WEIGHT * configuredMs + learned.weight * learned.meanMs) / (PRIOR_WEIGHT + learned.weight);
}

/** One more service time. What is far beyond the expected one counts as four times the expected one. */
export function learn(configuredMs: number, learned: Learned | null, serviceMs: number): Learned {
  const expected = expectedServiceMs(configuredMs, learned);
  const counted = Math.min(serviceMs, OUTLIER_FACTOR * expected);
  const weight = Math.min(learned?.weight ?? 0, WEIGHT_MAX - 1) + 1;
  const meanMs = learned ? learned.meanMs + (counted - learned.meanMs) / weight : counted;
  return { weight, meanMs };
}

/**
 * The mean of what is left of a service time of mean `meanMs` that has lasted `elapsedMs`: E[S − e | S > e] of a
 * lognormal. The longer it lasts, the longer it will: nobody is "nearly done" because they are late.
 */
export function remainingServiceMs(meanMs: number, elapsedMs: number): number {
  if (elapsedMs <= 0) return meanMs;
  const mu = Math.log(meanMs) - LOG_VARIANCE / 2;
  const z = (Math.log(elapsedMs) - mu) / LOG_SIGMA;
  const beyond = upperTail(z);
  if (beyond < 1e-9) return elapsedMs; // as long again, at least
  return Math.max(0, (meanMs * upperTail(z - LOG_SIGMA)) / beyond - elapsedMs);
}

/** P(Z > z) of a standard normal; absolute error below 1e-7 (Abramowitz and Stegun 26.2.17). */
function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
