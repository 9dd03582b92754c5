// @ts-check
// The reference branch (its recipe: server/core/src/testing/reference-day.ts): the estimators and the policies on it.
import { core, MINUTE, testing } from './core.mjs';

/** @typedef {import('@ticketero/core/testing').Compared} Compared */
/** @typedef {{ queueType: string, tickets: number, mean: number, p95: number, max: number, late: number }} QueueWaits minutes, and a share */

export const POLICIES = /** @type {const} */ (['strict', 'fifo', 'guard']);
export const QUEUES = testing.QUEUE_TYPES;

/**
 * Days 1 … learning are learned from, the `days` after them are compared.
 * @param {number} learning
 * @param {number} days
 * @returns {Compared[]}
 */
export function compareEstimators(learning, days) {
  const lab = new testing.PromiseLab();
  /** @type {Compared[]} */
  const compared = [];
  for (let day = 1; day <= learning + days; day++) {
    const waits = lab.run(testing.referenceDay(day));
    if (day > learning) compared.push(...waits);
  }
  return compared;
}

/**
 * How long the customers of each queue wait under a policy; those who are called at once too.
 * @param {(typeof POLICIES)[number]} policy
 * @param {number} days
 * @returns {QueueWaits[]}
 */
export function waitsUnder(policy, days) {
  /** @type {Map<string, number[]>} */
  const waits = new Map(QUEUES.map((queueType) => [queueType, []]));
  for (let day = 1; day <= days; day++) {
    testing.virtualDay(testing.referenceDay(day, policy), {
      called: (ticket, now) => void waits.get(ticket.queueType)?.push((now - ticket.createdAt) / MINUTE),
    });
  }
  return QUEUES.map((queueType) => {
    const sorted = (waits.get(queueType) ?? []).sort((a, b) => a - b);
    const { targetWaitMinutes } = testing.aQueue(queueType);
    return {
      queueType,
      tickets: sorted.length,
      mean: sorted.reduce((sum, wait) => sum + wait, 0) / sorted.length,
      p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
      max: sorted.at(-1) ?? 0,
      late: sorted.filter((wait) => wait > targetWaitMinutes).length / sorted.length,
    };
  });
}

const ROUNDS = 300;

/**
 * What one forecast of a branch takes that has learned: 200 tickets wait, 20 advisors are on duty or on a break. Beside
 * it, in the same run, what does not change with this code: sorting those 200 in dispatch order.
 */
export function measureForecast() {
  const input = busyBranch(200, 20);
  const times = { forecast: /** @type {number[]} */ ([]), sort: /** @type {number[]} */ ([]) };
  const timed = (/** @type {number[]} */ into, /** @type {() => void} */ work) => {
    const begin = performance.now();
    work();
    into.push(performance.now() - begin);
  };
  for (let round = 0; round < ROUNDS; round++) {
    timed(times.forecast, () => core.forecast(input));
    timed(times.sort, () => core.dispatchOrder(input.waiting, input.rules, input.now));
  }
  const middle = (/** @type {number[]} */ values) => values.sort((a, b) => a - b)[ROUNDS / 2] ?? NaN;
  const [ms, sortMs] = [middle(times.forecast), middle(times.sort)];
  return { ms, sortMs, ratio: ms / sortMs };
}

/**
 * @param {number} waiting
 * @param {number} advisors
 * @returns {import('@ticketero/core').ForecastInput}
 */
function busyBranch(waiting, advisors) {
  const now = testing.NINE_O_CLOCK + 180 * MINUTE;
  const queues = new Map(QUEUES.map((queueType) => [queueType, testing.aQueue(queueType)]));
  const ids = Array.from({ length: advisors }, (_, index) => index + 1);
  const skills = (/** @type {number} */ id) => QUEUES.slice(id % 3, (id % 3) + 2);
  const away = (/** @type {number} */ id) => id % 7 === 0;
  return {
    now,
    sinceMidnightMs: 12 * 60 * MINUTE,
    assignmentMode: 'automatic',
    rules: { policy: 'guard', guardRatio: 0.8, queues },
    queues,
    waiting: Array.from({ length: waiting }, (_, index) => {
      const at = now - (waiting - index) * (MINUTE / 3);
      const queueType = QUEUES[[0, 0, 0, 1, 0, 0, 2, 0, 1, 3][index % 10] ?? 0] ?? '';
      return { id: index + 1, queueType, orderAt: at, createdAt: at, reservedAdvisorId: null };
    }),
    advisors: ids.map((id) => ({
      ...{ id, status: away(id) ? 'OFFLINE' : 'BUSY', statusReason: away(id) ? 'pausa' : null },
      ...{ statusSince: now - 5 * MINUTE, offlineAfterCurrent: false, queueTypes: skills(id) },
      ...{ workloadMinutes: 5, lastAssignedAt: now - 3 * MINUTE },
    })),
    serving: ids
      .filter((id) => !away(id))
      .map((id) => ({ queueType: skills(id)[0] ?? '', advisorId: id, assignedAt: now - 3 * MINUTE, startedAt: null })),
    learned: experience(),
  };
}

/** What a branch knows after ten days: everything that a forecast can use, so that nothing is left out of its price. */
function experience() {
  /** @type {import('@ticketero/core').BranchLearned | null} */
  let branch = null;
  const onDuty = { statusReason: null, serving: false };
  for (let i = 0; i < 50; i++) {
    const left = { status: /** @type {const} */ ('OFFLINE'), statusReason: 'pausa', serving: false };
    branch = core.learnDuty(
      branch,
      { ...onDuty, status: 'AVAILABLE', statusSince: 0 },
      { ...left, statusSince: 200 * MINUTE },
    );
    branch = core.learnDuty(
      branch,
      { ...left, statusSince: 0 },
      { ...onDuty, status: 'AVAILABLE', statusSince: 15 * MINUTE },
    );
  }
  const queues = new Map(
    QUEUES.map((queueType) => {
      const { averageTimeMinutes } = testing.aQueue(queueType);
      let queue = core.learnLeave(null, 10 * MINUTE);
      for (let i = 0; i < 1000; i++) {
        const sinceMidnightMs = (540 + (i % 100) * 4) * MINUTE;
        queue = core.learnArrival(queue, { businessDate: String(Math.floor(i / 100)), sinceMidnightMs });
        const takenMs = averageTimeMinutes * MINUTE * (0.3 + (i % 15) / 10);
        queue = core.learnService(queue, null, {
          averageTimeMinutes,
          takenMs,
          outcome: i % 20 ? 'served' : 'noShow',
        }).queue;
      }
      return [queueType, queue];
    }),
  );
  return { queues, advisors: new Map(), branch };
}
