// @ts-check
import { quantile } from '../simulate/statistics.mjs';

/** RULES.md R9, real seconds. */
const FIRST_LIMIT_SECONDS = 5;
const CALL_LIMIT_SECONDS = 2;
/** What the product sends in a second at most; Telegram takes about 30 (its FAQ). */
const PER_SECOND = 25;

/** @typedef {{ sent: number, late: number, p50: number, p95: number, max: number }} Lateness real seconds */

/**
 * @typedef {object} Messages
 * @property {Record<string, number>} outcomes
 * @property {Lateness | null} first from the number to Telegram; late: more than 5 s
 * @property {Lateness | null} call from the call to Telegram; late: more than 2 s
 * @property {{ first: Lateness | null, call: Lateness | null }} ideal the same messages by a sender that does nothing but
 *   keep the pace, in the order in which they became due
 * @property {number} busiest messages that became due in the busiest ten seconds, a second
 * @property {number | null} speedOfPace at which speed that is as many as may be sent
 */

/** @typedef {{ template: string, state: string, due: number, sent: number | null }} Row real seconds */

/**
 * @param {import('pg').Pool} database
 * @param {number} speed
 * @returns {Promise<Messages>}
 */
export async function readMessages(database, speed) {
  const { rows } = await database.query(
    `select m.plantilla as template, m.estado_envio as state,
       extract(epoch from m.ready_at)::float8 / $1 as due, extract(epoch from m.fecha_envio)::float8 / $1 as sent
     from mensaje m where m.ready_at is not null or m.estado_envio = 'ENVIADO' order by m.ready_at, m.id`,
    [speed],
  );
  return messageFigures(rows, speed);
}

/** @param {readonly Row[]} rows in the order in which they became due @param {number} speed @returns {Messages} */
export function messageFigures(rows, speed) {
  const went = rows.filter(({ state, sent }) => state === 'ENVIADO' && sent !== null);
  const ideal = atPace(went.map(({ due }) => due));
  const latenessOf = (/** @type {string} */ template, /** @type {number} */ limit, /** @type {boolean} */ ours) => {
    const seconds = went.flatMap((row, index) =>
      row.template === template ? [Math.max(0, (ours ? (row.sent ?? 0) : (ideal[index] ?? 0)) - row.due)] : [],
    );
    return lateness(seconds, limit);
  };
  const both = (/** @type {boolean} */ ours) => ({
    first: latenessOf('totem_ticket_creado', FIRST_LIMIT_SECONDS, ours),
    call: latenessOf('totem_es_tu_turno', CALL_LIMIT_SECONDS, ours),
  });
  /** @type {Record<string, number>} */
  const outcomes = {};
  for (const { state } of rows) outcomes[state] = (outcomes[state] ?? 0) + 1;
  const busiest = busiestOf(rows.map(({ due }) => due));
  return {
    outcomes,
    ...both(true),
    ideal: both(false),
    busiest,
    speedOfPace: busiest === 0 ? null : (speed * PER_SECOND) / busiest,
  };
}

/** @param {readonly number[]} due seconds, in order @returns {number[]} when each goes out, at most 25 in any second */
export function atPace(due) {
  /** @type {number[]} */
  const out = [];
  due.forEach((at, index) => {
    const before = out[index - PER_SECOND];
    out.push(Math.max(at, out[index - 1] ?? at, before === undefined ? at : before + 1));
  });
  return out;
}

/** @param {readonly number[]} seconds @param {number} limit @returns {Lateness | null} */
function lateness(seconds, limit) {
  if (seconds.length === 0) return null;
  const at = (/** @type {number} */ share) => quantile(seconds, share) ?? 0;
  const late = seconds.filter((one) => one > limit).length;
  return { sent: seconds.length, late, p50: at(0.5), p95: at(0.95), max: at(1) };
}

const WINDOW_SECONDS = 10;

/** @param {readonly number[]} due in order */
function busiestOf(due) {
  let most = 0;
  let from = 0;
  due.forEach((at, index) => {
    while ((due[from] ?? at) < at - WINDOW_SECONDS) from += 1;
    most = Math.max(most, index - from + 1);
  });
  return most / WINDOW_SECONDS;
}
