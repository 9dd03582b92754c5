// @ts-check
import { table, verdictList } from '../simulate/report.mjs';

/** @typedef {Awaited<ReturnType<typeof import('./limit.mjs').raiseUntilItBreaks>>} LimitFigures */
/** @typedef {import('./limit.mjs').Step} Step */

const ms = (/** @type {number} */ value) => value.toFixed(0);
const cores = (/** @type {number | null} */ value) => (value === null ? '–' : value.toFixed(2));

/** @param {LimitFigures} figures */
export function limitTable({ steps }) {
  const head = [
    'numbers asked a second',
    'given',
    'requests',
    'refused',
    'issue p50 / p95 / p99 ms',
    'desk p95',
    'page p95',
    'screens p95',
    'health worst',
    'waiting',
    'CPU server / PostgreSQL / driver',
    'event loop p99',
  ];
  const rows = steps.map((step) => [
    `${step.rate}${step.phase === 'rising' ? '' : ` (${step.phase})`}`,
    step.given.toFixed(0),
    step.requests.toFixed(0),
    `${(100 * step.refused).toFixed(1)} %`,
    `${ms(step.issue.p50)} / ${ms(step.issue.p95)} / ${ms(step.issue.p99)}`,
    ms(step.deskP95),
    ms(step.pageP95),
    ms(step.screens.p95),
    `${ms(step.health.worst)}${step.health.failed > 0 ? ` (${step.health.failed} failed)` : ''}`,
    String(step.waiting),
    `${cores(step.serverCpu)} / ${cores(step.postgresCpu)} / ${cores(step.driverCpu)}`,
    step.loopP99 === null ? '–' : ms(step.loopP99),
  ]);
  return { head, rows };
}

/** @param {LimitFigures} figures @returns {string[]} */
export function limitSentences({ branches, steps, recovery }) {
  const rising = steps.filter(({ phase }) => phase === 'rising');
  const good = rising.findLast(({ holds }) => holds);
  const broke = rising.find(({ holds }) => !holds);
  const errors = Object.entries(
    steps.reduce((all, step) => {
      for (const [what, count] of Object.entries(step.errors)) all[what] = (all[what] ?? 0) + count;
      return all;
    }, /** @type {Record<string, number>} */ ({})),
  ).map(([what, count]) => `${what} (${count})`);
  const silent = steps.reduce((sum, step) => sum + step.silentScreens, 0);
  const failed = steps.reduce((sum, step) => sum + step.health.failed, 0);
  return [
    good
      ? `${branches} branches held ${good.given.toFixed(0)} numbers a second (${good.requests.toFixed(0)} requests), with p95 ${ms(good.issue.p95)} ms to take a number and ${ms(good.deskP95)} ms at a desk.`
      : `${branches} branches did not hold ${rising[0]?.rate ?? 0} numbers a second.`,
    broke
      ? `At ${broke.rate} a second it broke: ${whatBroke(broke)}.`
      : 'It did not break at the highest rate that was tried.',
    `Health was ${failed === 0 ? 'answered 200 every second' : `not answered 200 in ${failed} seconds`}; ${silent === 0 ? 'every screen went on hearing heartbeats' : `${silent} screens heard no heartbeat during a step`}.`,
    errors.length === 0
      ? 'Nothing failed but by 503 or 429.'
      : `Other answers than a 2xx, 503 or 429: ${errors.join('; ')}.`,
    recovery === null
      ? 'It had not recovered by the end of the last step.'
      : `When the rate fell to a tenth of what it holds, ${recovery === 0 ? 'it answered everybody in time within the first second' : `everybody was answered in time again after ${recovery} s`}; nobody restarted anything.`,
    ...besideBefore(steps),
  ];
}

/** Whether it is as it was: the last step beside the first. @param {readonly Step[]} steps @returns {string[]} */
function besideBefore(steps) {
  const [before] = steps;
  const after = steps.find(({ phase }) => phase === 'after');
  if (!before || !after) return [];
  const figures = (/** @type {Step} */ { issue, deskP95, pageP95 }) =>
    `${ms(issue.p95)} ms to take a number, ${ms(deskP95)} ms at a desk and ${ms(pageP95)} ms for a page`;
  return [
    `p95 was then ${figures(after)} (at ${after.rate} a second, those included who still came from the break); before it broke, ${figures(before)} (at ${before.rate} a second).`,
  ];
}

/** @param {Step} step */
function whatBroke({ refused, issue, deskP95, given, rate, serverCpu, postgresCpu, driverCpu }) {
  const signs = [
    refused > 0.01 ? `${(100 * refused).toFixed(0)} % of the requests were refused` : '',
    issue.p95 > 1000 ? `p95 of a number was ${ms(issue.p95)} ms` : '',
    deskP95 > 1000 ? `p95 at a desk was ${ms(deskP95)} ms` : '',
    given < 0.95 * rate ? `${given.toFixed(0)} a second were given` : '',
  ].filter(Boolean);
  return `${signs.join(', ')}. The server process used ${cores(serverCpu)} of a core, PostgreSQL ${cores(postgresCpu)}, the driver on the same machine ${cores(driverCpu)}`;
}

/** @param {LimitFigures} figures @returns {string} for a terminal */
export function limitText(figures) {
  const { head, rows } = limitTable(figures);
  return [table(head, rows), '', ...limitSentences(figures), '', verdictList(figures.checks)].join('\n');
}
