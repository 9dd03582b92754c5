// @ts-check
import { ADVISORS, QUEUES } from '../simulate/demo.mjs';
import { keepShare } from '../simulate/fit.mjs';
import { decide, distinctRuts, planLunches } from '../simulate/plan.mjs';
import { createRandom } from '../simulate/random.mjs';

/** @typedef {import('../simulate/plan.mjs').Customer} Customer */
/** @typedef {import('../simulate/plan.mjs').PlannedAdvisor} PlannedAdvisor */
/** @typedef {import('../simulate/read-day.mjs').Arrival} Arrival */
/** @typedef {import('../simulate/random.mjs').Random} Random */

/** @typedef {{ code: string, customers: Customer[], advisors: PlannedAdvisor[] }} BranchPlan */

export const FROM_SECONDS = 8.5 * 3600;
/** Work over the advisors' time, where the day as it was measured would be more than they can do. */
const LOAD_MAX = 0.85;
/** Beside the service itself: the walk to the desk, and the waiting for those who do not come. */
const HANDLING_SECONDS = 50;
const LUNCH_MINUTES = 45;
/** No two branches see the same minute: whoever is drawn comes so much earlier or later than in the data. */
const JITTER_SECONDS = 600;

/** @param {number} index */
export const codeOf = (index) => `B${String(index + 1).padStart(3, '0')}`;

/**
 * Everybody who comes to the bank that day. Arrivals, services and patience are drawn from the measured ones of one day.
 * @param {readonly Arrival[]} measured of a whole day
 * @param {{ branches: number, day: number, hours: number, seed: string }} options hours: how long the doors are open
 * @returns {BranchPlan[]}
 */
export function planBank(measured, { branches, day, hours, seed }) {
  const toSeconds = FROM_SECONDS + hours * 3600;
  const random = createRandom(seed);
  const nextRut = distinctRuts(random.fork('rut'));
  const inside = measured.filter(({ at }) => at >= FROM_SECONDS && at < toSeconds);
  return Array.from({ length: branches }, (_, index) => {
    const own = random.fork(`branch ${index}`);
    const count = Math.floor(day / branches) + (index < day % branches ? 1 : 0);
    const advisors = planLunches(ADVISORS, { fromSeconds: FROM_SECONDS, toSeconds }, own.fork('lunch'));
    return { code: codeOf(index), advisors, customers: planCustomers(inside, { count, toSeconds }, nextRut, own) };
  });
}

/**
 * @param {readonly Arrival[]} inside
 * @param {{ count: number, toSeconds: number }} wanted
 * @param {() => string} nextRut
 * @param {Random} random
 */
function planCustomers(inside, { count, toSeconds }, nextRut, random) {
  const known = inside.flatMap(({ serviceSeconds }) => (serviceSeconds === null ? [] : [serviceSeconds]));
  const drawn = Array.from({ length: count }, () => {
    const { at, ...rest } = random.pick(inside);
    const moved = at + random.int(-JITTER_SECONDS, JITTER_SECONDS);
    return { ...rest, at: Math.min(toSeconds - 1, Math.max(FROM_SECONDS, moved)) };
  }).sort((a, b) => a.at - b.at);
  const services = drawn.map(({ serviceSeconds }) => serviceSeconds ?? random.pick(known));
  const factor = fitting(drawn, services, toSeconds);
  return drawn.map((arrival, index) =>
    decide(arrival, index, nextRut(), (services[index] ?? 0) * factor, factor, random.fork(`customer ${index}`)),
  );
}

/**
 * By how much the services must be shorter than measured so that the five advisors have time for all; 1: not at all.
 * @param {readonly Arrival[]} arrivals
 * @param {readonly number[]} services seconds
 * @param {number} toSeconds when the doors close
 */
function fitting(arrivals, services, toSeconds) {
  /** @type {Record<string, number>} */
  const offered = Object.fromEntries(QUEUES.map(({ queueType }) => [queueType, 0]));
  arrivals.forEach(({ queueType }, index) => {
    offered[queueType] = (offered[queueType] ?? 0) + ((services[index] ?? 0) + HANDLING_SECONDS) / 60;
  });
  const minutes = Math.max(60, (toSeconds - FROM_SECONDS) / 60 - LUNCH_MINUTES);
  return keepShare(offered, ADVISORS, minutes, LOAD_MAX);
}
