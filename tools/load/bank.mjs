// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import pg from 'pg';

import { ADVISORS } from '../simulate/demo.mjs';

/** @typedef {import('./plan.mjs').BranchPlan} BranchPlan */

/** Built, so not known to the type checker of a fresh clone. */
const DIST = '../../server/dist/platform/';
const FIRST_CHAT = 70_000_000;

/** @param {string} name @returns {Promise<any>} */
const built = async (name) => (await import(`${DIST}${name}.js`)).default;

/**
 * Straight to the database of a running server with an embedded one, as its owner.
 * @param {string} dataDir
 * @returns {Promise<pg.Pool>}
 */
export async function openDatabase(dataDir) {
  const { runningPostgres } = await built('database/embedded-postgres');
  return new pg.Pool({ connectionString: runningPostgres(join(dataDir, 'postgres')), max: 2 });
}

/** @param {string} email @param {string} code */
export const emailIn = (email, code) => email.replace('@', `.${code.toLowerCase()}@`);
/** @param {string} code */
export const supervisorOf = (code) => emailIn('supervisor@banco.com', code);

/**
 * Branches like the demo's, with its queues and people under other addresses, who sign in with its password.
 * @param {pg.Pool} database
 * @param {readonly BranchPlan[]} branches
 */
export async function openBranches(database, branches) {
  const codes = branches.map(({ code }) => code);
  await database.query(
    `insert into branch (code, name, time_zone, module_count)
     select n.code, 'Sucursal ' || n.code, d.time_zone, d.module_count
     from unnest($1::text[]) as n(code), branch d where d.code = 'CENTRO'`,
    [codes],
  );
  await database.query(
    `insert into queue (branch_id, queue_type, display_name, prefix, priority, average_time_minutes, target_wait_minutes)
     select b.id, q.queue_type, q.display_name, q.prefix, q.priority, q.average_time_minutes, q.target_wait_minutes
     from branch b, queue q join branch d on d.id = q.branch_id and d.code = 'CENTRO' where b.code = any($1)`,
    [codes],
  );
  const people = codes.flatMap((code) => [
    ...ADVISORS.map(({ name, email }) => ({ code, name, email: emailIn(email, code), role: 'ADVISOR' })),
    { code, name: 'Patricia Rojas', email: supervisorOf(code), role: 'SUPERVISOR' },
  ]);
  await database.query(
    `insert into app_user (branch_id, email, name, role, password_hash)
     select b.id, p.email, p.name, p.role, d.password_hash
     from jsonb_to_recordset($1) as p(code text, name text, email text, role text)
     join branch b on b.code = p.code, app_user d where d.email = 'admin@banco.com'`,
    [JSON.stringify(people)],
  );
  const desks = codes.flatMap((code) =>
    ADVISORS.map(({ email, moduleNumber, queueTypes }) => ({ email: emailIn(email, code), moduleNumber, queueTypes })),
  );
  await database.query(
    `insert into advisor (branch_id, user_id, name, email, module_number, queue_types)
     select u.branch_id, u.id, u.name, u.email, a."moduleNumber", a."queueTypes"
     from jsonb_to_recordset($1) as a(email text, "moduleNumber" int, "queueTypes" jsonb) join app_user u using (email)`,
    [JSON.stringify(desks)],
  );
}

/**
 * Phones that were shared with the bot on an earlier day: a number taken with one is told there from its first message on.
 * @param {pg.Pool} database
 * @param {string} dataDir
 * @param {readonly string[]} phones
 * @returns {Promise<number[]>} the chat of each
 */
export async function linkPhones(database, dataDir, phones) {
  const chats = phones.map((_, index) => FIRST_CHAT + index);
  if (phones.length === 0) return chats;
  const [{ PiiKeys }, { Pii }, { readPiiKeys }] = [await built('pii-keys'), await built('pii'), await built('config')];
  const query = async (/** @type {{ text: string }} */ { text }, /** @type {unknown[]} */ values) =>
    (await database.query(text, values)).rows;
  const transactions = {
    query,
    run: (/** @type {(tx: { query: typeof query }) => unknown} */ work) => work({ query }),
  };
  const keys = new PiiKeys(transactions, readPiiKeys({ DATA_DIR: dataDir }));
  const pii = await Pii.open(() => keys.load());
  await database.query(
    `insert into telegram_link (telefono_hash, chat_id, linked_at)
     select hash, chat, now() from unnest($1::bytea[], $2::text[]) as linked(hash, chat)`,
    [phones.map((phone) => pii.hash(phone)), chats.map(String)],
  );
  return chats;
}

/** @param {string} dataDir of a server with an embedded database @returns {number | null} the process of its PostgreSQL */
export function postmasterOf(dataDir) {
  try {
    return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return null;
  }
}
