import { percent, table } from '../report.mjs';

/** @typedef {import('./figures.mjs').QueueRow} QueueRow */
/** @typedef {import('@ticketero/core/testing').LivingDayReport} LivingDayReport */

/** @param {number | null} value */
const minutes = (value) => (value === null ? '–' : value.toFixed(1));

/** @param {readonly QueueRow[]} rows */
export function virtualTable(rows) {
  const head = ['queue', 'issued', 'served', 'no-show', 'left', 'returned', 'transferred', 'taken back in', 'undone'];
  return table(
    [...head, 'wait mean', 'p95', 'max', 'target', 'late'],
    rows.map((row) => [
      row.queueType,
      ...[row.issued, row.served, row.noShow, row.left].map(String),
      ...[row.returned, row.transferred, row.reinstated, row.undone].map(String),
      minutes(row.meanWait),
      minutes(row.p95Wait),
      minutes(row.maxWait),
      row.targetMinutes === null ? '' : String(row.targetMinutes),
      percent(row.lateShare),
    ]),
  );
}

/**
 * What sort of day it was, in a line.
 * @param {LivingDayReport} day
 */
export function describeDay({ seed, calendar, settings }) {
  const { timeZone, date, acrossMidnight, change } = calendar;
  return [
    `seed ${seed}`,
    `${date} in ${timeZone}`,
    ...(acrossMidnight ? ['across midnight'] : []),
    ...(change ? [`the clocks go ${change}`] : []),
    `${settings.dispatchPolicy}, ${settings.assignmentMode}`,
  ].join('; ');
}

/**
 * @param {readonly LivingDayReport[]} days
 * @param {number} ms that all of them took
 */
export function virtualSummary(days, ms) {
  const sum = (/** @type {(day: LivingDayReport) => number} */ of) => days.reduce((all, day) => all + of(day), 0);
  const tallied = (/** @type {string} */ what) => sum(({ tally }) => tally.of(what));
  const line = Math.max(...days.map(({ longestLine }) => longestLine));
  const steps = sum((day) => day.steps);
  return [
    `Longest line: ${line}. Guard put a late one in front ${tallied('guard put a late one in front')} times; ${tallied('picked')} were picked by hand.`,
    `Processes killed: ${tallied('killed before the commit')} before a commit, ${tallied('killed after the commit')} after one.`,
    `${steps} steps in ${Math.round(ms)} ms, ${(ms / days.length).toFixed(0)} ms a day; every invariant held after each.`,
  ].join('\n');
}
