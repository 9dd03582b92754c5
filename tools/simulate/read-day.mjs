import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Failure } from './failure.mjs';

/** @typedef {import('./demo.mjs').QueueType} QueueType */
/** @typedef {import('./random.mjs').Random} Random */

/** @typedef {{ date: string, type: string, priority: number, enteredAt: number, outcome: string, queuedSeconds: number, serviceSeconds: number }} Call */

/**
 * One person on the way to the branch; times in seconds (of the day, or lengths).
 * @typedef {object} Arrival
 * @property {number} at
 * @property {QueueType} queueType
 * @property {boolean} preferential
 * @property {number | null} serviceSeconds as measured at the call centre; null where the call ended without service
 * @property {number | null} patienceSeconds for those who left: how long they waited; null for those who stayed
 */

export const DEFAULT_DATE = '990208';
const COLUMNS = /** @type {const} */ (['date', 'type', 'priority', 'vru_entry', 'outcome', 'q_time', 'ser_time']);

/** @type {Record<string, QueueType>} */
const QUEUE_OF_TYPE = {
  PS: 'CAJA',
  TT: 'CAJA',
  NW: 'PERSONAL_BANKER',
  IN: 'PERSONAL_BANKER',
  NE: 'EMPRESAS',
};

/** Priority customers are either the manager's or preferential; at a real branch the manager sees few. */
const MANAGER_SHARE = 0.2;

/** @param {string} text h:mm:ss */
export function secondsOf(text) {
  const [hours = NaN, minutes = NaN, seconds = NaN] = text.split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

/**
 * The lines of the data; each is a function from a column's name to its cell.
 * @template {string} Column
 * @param {string} text tab-separated with a header line; columns are found by name and may be in any order
 * @param {readonly Column[]} columns those that must be there
 * @returns {((name: Column) => string)[]}
 */
export function readTable(text, columns) {
  const [header, ...lines] = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const names = (header ?? '').split('\t').map((name) => name.trim());
  const missing = columns.find((name) => !names.includes(name));
  if (missing) throw new Failure(`the data has no column "${missing}"; it needs ${columns.join(', ')}`);
  const place = new Map(names.map((name, index) => [name, index]));
  return lines.map((line) => {
    const cells = line.split('\t');
    return (name) => (cells[place.get(name) ?? -1] ?? '').trim();
  });
}

/**
 * @param {string} text see `readTable`
 * @returns {Call[]}
 */
export function parseCalls(text) {
  return readTable(text, COLUMNS).map((cell, index) => {
    const call = {
      date: cell('date'),
      type: cell('type'),
      priority: Number(cell('priority')),
      enteredAt: secondsOf(cell('vru_entry')),
      outcome: cell('outcome'),
      queuedSeconds: Number(cell('q_time')),
      serviceSeconds: Number(cell('ser_time')),
    };
    if (![call.enteredAt, call.priority, call.queuedSeconds, call.serviceSeconds].every(Number.isFinite)) {
      throw new Failure(`line ${index + 2} of the data cannot be read`);
    }
    return call;
  });
}

/**
 * @param {readonly Call[]} calls
 * @param {string | null} wanted
 */
export function selectDay(calls, wanted) {
  const dates = [...new Set(calls.map((call) => call.date))].sort();
  if (dates.length === 0) throw new Failure('the data has no rows');
  const date = wanted ?? (dates.includes(DEFAULT_DATE) ? DEFAULT_DATE : String(dates[0]));
  const day = calls.filter((call) => call.date === date).sort((a, b) => a.enteredAt - b.enteredAt);
  if (day.length === 0) throw new Failure(`the data has no day ${date}; it has ${dates[0]} to ${dates.at(-1)}`);
  return { date, calls: day };
}

/**
 * Calls to customers (data/README.md): types to queues, hang-ups to people who leave. Calls that never reached anybody
 * (PHANTOM) and the few of a type without a queue are left out.
 * @param {readonly Call[]} calls of one day
 * @param {Random} random
 * @returns {{ arrivals: Arrival[], leftOut: number }}
 */
export function toArrivals(calls, random) {
  /** @type {Arrival[]} */
  const arrivals = [];
  for (const call of calls) {
    const queueType = QUEUE_OF_TYPE[call.type];
    const toManager = call.priority === 2 && random.chance(MANAGER_SHARE);
    if (!queueType || (call.outcome !== 'AGENT' && call.outcome !== 'HANG')) continue;
    arrivals.push({
      at: call.enteredAt,
      queueType: toManager ? 'GERENCIA' : queueType,
      preferential: call.priority === 2 && !toManager,
      // Some answered calls lack their times in the record: 0 s is no service.
      serviceSeconds: call.outcome === 'AGENT' && call.serviceSeconds > 0 ? call.serviceSeconds : null,
      patienceSeconds: call.outcome === 'HANG' ? call.queuedSeconds : null,
    });
  }
  return { arrivals, leftOut: calls.length - arrivals.length };
}

/**
 * @param {string} path
 * @returns {string} the text, unpacked when it is gzip
 */
export function readDataFile(path) {
  let bytes;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new Failure(`cannot read the data file ${path}`);
  }
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isGzip ? gunzipSync(bytes) : bytes).toString('utf8');
}
