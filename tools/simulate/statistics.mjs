import { QUEUES } from './demo.mjs';

/** @typedef {import('./world.mjs').DayRecord} DayRecord */
/** @typedef {import('./http.mjs').HttpSample} HttpSample */

/** @typedef {{ queueType: string, issued: number, served: number, left: number, noShow: number, meanWait: number | null, p90Wait: number | null, maxWait: number | null, withinTarget: number | null, targetMinutes: number | null }} QueueFigures */

/** @typedef {{ name: string, served: number, noShow: number, dutyMinutes: number, busyShare: number }} AdvisorFigures */

/** @typedef {{ label: string, calls: number, statuses: Record<string, number>, p50: number, p95: number }} HttpFigures */

/**
 * The smallest value that `share` of the values do not exceed (nearest rank).
 * @param {readonly number[]} values
 * @param {number} share 0..1
 * @returns {number | null} null without values
 */
export function quantile(values, share) {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

/** @param {readonly number[]} values */
export const mean = (values) =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** @param {any} ticket @returns {number} minutes from the number to the call */
const waitOf = (ticket) => (Date.parse(ticket.assignedAt) - Date.parse(ticket.createdAt)) / 60_000;

/**
 * Waits are those of the tickets that were called; who left was not.
 * @param {readonly any[]} tickets
 * @param {string} queueType
 * @param {(ticket: any) => number | null} targetOf minutes
 * @returns {QueueFigures}
 */
function figuresOf(tickets, queueType, targetOf) {
  const called = tickets.filter((ticket) => ticket.assignedAt !== null);
  const waits = called.map(waitOf);
  const onTime = called.filter((ticket) => waitOf(ticket) <= (targetOf(ticket) ?? Infinity)).length;
  const ended = (/** @type {string} */ status) => tickets.filter((ticket) => ticket.status === status).length;
  return {
    queueType,
    issued: tickets.length,
    served: ended('COMPLETADO'),
    left: ended('CANCELADO'),
    noShow: ended('NO_ATENDIDO'),
    meanWait: mean(waits),
    p90Wait: quantile(waits, 0.9),
    maxWait: quantile(waits, 1),
    withinTarget: called.length === 0 ? null : onTime / called.length,
    targetMinutes: tickets.length === 0 ? null : targetOf(tickets[0]),
  };
}

/**
 * One row per queue and one for all of them.
 * @param {readonly any[]} tickets
 * @returns {QueueFigures[]}
 */
export function queueFigures(tickets) {
  const targetOf = (/** @type {any} */ ticket) =>
    QUEUES.find((queue) => queue.queueType === ticket.queueType)?.targetMinutes ?? null;
  const rows = QUEUES.map(({ queueType, targetMinutes }) => ({
    ...figuresOf(
      tickets.filter((ticket) => ticket.queueType === queueType),
      queueType,
      targetOf,
    ),
    targetMinutes,
  }));
  return [...rows, { ...figuresOf(tickets, 'TOTAL', targetOf), targetMinutes: null }];
}

/**
 * Busy is the time from the call to the end, a no-show's too: nobody else is served meanwhile.
 * @param {readonly any[]} tickets
 * @param {readonly { name: string, dutyMinutes: number }[]} advisors
 * @param {ReadonlyMap<string, number>} endedAt by codigoReferencia, for those without a time of completion
 * @returns {AdvisorFigures[]}
 */
export function advisorFigures(tickets, advisors, endedAt) {
  const endOf = (/** @type {any} */ ticket) =>
    ticket.completedAt ? Date.parse(ticket.completedAt) : (endedAt.get(ticket.codigoReferencia) ?? NaN);
  return advisors.map(({ name, dutyMinutes }) => {
    const mine = tickets.filter((ticket) => ticket.assignedAdvisor?.name === name);
    const ended = mine.filter((ticket) => !Number.isNaN(endOf(ticket)));
    const busyMs = ended.reduce((sum, ticket) => sum + endOf(ticket) - Date.parse(ticket.assignedAt), 0);
    const count = (/** @type {string} */ status) => mine.filter((ticket) => ticket.status === status).length;
    return {
      name,
      served: count('COMPLETADO'),
      noShow: count('NO_ATENDIDO'),
      dutyMinutes,
      busyShare: dutyMinutes > 0 ? busyMs / 60_000 / dutyMinutes : 0,
    };
  });
}

/**
 * @param {readonly HttpSample[]} samples
 * @returns {HttpFigures[]} one row per route, busiest first, then one for all
 */
export function httpFigures(samples) {
  /** @param {string} label @param {readonly HttpSample[]} group */
  const row = (label, group) => {
    /** @type {Record<string, number>} */
    const statuses = {};
    for (const { status } of group) statuses[status] = (statuses[status] ?? 0) + 1;
    const times = group.map((sample) => sample.ms);
    return {
      label,
      calls: group.length,
      statuses,
      p50: quantile(times, 0.5) ?? 0,
      p95: quantile(times, 0.95) ?? 0,
    };
  };
  const labels = [...new Set(samples.map((sample) => sample.label))];
  const rows = labels.map((label) =>
    row(
      label,
      samples.filter((sample) => sample.label === label),
    ),
  );
  return [...rows.sort((a, b) => b.calls - a.calls), row('all', samples)];
}
