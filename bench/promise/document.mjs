// @ts-check
// docs/promise.md and its pictures, written by `npm run bench:promise -- --write`.
import { MINUTE, SECOND, testing } from './core.mjs';
import { calibrationTable, estimatorTable, policyTable } from './results.mjs';
import { barChart } from './svg.mjs';

/** @typedef {import('./results.mjs').Measured} Measured */
/** @typedef {import('./results.mjs').Table} Table */
/** @typedef {import('./results.mjs').Target} Target */

export const SIMULATED = { unitMs: MINUTE, unit: 'min', within: 5 };
export const REAL = { unitMs: SECOND, unit: 's', within: 60 };

/** @param {Measured} measured @returns {Table[]} */
export function tablesOf({ learning, days, simulated, real, realLearning, policies, policyDays }) {
  const waits = (/** @type {readonly unknown[]} */ all) => all.length.toLocaleString('en');
  const first = `Reference branch, simulated: ${days} days after ${learning} to learn, ${waits(simulated)} waits`;
  const second = `Real calls: a call centre, ${realLearning} days to learn, the other 14 compared`;
  return [
    estimatorTable(first, simulated, SIMULATED),
    calibrationTable(simulated),
    ...(real ? [estimatorTable(`${second}, ${waits(real)} waits`, real, REAL)] : []),
    policyTable(policies, policyDays),
  ];
}

/** @param {Table} table */
function markdown({ head, rows }) {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length), 3));
  const pad = (/** @type {string} */ cell, /** @type {number} */ column) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  const line = (/** @type {string[]} */ cells) => `| ${cells.map(pad).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** @param {boolean} ours @returns {'ours' | 'plain'} */
const toneOf = (ours) => (ours ? 'ours' : 'plain');

/** @param {Measured} measured @returns {Record<string, string>} file name → SVG */
export function picturesOf({ days, simulated, policies, policyDays }) {
  const { REPLAY, REPLAY_CORRECTED, REPLAY_UNLEARNED } = testing;
  const ours = [REPLAY, REPLAY_CORRECTED, REPLAY_UNLEARNED];
  const errors = Object.keys(simulated[0]?.said ?? {}).map((label) => {
    const value = testing.scoreOf(simulated, label).errorMs / MINUTE;
    const tone = toneOf(ours.includes(label));
    return { label, value, tone, text: `${value.toFixed(1)} min${value > 15 ? ' (cut off)' : ''}` };
  });
  const coverage = ['all', ...testing.QUEUE_TYPES].map((label) => {
    const own = simulated.filter(({ queueType }) => label === 'all' || queueType === label);
    const score = testing.scoreOf(own, REPLAY_CORRECTED);
    const value = 100 * (score.coverage ?? 0);
    const text = `${value.toFixed(1)} %, ${((score.widthMs ?? 0) / MINUTE).toFixed(0)} min wide`;
    return { label, value, tone: toneOf(true), text };
  });
  const groups = testing.QUEUE_TYPES.map((queueType, index) => ({
    label: `${queueType}, target ${testing.aQueue(queueType).targetWaitMinutes} min`,
    bars: policies.map(({ policy, queues }) => {
      const { mean = 0, p95 = 0, late = 0 } = queues[index] ?? {};
      const tone = toneOf(policy === 'guard');
      return { label: policy, value: mean, reach: p95, tone, text: `${(100 * late).toFixed(0)} % late` };
    }),
  }));
  return {
    'promise-error.svg': barChart({
      title: 'How far off the wait told at issue was',
      note: `Mean absolute error in minutes on the reference branch, ${days} simulated days`,
      ...{ groups: [{ label: '', bars: errors }], max: 15, step: 3, unit: 'minutes' },
    }),
    'promise-range.svg': barChart({
      title: 'How often the wait lay in the range that was told',
      note: 'The range is to hold 80 of 100 waits; reference branch, with its mean width',
      ...{ groups: [{ label: '', bars: coverage }], max: 100, step: 20, unit: '% of the waits' },
      band: { from: 77, to: 83, text: '77 to 83 %' },
    }),
    'promise-policies.svg': barChart({
      title: 'Who waits how long under which policy',
      note: `Bar: mean wait. Line: 95 of 100 wait no longer. Reference branch, ${policyDays} simulated days`,
      ...{ groups, max: 80, step: 10, unit: 'minutes' },
    }),
  };
}

const HOW_IT_IS_TOLD = `## How a wait is told

\`server/core/src/estimate\`, pure functions; the same branch is always told the same.

1. **Replay.** The rules themselves (who is next, which advisor: R5, R7) are run forward from this moment, 32 times (fewer for
   more than 60 who wait), each time along another course of events: how long each service takes, what is left of those in
   hand, who does not come, who leaves, who comes later and goes in front, which advisor goes on a break and when the one who
   is away comes back. The estimate is the median of the courses.
2. **What is learned**, from the branch's own tickets and nothing else: mean and spread of each queue's service times, each
   advisor's pace, the share that does not come, how many cancel, how many come in each half hour, how often advisors go
   away and how long for which reason. Drawn towards the configured averages while there is little to go by.
3. **The learned correction.** Each call compares what was told with what happened. The middle moves to where half of the
   waits are longer; each end of the range to where one in ten lies beyond it, measured on the whole minutes that were told
   (online conformal prediction: it holds whatever the errors look like).
4. Nobody on duty can serve the queue: the formula, position × configured average.

An estimate uses what the branch knew at that moment. Nothing is announced: breaks, arrivals and service times are drawn
when the day is made, and an estimator sees them when they have happened. A desk that will close after the ticket in
hand is seen as such, as on the console.
`;

/** @param {Measured} measured @param {readonly Target[]} targets @returns {string} */
export function documentOf(measured, targets) {
  const tables = tablesOf(measured);
  const section = (/** @type {string} */ start) => {
    const table = tables.find(({ title }) => title.startsWith(start));
    return table ? `${table.title}.\n\n${markdown(table)}` : 'Not measured: `../shared/data` was not there.';
  };
  const { speed, learning, days, policyDays } = measured;
  const guard = measured.policies.find(({ policy }) => policy === 'guard')?.queues ?? [];
  const perDay = Math.round(guard.reduce((sum, { tickets }) => sum + tickets, 0) / policyDays);
  const waitPerDay = Math.round(measured.simulated.length / days);
  const reached = {
    title: '',
    head: ['target', 'measured', 'reached'],
    rows: targets.map(({ name, measured: figures, reached: yes, known }) => {
      return [name, figures, yes ? 'yes' : known ? 'no: ADR 0012' : 'no'];
    }),
  };
  return `# The promise

Somebody who takes a number is told how long they will wait, and a range that should hold in 80 of 100 cases. This page
is the proof, written by \`npm run bench:promise -- --write\`. The same command without \`--write\` prints the tables, and
fails when a target is missed that no decision record explains.

${HOW_IT_IS_TOLD}
## The simulated branch

Its recipe is \`server/core/src/testing/reference-day.ts\`; every day runs through the real commands
(\`virtual-day.ts\`). Days 1 to ${learning} are learned from; days ${learning + 1} to ${learning + days} are compared, and learned from as they
pass, as in a branch. Compared are those who were not called at once; error is the mean of |wait − told|, bias the mean of
wait − told. The advisors of "position ÷ advisors" are those on duty at that moment. "Replay, nothing learned" knows the configured
averages alone, as on a branch's first morning. The recipe's rates give ${perDay} tickets a day, of which ${waitPerDay} wait; its
description says "about 330" and 260. For replay, the range is the raw one: 10 to 90 of 100 courses.

${section('Reference branch')}

![Error by estimator](images/promise-error.svg)

${section('What was told')}

![Coverage by queue](images/promise-range.svg)

## Real calls

A month of calls to a small bank's call centre (\`../shared/data\`). It is not a lobby: callers do not see the line, wait a
minute and a half, and one in six hangs up. The state at each queued arrival is put together from the calls
(\`bench/promise/call-centre.mjs\`): who waits, which agent is busy since when, who has not taken a waiting call for
30 s and counts as away. Who hangs up stands in the line and is not compared. Priority callers are placed 90 s earlier a step.
Compared are the 14 later days, PS, NW and TT, queued and served; everything is learned as it happens, on the
days compared too, as in a branch; the 90 s and the agents' skills are those of the 14 days before, the
30 s was read off all days. What is set by hand in the estimator was chosen on other simulated days (1001 on); of what was also
tried on these calls (steps of the correction, number of courses, with or without the agents' pace) nothing moved the error
by more than half a second. The figures that came with the data: position × service time 272, ÷ servers 64, last customer's
wait 65, mean 59, ridge regression on 15 features 47.

${section('Real calls')}

Whole minutes are what a customer is told; for waits this short rounding alone costs some seconds.

## The policies

A ticket is late when it waits longer than its queue's target. \`guard\` halves the long tail of CAJA, which \`strict\` lets
starve, and pays with GERENCIA: six tickets a day, two advisors, a target of 20 minutes and services of 30. How much it
protects the queue that is served worst depends on the days: ADR 0012.

${section('The wait under each policy')}

![Wait by policy](images/promise-policies.svg)

## Its price

A forecast of every ticket of a branch where 200 wait and 20 advisors work: ${speed.ms.toFixed(2)} ms (median), ${speed.ratio.toFixed(0)} times
as long as sorting those 200 tickets in dispatch order (${(1000 * speed.sortMs).toFixed(0)} µs in the same run, on the same machine).

## Targets

${markdown(reached)}
`;
}
