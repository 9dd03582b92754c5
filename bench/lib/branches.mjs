// @ts-check
// Branches as a bank has them, straight into the database: each with a kiosk and advisors who are ready. Their tokens are
// good ones, as pairing and sign-in would have given them.
import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';

import { JWT_SECRET } from './world.mjs';

const HOURS_MS = 3_600_000;
/** Numbers that nothing else in a statement is: so that they are found again in one that was captured. */
const FIRST = { branch: 7_000_001, advisor: 8_000_001, ticket: 900_000_000_001 };

/** @typedef {{ id: number, code: string, kiosk: string, advisors: { id: number, token: string }[] }} BenchBranch */

const FIRST_IDS = `alter sequence branch_id_seq restart ${FIRST.branch};
  alter sequence advisor_id_seq restart ${FIRST.advisor};
  alter sequence ticket_id_seq restart ${FIRST.ticket};`;

const BRANCH = `with made as (
    insert into branch (code, name, module_count) values ($1, $2, 50) returning id),
  queues as (
    insert into queue (branch_id, queue_type, display_name, prefix, priority, average_time_minutes, target_wait_minutes)
    select made.id, q.* from made, (values ('CAJA', 'Caja', 'C', 1, 5, 20),
      ('PERSONAL_BANKER', 'Personal Banker', 'P', 2, 15, 30), ('EMPRESAS', 'Empresas', 'E', 3, 20, 30),
      ('GERENCIA', 'Gerencia', 'G', 4, 30, 60)) q)
  insert into device (branch_id, kind, name, token_hash, paired_at, created_at)
  select id, 'KIOSK', 'Tótem', $3, now(), now() from made returning branch_id as id`;

const ADVISOR = `with person as (
    insert into app_user (branch_id, email, name, role, password_hash) values ($1, $2, $3, 'ADVISOR', '-') returning id),
  session as (
    insert into refresh_token (user_id, family, token_hash, expires_at, created_at, started_at)
    select id, $4, $5, now() + interval '12 hours', now(), now() from person)
  insert into advisor (branch_id, user_id, name, email, module_number, queue_types, status)
  select $1, id, $3, $2, $6, '["CAJA"]', 'AVAILABLE' from person returning id, user_id`;

/**
 * An access token as the server signs it.
 * @param {number} userId
 * @param {string} family
 */
export function accessToken(userId, family) {
  const part = (/** @type {object} */ value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = { sub: String(userId), sid: family, iat: now, exp: now + (12 * HOURS_MS) / 1000, iss: 'ticketero' };
  const content = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${content}.${createHmac('sha256', JWT_SECRET).update(content).digest('base64url')}`;
}

/**
 * @param {import('pg').Pool} pool of a superuser
 * @param {number} count
 * @param {{ advisors?: number, first?: number }} [options]
 * @returns {Promise<BenchBranch[]>}
 */
export async function makeBranches(pool, count, { advisors = 5, first = 1 } = {}) {
  if (first === 1) await pool.query(FIRST_IDS);
  const branches = [];
  for (let n = first; n < first + count; n++) {
    const code = `B${n}`;
    const kiosk = `dev_${randomBytes(32).toString('base64url')}`;
    const hash = createHash('sha256').update(kiosk).digest();
    const { rows } = await pool.query(BRANCH, [code, `Sucursal ${n}`, hash]);
    const id = Number(rows[0].id);
    const desks = [];
    for (let desk = 1; desk <= advisors; desk++) {
      const family = randomUUID();
      const values = [id, `b${n}.a${desk}@banco.com`, `Asesor ${desk}`, family, randomBytes(32), desk];
      const { rows: made } = await pool.query(ADVISOR, values);
      desks.push({ id: Number(made[0].id), token: accessToken(Number(made[0].user_id), family) });
    }
    branches.push({ id, code, kiosk, advisors: desks });
  }
  return branches;
}
