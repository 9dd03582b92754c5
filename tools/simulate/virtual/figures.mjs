import { mean, quantile } from '../statistics.mjs';

/** @typedef {{ queueType: string, targetMinutes: number, issued: number, served: number, noShow: number, left: number, returned: number, transferred: number, reinstated: number, undone: number, waits: number[] }} QueueDay */

/** @typedef {Omit<QueueDay, 'waits' | 'targetMinutes'> & { targetMinutes: number | null, meanWait: number | null, p95Wait: number | null, maxWait: number | null, lateShare: number | null }} QueueRow */

const COUNTS = /** @type {const} */ ([
  'issued',
  'served',
  'noShow',
  'left',
  'returned',
  'transferred',
  'reinstated',
  'undone',
]);

/**
 * The queues of some days, each over all days, and their sum. Waits in minutes, of those who were called; late: longer
 * than the queue's target.
 * @param {readonly { queues: readonly QueueDay[] }[]} days
 * @returns {QueueRow[]}
 */
export function queueRows(days) {
  const all = days.flatMap((day) => day.queues);
  const types = [...new Set(all.map(({ queueType }) => queueType))];
  const rows = types.map((type) =>
    rowOf(
      type,
      all.filter(({ queueType }) => queueType === type),
    ),
  );
  return [...rows, { ...rowOf('TOTAL', all), targetMinutes: null }];
}

/**
 * @param {string} queueType
 * @param {readonly QueueDay[]} queues
 * @returns {QueueRow}
 */
function rowOf(queueType, queues) {
  const waits = queues.flatMap((queue) => queue.waits);
  const late = queues.flatMap((queue) => queue.waits.filter((wait) => wait > queue.targetMinutes));
  const counts = COUNTS.map((name) => [name, queues.reduce((sum, queue) => sum + queue[name], 0)]);
  return {
    .../** @type {Record<typeof COUNTS[number], number>} */ (Object.fromEntries(counts)),
    queueType,
    targetMinutes: queues[0]?.targetMinutes ?? null,
    meanWait: mean(waits),
    p95Wait: quantile(waits, 0.95),
    maxWait: quantile(waits, 1),
    lateShare: waits.length === 0 ? null : late.length / waits.length,
  };
}
