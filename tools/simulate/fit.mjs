import { QUEUES } from './demo.mjs';

/** @typedef {import('./demo.mjs').QueueType} QueueType */
/** @typedef {import('./demo.mjs').DemoAdvisor} DemoAdvisor */
/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {import('./read-day.mjs').Arrival} Arrival */

/** Nobody is served in less than half a minute, nor for more than four times the usual: a call of 25 minutes × 8 would fill a morning. */
const SERVICE_MIN_SECONDS = 30;
const SERVICE_MAX_AVERAGES = 4;

/**
 * The share of the day's arrivals that these advisors can serve at `load`: no group of queues may offer more than the
 * advisors who serve any of them have time for.
 * @param {Record<QueueType, number>} offeredMinutes of work per queue
 * @param {readonly DemoAdvisor[]} advisors
 * @param {number} minutesPerAdvisor on duty
 * @param {number} load 0..1
 */
export function keepShare(offeredMinutes, advisors, minutesPerAdvisor, load) {
  const types = QUEUES.map((queue) => queue.queueType);
  let share = 1;
  for (let subset = 1; subset < 2 ** types.length; subset++) {
    const group = types.filter((_, index) => subset & (1 << index));
    const offered = group.reduce((sum, type) => sum + offeredMinutes[type], 0);
    const able = advisors.filter((advisor) => group.some((type) => advisor.queueTypes.includes(type))).length;
    if (offered > 0) share = Math.min(share, (load * able * minutesPerAdvisor) / offered);
  }
  return share;
}

/**
 * @param {readonly Arrival[]} arrivals
 * @param {number} handlingMinutes beside the service itself: the walk to the desk
 * @returns {Record<QueueType, number>}
 */
export function offeredMinutes(arrivals, handlingMinutes) {
  /** @type {Partial<Record<QueueType, number>>} */
  const offered = {};
  for (const { queueType, averageMinutes } of QUEUES) {
    const count = arrivals.filter((arrival) => arrival.queueType === queueType).length;
    offered[queueType] = count * (averageMinutes + handlingMinutes);
  }
  return /** @type {Record<QueueType, number>} */ (offered);
}

/**
 * Service seconds per arrival, in their order: the measured ones stretched by one factor so that their mean is
 * `averageSeconds`; who left before being served gets one of the others' (they may be called before they leave).
 * @param {readonly (number | null)[]} measured
 * @param {number} averageSeconds
 * @param {Random} random
 * @returns {{ seconds: number[], factor: number }}
 */
export function stretch(measured, averageSeconds, random) {
  const known = /** @type {number[]} */ (measured.filter((seconds) => seconds !== null));
  const filled = measured.map((seconds) => seconds ?? (known.length > 0 ? random.pick(known) : averageSeconds));
  const bound = (/** @type {number} */ seconds) =>
    Math.min(SERVICE_MAX_AVERAGES * averageSeconds, Math.max(SERVICE_MIN_SECONDS, seconds));
  const mean = (/** @type {number[]} */ values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  if (filled.length === 0) return { seconds: [], factor: 1 };
  let factor = averageSeconds / mean(filled);
  // The bounds take from the mean, so the factor is approached: the mean grows with it, and ten steps are plenty.
  for (let step = 0; step < 10; step++) {
    factor *= averageSeconds / mean(filled.map((seconds) => bound(seconds * factor)));
  }
  return { seconds: filled.map((seconds) => bound(seconds * factor)), factor };
}
