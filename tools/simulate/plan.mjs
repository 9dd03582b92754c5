import { ADVISORS, QUEUES } from './demo.mjs';
import { Failure } from './failure.mjs';
import { keepShare, offeredMinutes, stretch } from './fit.mjs';
import { createRandom } from './random.mjs';
import { formatRut, rutDigits } from './rut.mjs';

/** @typedef {import('./demo.mjs').QueueType} QueueType */
/** @typedef {import('./demo.mjs').DemoAdvisor} DemoAdvisor */
/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {import('./read-day.mjs').Arrival} Arrival */

/**
 * What one customer will do, whatever the branch does. Seconds; `at` of the day.
 * @typedef {object} Customer
 * @property {number} index
 * @property {number} at
 * @property {QueueType} queueType
 * @property {boolean} preferential
 * @property {string} nationalId
 * @property {string} nationalIdAgain the same person's, written differently
 * @property {string | null} phone
 * @property {number} kiosk
 * @property {boolean} doubleTap presses the button twice
 * @property {boolean} secondTry asks for a second number while the first is active
 * @property {number | null} patienceSeconds leaves after so long, if not called by then
 * @property {boolean} turnsBack called in the very moment of leaving: comes back to be served
 * @property {boolean} noShow is called but never comes
 * @property {number} recalls how often the advisor calls a no-show again
 * @property {number} recallGapSeconds
 * @property {number} walkSeconds
 * @property {number} serviceSeconds
 * @property {'complete' | 'call-next'} finish how the advisor ends it
 * @property {import('./telegram/habits.mjs').Habit | null} telegram null: does not use it
 */

/** @typedef {DemoAdvisor & { lunch: { at: number, seconds: number } | null }} PlannedAdvisor */

/** @typedef {{ queueType: QueueType, customers: number, leavers: number, factor: number, meanServiceMinutes: number }} QueuePlan */

/**
 * @typedef {object} Plan
 * @property {Customer[]} customers in order of arrival
 * @property {PlannedAdvisor[]} advisors
 * @property {QueuePlan[]} queues
 * @property {number} opensAt seconds of the day: the first arrival
 * @property {number} keptShare
 * @property {number} load offered work of the whole day over the advisors' time, 0..1
 */

export const KIOSKS = 2;
const TARGET_LOAD = 0.85;
const WALK_SECONDS = { low: 20, high: 60 };
const NO_SHOW_SHARE = 0.05;
const DOUBLE_TAP_SHARE = 0.04;
const SECOND_TRY_SHARE = 0.05;
const PHONE_SHARE = 0.4;
/** Nobody takes a number and leaves within the minute: the shortest hang-ups of the data are of a few seconds. */
const PATIENCE_MIN_SECONDS = 60;
/** A second try must find the first ticket active, so it is made by somebody whose service lasts. */
const SECOND_TRY_SERVICE_MIN_SECONDS = 180;
const LUNCH_SECONDS = 45 * 60;
const LUNCH_FROM = 12 * 3600;
const LUNCH_APART_SECONDS = 50 * 60;

/**
 * Lunches one after the other from noon on, in seeded order and a few minutes apart, so that the queues which only two
 * advisors serve are never left alone by both.
 * @param {readonly DemoAdvisor[]} advisors
 * @param {{ fromSeconds: number, toSeconds: number }} hours
 * @param {Random} random
 * @returns {PlannedAdvisor[]}
 */
export function planLunches(advisors, hours, random) {
  const order = random.shuffle(advisors.map((_, index) => index));
  return advisors.map((advisor, index) => {
    const at = LUNCH_FROM + order.indexOf(index) * LUNCH_APART_SECONDS + random.int(0, 5) * 60;
    const inside = at >= hours.fromSeconds && at + LUNCH_SECONDS <= hours.toSeconds;
    return { ...advisor, lunch: inside ? { at, seconds: LUNCH_SECONDS } : null };
  });
}

/**
 * The same share of every queue's arrivals, whichever the seed takes: by chance alone the load would vary by a tenth.
 * @param {readonly Arrival[]} arrivals
 * @param {number} share
 * @param {Random} random
 */
function thin(arrivals, share, random) {
  return QUEUES.flatMap(({ queueType }) => {
    const mine = arrivals.filter((arrival) => arrival.queueType === queueType);
    return random.shuffle(mine).slice(0, Math.round(mine.length * share));
  });
}

/**
 * @param {Random} random
 * @returns {() => string} a RUT that it has not given before
 */
export function distinctRuts(random) {
  const given = new Set();
  return () => {
    let number;
    do number = random.int(5_000_000, 25_999_999);
    while (given.has(number));
    given.add(number);
    return rutDigits(number);
  };
}

/**
 * @param {readonly Arrival[]} arrivals of the whole day
 * @param {{ seed: string, fromSeconds: number, toSeconds: number, limit: number | null, advisors: number }} options
 * @returns {Plan}
 */
export function makePlan(arrivals, options) {
  const random = createRandom(options.seed);
  const planned = planLunches(ADVISORS.slice(0, options.advisors), options, random.fork('lunch'));
  const walkMinutes = (WALK_SECONDS.low + WALK_SECONDS.high) / 2 / 60;

  const inside = arrivals.filter(({ at }) => at >= options.fromSeconds && at < options.toSeconds);
  if (inside.length === 0) throw new Failure('nobody arrives between --from and --to on that day');
  const onLunch = planned.filter((advisor) => advisor.lunch !== null).length * LUNCH_SECONDS;
  const dutySeconds = options.toSeconds - options.fromSeconds - onLunch / planned.length;
  const dutyMinutes = dutySeconds / 60;
  const keptShare = keepShare(offeredMinutes(inside, walkMinutes), planned, dutyMinutes, TARGET_LOAD);

  const kept = thin(inside, keptShare, random.fork('thin')).sort((a, b) => a.at - b.at);
  const coming = options.limit === null ? kept : kept.slice(0, options.limit);
  // Nobody goes to lunch after the last of a day cut short, or the run would wait for it.
  const lastAt = coming.at(-1)?.at ?? 0;
  const advisors = planned.map((one) => (one.lunch && one.lunch.at < lastAt ? one : { ...one, lunch: null }));
  const nextRut = distinctRuts(random.fork('rut'));

  /** @type {Customer[]} */
  const customers = [];
  /** @type {QueuePlan[]} */
  const queues = [];
  for (const { queueType, averageMinutes } of QUEUES) {
    const mine = coming.map((arrival, index) => ({ arrival, index })).filter((c) => c.arrival.queueType === queueType);
    const measured = mine.map(({ arrival }) => arrival.serviceSeconds);
    const service = stretch(measured, averageMinutes * 60, random.fork(`service ${queueType}`));
    mine.forEach(({ arrival, index }, place) => {
      const seconds = service.seconds[place] ?? averageMinutes * 60;
      const own = random.fork(`customer ${index}`);
      customers.push(decide(arrival, index, nextRut(), seconds, service.factor, own));
    });
    const sum = service.seconds.reduce((total, seconds) => total + seconds, 0);
    queues.push({
      queueType,
      customers: mine.length,
      leavers: mine.filter(({ arrival }) => arrival.patienceSeconds !== null).length,
      factor: service.factor,
      meanServiceMinutes: mine.length > 0 ? sum / mine.length / 60 : 0,
    });
  }
  customers.sort((a, b) => a.index - b.index);

  const work = Object.values(offeredMinutes(kept, walkMinutes)).reduce((sum, minutes) => sum + minutes, 0);
  const opensAt = customers[0]?.at ?? options.fromSeconds;
  return { customers, advisors, queues, opensAt, keptShare, load: work / (advisors.length * dutyMinutes) };
}

/**
 * @param {Arrival} arrival
 * @param {number} index
 * @param {string} rut
 * @param {number} serviceSeconds
 * @param {number} factor of the queue's service times; patience is stretched as much
 * @param {Random} random
 * @returns {Customer}
 */
export function decide(arrival, index, rut, serviceSeconds, factor, random) {
  const leaves = arrival.patienceSeconds !== null;
  const patience = arrival.patienceSeconds === null ? null : arrival.patienceSeconds * factor;
  const noShow = random.chance(NO_SHOW_SHARE) && !leaves;
  const secondTry = random.chance(SECOND_TRY_SHARE);
  const stays = !leaves && !noShow && serviceSeconds >= SECOND_TRY_SERVICE_MIN_SECONDS;
  return {
    index,
    at: arrival.at,
    queueType: arrival.queueType,
    preferential: arrival.preferential,
    nationalId: formatRut(rut, 'hyphen'),
    nationalIdAgain: formatRut(rut, 'dots'),
    phone: random.chance(PHONE_SHARE) ? `+569${random.int(10_000_000, 99_999_999)}` : null,
    kiosk: random.int(0, KIOSKS - 1),
    doubleTap: random.chance(DOUBLE_TAP_SHARE),
    secondTry: secondTry && stays,
    patienceSeconds: patience === null ? null : Math.max(PATIENCE_MIN_SECONDS, patience),
    turnsBack: random.chance(0.5),
    noShow,
    recalls: random.chance(0.3) ? 2 : 1,
    recallGapSeconds: random.int(45, 75),
    walkSeconds: random.int(WALK_SECONDS.low, WALK_SECONDS.high),
    serviceSeconds,
    finish: random.chance(0.2) ? 'call-next' : 'complete',
    telegram: null,
  };
}
