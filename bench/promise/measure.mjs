// @ts-check
// One run of everything.
import { readDataFile } from '../../tools/simulate/read-day.mjs';
import { CallCentre, LEARNING_DAYS } from './call-centre.mjs';
import { readCalls } from './calls.mjs';
import { compareEstimators, measureForecast, POLICIES, waitsUnder } from './simulated.mjs';

const LEARNING = 14;
const DAYS = 60;
const POLICY_DAYS = 60;

/** @param {string | null} data the real data; null: not there */
export function measure(data) {
  const speed = measureForecast();
  const simulated = compareEstimators(LEARNING, DAYS);
  const calls = data === null ? null : readCalls(readDataFile(data));
  const real = calls && new CallCentre(calls).run(calls);
  const policies = POLICIES.map((policy) => ({ policy, queues: waitsUnder(policy, POLICY_DAYS) }));
  return {
    ...{ learning: LEARNING, days: DAYS, policyDays: POLICY_DAYS, realLearning: LEARNING_DAYS },
    ...{ simulated, real, policies, speed },
  };
}

/**
 * A table for the terminal.
 * @param {import('./results.mjs').Table} table
 */
export function printed({ title, head, rows }) {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (/** @type {string[]} */ cells) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('   ');
  return [title, line(head), ...rows.map(line)].join('\n');
}
