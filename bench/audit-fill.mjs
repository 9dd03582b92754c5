// @ts-check
// A branch with months of events behind it: through the trigger, so that the chain and everything derived is true.
import { AuditDay } from './audit-day.mjs';

/** Built, so not known to the type checker of a fresh clone. */
const CORE = '@ticketero/core';
/** Events of one transaction. Short ones: each event updates the head of the chain, whose versions pile up until the end. */
const BATCH = 250;
const DAYS_MAX = 4_000;

const INSERT = `insert into audit_log (branch_id, entity_type, entity_id, entity_identifier, event_type, actor, old_state,
    new_state, additional_data, ip_address, user_agent, created_at)
  select $1, "entityType", "entityId", "entityIdentifier", "eventType", actor, "oldState", "newState", data, ip, agent,
    to_timestamp(at / 1000.0)
  from jsonb_to_recordset($2::jsonb) as x(at bigint, "entityType" text, "entityId" text, "entityIdentifier" text,
    "eventType" text, actor text, "oldState" jsonb, "newState" jsonb, data jsonb, ip text, agent text)`;

/** @typedef {{ midnight: number, seed: number, skip: number }} Plan */

/**
 * The demo branch with its people.
 * @param {import('pg').ClientBase} client
 * @returns {Promise<import('./audit-day.mjs').Place & { timeZone: string }>}
 */
async function placeOf(client) {
  const { rows: branches } = await client.query('select id, code, time_zone from branch where code = $1', ['CENTRO']);
  const [branch] = branches;
  const { rows: advisors } = await client.query(
    `select id::int, user_id::int as "userId", name, email, module_number as module, queue_types as queues
     from advisor where branch_id = $1 order by id`,
    [branch.id],
  );
  const { rows: supervisors } = await client.query(
    `select id::int, email from app_user where branch_id = $1 and role = 'SUPERVISOR' order by id limit 1`,
    [branch.id],
  );
  const place = { branchId: Number(branch.id), code: branch.code, advisors, supervisor: supervisors[0] };
  return { ...place, timeZone: branch.time_zone };
}

/**
 * The working days until yesterday that hold so many events, oldest first.
 * @param {import('./audit-day.mjs').Place} place
 * @param {string} timeZone
 * @param {number} events
 * @returns {Promise<Plan[]>}
 */
async function planDays(place, timeZone, events) {
  const { addDays, businessDay, instantOf } = await import(CORE);
  const today = businessDay(Date.now(), timeZone);
  /** @type {Plan[]} */
  const days = [];
  for (let back = 1, left = events; left > 0 && back < DAYS_MAX; back++) {
    const day = addDays(today, -back);
    if ([0, 6].includes(new Date(day).getUTCDay())) continue;
    const midnight = instantOf(day, 0, timeZone);
    const { length } = new AuditDay(place, midnight, back, 0).events;
    days.unshift({ midnight, seed: back, skip: Math.max(0, length - left) });
    left -= length;
  }
  return days;
}

/**
 * Writes `count` events of the demo branch, the newest of yesterday. Returns how many a second.
 * @param {import('pg').ClientBase} client a connection of its own
 * @param {number} count
 * @param {(done: number) => void} [onProgress]
 */
export async function fill(client, count, onProgress = () => {}) {
  const place = await placeOf(client);
  const days = await planDays(place, place.timeZone, count);
  const months = new Set(days.map(({ midnight }) => new Date(midnight).toISOString().slice(0, 7)));
  for (const month of months) await client.query('select ensure_month_partitions($1::date)', [`${month}-01`]);
  await client.query('set synchronous_commit = off');
  let done = 0;
  let message = 0;
  const begin = performance.now();
  for (const { midnight, seed, skip } of days) {
    const day = new AuditDay(place, midnight, seed, message);
    message = day.message;
    const events = day.events.slice(skip);
    for (let i = 0; i < events.length; i += BATCH) {
      const batch = events.slice(i, i + BATCH);
      await client.query({ name: 'audit-fill', text: INSERT, values: [place.branchId, JSON.stringify(batch)] });
      done += batch.length;
    }
    onProgress(done);
  }
  const perSecond = (done * 1000) / (performance.now() - begin);
  await client.query('reset synchronous_commit');
  // As autovacuum leaves it in the months that this took a few minutes for.
  await client.query('vacuum (analyze) audit_log');
  return perSecond;
}
