import { timeText } from './args.mjs';

/** @typedef {import('./statistics.mjs').QueueFigures} QueueFigures */
/** @typedef {import('./statistics.mjs').AdvisorFigures} AdvisorFigures */
/** @typedef {import('./statistics.mjs').HttpFigures} HttpFigures */
/** @typedef {import('./invariants.mjs').Verdict} Verdict */

const PROBLEMS_SHOWN = 5;

/**
 * What is about to run, and what its figures are worth.
 * @param {{ file: string | null, date: string, calls: number, leftOut: number, plan: import('./plan.mjs').Plan, options: import('./args.mjs').Options }} parts
 */
export function describePlan({ file, date, calls, leftOut, plan, options }) {
  const source = file === null ? 'the generated day that the project ships (no --data given)' : `${file}, day ${date}`;
  const factors = plan.queues.filter((queue) => queue.customers > 0);
  const lines = [
    `Input: ${source}; ${calls} calls, ${leftOut} of them left out.`,
    "  The shape is a bank's call centre's, not a lobby's: arrivals as they came, service times and patience stretched",
    `  (${factors.map((queue) => `×${queue.factor.toFixed(1)} ${queue.queueType}`).join(', ')}) to the queues' averages.`,
    `Plan: ${plan.customers.length} customers (${percent(plan.keptShare)} of the calls) between ${timeText(options.fromSeconds)} and ${timeText(options.toSeconds)},`,
    `  ${plan.advisors.length} advisors with work for ${percent(plan.load)} of their time, seed ${options.seed}, ${options.speed} times faster than life.`,
  ];
  return lines.join('\n');
}

/**
 * Text columns: the first to the left, the others to the right.
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function table(head, rows) {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (/** @type {readonly string[]} */ cells) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

/** @param {number | null} value */
const minutes = (value) => (value === null ? '–' : value.toFixed(1));
/** @param {number | null} value 0..1 */
export const percent = (value) => (value === null ? '–' : `${Math.round(value * 100)} %`);

/** @param {readonly QueueFigures[]} rows */
export function queueTable(rows) {
  return table(
    ['queue', 'issued', 'served', 'left', 'no-show', 'wait mean', 'p90', 'max', 'target', 'within target'],
    rows.map((row) => [
      row.queueType,
      String(row.issued),
      String(row.served),
      String(row.left),
      String(row.noShow),
      minutes(row.meanWait),
      minutes(row.p90Wait),
      minutes(row.maxWait),
      row.targetMinutes === null ? '' : String(row.targetMinutes),
      percent(row.withinTarget),
    ]),
  );
}

/** @param {readonly AdvisorFigures[]} rows */
export function advisorTable(rows) {
  return table(
    ['advisor', 'served', 'no-show', 'hours on duty', 'busy'],
    rows.map((row) => [
      row.name,
      String(row.served),
      String(row.noShow),
      (row.dutyMinutes / 60).toFixed(1),
      percent(row.busyShare),
    ]),
  );
}

/** @param {readonly HttpFigures[]} rows */
export function httpTable(rows) {
  const statuses = [...new Set(rows.flatMap((row) => Object.keys(row.statuses)))].sort();
  return table(
    ['request', ...statuses.map((status) => (status === '0' ? 'none' : status)), 'p50 ms', 'p95 ms'],
    rows.map((row) => [
      row.label,
      ...statuses.map((status) => String(row.statuses[status] ?? '')),
      row.p50.toFixed(1),
      row.p95.toFixed(1),
    ]),
  );
}

/** @param {readonly Verdict[]} verdicts */
export function verdictList(verdicts) {
  const lines = [];
  for (const { name, ok, checked, problems } of verdicts) {
    lines.push(`${ok ? '✓' : '✗'} ${name} (${checked})`);
    lines.push(...problems.slice(0, PROBLEMS_SHOWN).map((problem) => `    ${problem}`));
    if (problems.length > PROBLEMS_SHOWN) lines.push(`    … and ${problems.length - PROBLEMS_SHOWN} more`);
  }
  return lines.join('\n');
}
