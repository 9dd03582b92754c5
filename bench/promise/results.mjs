// @ts-check
// The measured figures as rows, and which of the targets they reach.
import { MINUTE, SECOND, testing } from './core.mjs';

/** @typedef {import('@ticketero/core/testing').Compared} Compared */
/** @typedef {import('@ticketero/core/testing').Score} Score */
/** @typedef {import('./simulated.mjs').QueueWaits} QueueWaits */
/**
 * `known`: the decision record that says why it may be missed. Then a miss is printed and is no failure.
 * @typedef {{ name: string, reached: boolean, measured: string, known?: string }} Target
 */
/** @typedef {{ title: string, head: string[], rows: string[][] }} Table the first column is text, the others are figures */

/**
 * @typedef {object} Measured
 * @property {number} learning days
 * @property {number} days compared
 * @property {Compared[]} simulated
 * @property {Compared[] | null} real
 * @property {number} realLearning days
 * @property {{ policy: string, queues: QueueWaits[] }[]} policies
 * @property {number} policyDays
 * @property {{ ms: number, sortMs: number, ratio: number }} speed
 */

/** @param {number} value @param {number} [digits] */
const figure = (value, digits = 1) => value.toFixed(digits).replace(/^-(?=0\.?0*$)/, '');
/** @param {number | null} share */
const percent = (share) => (share === null ? '–' : `${figure(100 * share)} %`);

/**
 * @param {string} title
 * @param {readonly Compared[]} all
 * @param {{ unitMs: number, unit: string, within: number }} units
 * @returns {Table}
 */
export function estimatorTable(title, all, { unitMs, unit, within }) {
  const digits = unitMs === MINUTE ? 2 : 1;
  const rows = Object.keys(all[0]?.said ?? {}).map((name) => {
    const score = testing.scoreOf(all, name, within * unitMs);
    const width = score.widthMs === null ? '–' : `${figure(score.widthMs / MINUTE)} min`;
    return [
      ...[name, figure(score.errorMs / unitMs, digits), figure(score.biasMs / unitMs, digits)],
      ...[percent(score.within), percent(score.coverage), width],
    ];
  });
  const head = [
    'estimator',
    `error, ${unit}`,
    `bias, ${unit}`,
    `within ${within} ${unit}`,
    'in the range',
    'its width',
  ];
  return { title, head, rows };
}

/** @param {readonly Compared[]} all @returns {Table} */
export function calibrationTable(all) {
  const rows = testing.QUEUE_TYPES.map((queueType) => {
    const own = all.filter((one) => one.queueType === queueType);
    const score = testing.scoreOf(own, testing.REPLAY_CORRECTED);
    const minutes = [score.errorMs, score.biasMs, score.widthMs ?? 0].map((ms) => figure(ms / MINUTE));
    return [queueType, String(own.length), ...minutes.slice(0, 2), percent(score.coverage), `${minutes[2]} min`];
  });
  const head = ['queue', 'waits', 'error, min', 'bias, min', 'in the range', 'its width'];
  return { title: 'What was told, queue by queue', head, rows };
}

/** @param {Measured['policies']} policies @param {number} days @returns {Table} */
export function policyTable(policies, days) {
  const rows = policies.flatMap(({ policy, queues }) =>
    queues.map((one) => [
      ...[`${policy}: ${one.queueType}`, String(one.tickets)],
      ...[figure(one.mean), figure(one.p95), figure(one.max, 0), percent(one.late)],
    ]),
  );
  const head = ['policy and queue', 'tickets', 'mean, min', 'p95, min', 'longest, min', 'later than the target'];
  return { title: `The wait under each policy, ${days} simulated days`, head, rows };
}

/** @param {QueueWaits[]} queues */
export const worstOf = (queues) => queues.reduce((worst, one) => (one.late > worst.late ? one : worst));

const SIMPLE = [
  'formula',
  'position ÷ advisors',
  "last customer's wait",
  'head of line',
  'rolling mean of five',
  'mean of all before',
];

/** @param {Measured} measured @returns {Target[]} */
export function targetsOf({ simulated, real, policies, speed }) {
  const { REPLAY, REPLAY_CORRECTED } = testing;
  const error = (/** @type {readonly Compared[]} */ all, /** @type {string} */ name) =>
    testing.scoreOf(all, name).errorMs;
  const formula = error(simulated, 'formula');
  const shared = error(simulated, 'position ÷ advisors');
  /** @type {Target[]} */
  const targets = [];
  const most = (/** @type {string} */ name, /** @type {number} */ value, /** @type {number} */ limit, digits = 3) =>
    targets.push({
      name,
      reached: value <= limit,
      measured: `${figure(value, digits)}, at most ${figure(limit, digits)}`,
    });
  for (const name of [REPLAY, REPLAY_CORRECTED]) {
    most(`simulated: ${name}, its error over the formula's`, error(simulated, name) / formula, 0.1);
    most(`simulated: ${name}, its error over position ÷ advisors'`, error(simulated, name) / shared, 0.75);
  }
  const { coverage } = testing.scoreOf(simulated, REPLAY_CORRECTED);
  targets.push({
    name: 'simulated: share of the waits in the range that was told',
    reached: coverage !== null && coverage >= 0.77 && coverage <= 0.83,
    measured: `${percent(coverage)}, 77 to 83`,
  });
  if (real) {
    const best = Math.min(...SIMPLE.map((name) => error(real, name)));
    most('real: replay, its error in s, and the best simple estimator', error(real, REPLAY) / SECOND, best / SECOND, 1);
    const [plain, corrected] = [error(real, REPLAY) / SECOND, error(real, REPLAY_CORRECTED) / SECOND];
    const measured = `${figure(corrected)}, below ${figure(plain)}`;
    targets.push({ name: 'real: the learned correction makes it better, s', reached: corrected < plain, measured });
  }
  const queuesOf = (/** @type {string} */ wanted) => policies.find(({ policy }) => policy === wanted)?.queues ?? [];
  const worst = worstOf(queuesOf('strict'));
  const same = queuesOf('guard').find(({ queueType }) => queueType === worst.queueType)?.late ?? NaN;
  most('policies: late under guard over strict, in the queue that strict serves worst', same / worst.late, 2 / 3);
  most(
    "policies: late in guard's worst-served queue over strict's",
    worstOf(queuesOf('guard')).late / worst.late,
    2 / 3,
  );
  Object.assign(targets.at(-1) ?? {}, { known: 'docs/adr/0012-how-much-guard-protects.md' });
  most('a forecast of 200 waiting and 20 advisors, ms', speed.ms, 2);
  return targets;
}
