// @ts-check
// The real data (../shared/data): every call to a small bank's call centre in one month, as events of a branch. It is
// not a lobby: nobody sees the line, waits last a minute and a half, and one in six hangs up.
import { readTable, secondsOf } from '../../tools/simulate/read-day.mjs';
import { Failure } from '../../tools/simulate/failure.mjs';

/**
 * One call. Times are ms since the first day's midnight.
 * @typedef {object} QueuedCall
 * @property {number} id
 * @property {number} day 0: the first of the data
 * @property {string} type
 * @property {number} priority 0, 1 or 2
 * @property {number} arrivedAt
 * @property {boolean} queued it had to wait
 * @property {string | null} server null: hung up, or not named
 * @property {number | null} calledAt null: hung up
 * @property {number} endedAt of the service, or hung up
 */

/** @typedef {{ at: number, order: number, what: 'ended' | 'left' | 'arrived' | 'called', call: QueuedCall }} CallEvent */

const COLUMNS = /** @type {const} */ ([
  ...['priority', 'type', 'date', 'vru_exit', 'q_start', 'q_time', 'outcome', 'ser_start', 'ser_time', 'server'],
]);
const SECOND = 1000;
const DAY = 86_400 * SECOND;
/** A service begins within this of the end of the wait; else its time was not recorded. */
const PICK_UP = 120 * SECOND;

/**
 * Calls that asked for nobody (PHANTOM) are left out.
 * @param {string} text
 * @returns {QueuedCall[]}
 */
export function readCalls(text) {
  const lines = readTable(text, COLUMNS);
  const dates = [...new Set(lines.map((cell) => cell('date')))].sort();
  return lines.flatMap((cell, index) => {
    const outcome = cell('outcome');
    if (outcome === 'PHANTOM') return [];
    const day = dates.indexOf(cell('date'));
    const at = (/** @type {'vru_exit' | 'q_start' | 'ser_start'} */ name) => day * DAY + secondsOf(cell(name)) * SECOND;
    const queuedMs = Number(cell('q_time')) * SECOND;
    const serviceMs = Number(cell('ser_time')) * SECOND;
    const queued = queuedMs > 0;
    const arrivedAt = at(queued ? 'q_start' : 'vru_exit');
    if (![arrivedAt, queuedMs, serviceMs, at('ser_start'), Number(cell('priority'))].every(Number.isFinite)) {
      throw new Failure(`line ${index + 2} of the data cannot be read`);
    }
    const served = outcome === 'AGENT';
    const calledAt = arrivedAt + queuedMs;
    const pickedUp = at('ser_start') >= calledAt && at('ser_start') <= calledAt + PICK_UP ? at('ser_start') : calledAt;
    const named = served && cell('server') !== 'NO_SERVER';
    return [
      {
        ...{ id: index + 1, day, type: cell('type'), priority: Number(cell('priority')), arrivedAt, queued },
        server: named ? cell('server') : null,
        calledAt: served ? calledAt : null,
        endedAt: served ? pickedUp + serviceMs : calledAt,
      },
    ];
  });
}

/**
 * What happened, in order: at one moment a desk is free before somebody comes, and somebody comes before they are called.
 * @param {readonly QueuedCall[]} calls
 * @returns {CallEvent[]}
 */
export function callEvents(calls) {
  /** @type {CallEvent[]} */
  const events = [];
  for (const call of calls) {
    if (call.queued) events.push({ at: call.arrivedAt, order: 2, what: 'arrived', call });
    if (call.calledAt === null) {
      if (call.queued) events.push({ at: call.endedAt, order: 1, what: 'left', call });
    } else {
      events.push({ at: call.calledAt, order: 3, what: 'called', call });
      // Who is called and done in the same second is called first.
      events.push({ at: call.endedAt, order: call.endedAt > call.calledAt ? 0 : 4, what: 'ended', call });
    }
  }
  return events.sort((a, b) => a.at - b.at || a.order - b.order || a.call.id - b.call.id);
}
