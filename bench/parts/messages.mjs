// @ts-check
// The claim of what can go out (R9) with 1,000 and with 1,000,000 sent messages behind it, as the server asks it; floor: the
// same statement by a bare client. What was sent must not cost anything.
import pg from 'pg';

import { makeBranches } from '../lib/branches.mjs';
import { figureOf } from '../lib/figures.mjs';
import { openDatabases, openJobs } from '../lib/in-process.mjs';

const PART = 'messages';
const PAIRS = 5;
const CLAIMS = 40;
const READY = 400;
/** As many as one look claims when nothing is under way. */
const AT_ONCE = 25;

/** @typedef {import('../lib/figures.mjs').Figure} Figure */
/** @typedef {{ pool: pg.Pool, outbox: { claim: (limit: number, busy: string[]) => Promise<unknown[]> }, bare: () => Promise<{ rows: unknown[] }>, close: () => Promise<void> }} Bank */

const TICKETS = `insert into ticket (branch_id, business_date, codigo_referencia, numero, national_id, national_id_hash, branch_office,
    queue_type, status, order_at, position_in_queue, messages_planned, telegram_chat_id, created_at, updated_at)
  select b.id, timezone(b.time_zone, now())::date, gen_random_uuid(), 'C' || n, '\\x00', sha256((b.id || ' ' || n)::bytea), b.code,
    'CAJA', 'EN_ESPERA', now(), n, true, (5000000 + n)::text, now(), now()
  from branch b, generate_series(1, ${READY}) n`;
const READY_MESSAGES = `insert into mensaje (branch_id, ticket_id, business_date, plantilla, fecha_programada, ready_at, created_at)
  select branch_id, id, business_date, 'totem_ticket_creado', now() - interval '1 minute', now(), now() from ticket`;
/** $1 how many. */
const SENT = `insert into mensaje (branch_id, ticket_id, business_date, plantilla, estado_envio, fecha_programada, fecha_envio, created_at)
  select t.branch_id, -n, t.business_date, 'totem_es_tu_turno', 'ENVIADO', now() - interval '2 hours', now(), now()
  from (select * from ticket limit 1) t, generate_series(1, $1::int) n`;
/** By the index of what can go out: a look at the whole table between two claims would empty the caches that they are measured with. */
const RELEASE =
  "update mensaje set locked_until = null where estado_envio = 'PENDIENTE' and ready_at is not null and locked_until is not null";

/** @param {string} url @param {number} sent @returns {Promise<Bank>} */
async function openBank(url, sent) {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on('error', () => {}); // the server's end, before its own
  await makeBranches(pool, 1, { advisors: 1 });
  await pool.query(TICKETS);
  await pool.query(SENT, [sent]);
  await pool.query(READY_MESSAGES);
  await pool.query('vacuum analyze mensaje, ticket'); // as autovacuum has done it within a minute
  const jobs = await openJobs(url);
  /** @type {Bank['outbox']} */
  const outbox = jobs.get('./messages/outbox.js', 'Outbox');
  // The statement as it is sent, for the floor.
  const { transactions } = jobs;
  const { query } = transactions;
  /** @type {{ statement: { name: string, text: string }, values: unknown[] }[]} */
  const asked = [];
  transactions.query = (statement, values) => {
    asked.push({ statement, values });
    return query.call(transactions, statement, values);
  };
  await outbox.claim(AT_ONCE, []);
  transactions.query = query;
  const [claim] = asked;
  if (!claim) throw new Error('the outbox asked nothing');
  const { statement, values } = claim;
  const bare = () => {
    const now = Date.now();
    const [, , , ...rest] = values;
    return pool.query({ ...statement, values: [new Date(now), new Date(now), new Date(now + 30_000), ...rest] });
  };
  const close = async () => {
    await jobs.close();
    await pool.end();
  };
  return { pool, outbox, bare, close };
}

/** Ms of one claim, of so many. @param {Bank} bank @param {() => Promise<number>} claim @param {number} claims */
async function each({ pool }, claim, claims) {
  let took = 0;
  for (let i = 0; i < claims; i++) {
    await pool.query(RELEASE);
    const begin = performance.now();
    const rows = await claim();
    took += performance.now() - begin;
    if (rows !== AT_ONCE) throw new Error(`${rows} claimed`);
  }
  return took / claims;
}

/**
 * @param {{ quick: boolean, log: (line: string) => void }} options
 * @returns {Promise<Figure[]>}
 */
export async function measure({ quick, log }) {
  const databases = await openDatabases();
  const sizes = quick ? [100, 1_000] : [1_000, 1_000_000];
  const [pairs, claims] = quick ? [1, 5] : [PAIRS, CLAIMS];
  /** @type {Bank[]} */
  const banks = [];
  try {
    for (const sent of sizes) {
      banks.push(await openBank(await databases.make(`sent_${sent}`), sent));
      log(`${sent} sent`);
    }
    const [few, many] = /** @type {[Bank, Bank]} */ (banks);
    const ours = (/** @type {Bank} */ bank) =>
      each(bank, async () => (await bank.outbox.claim(AT_ONCE, [])).length, claims);
    const bare = (/** @type {Bank} */ bank) => each(bank, async () => (await bank.bare()).rows.length, claims);
    const found = {
      few: /** @type {{ ours: number, floor: number }[]} */ ([]),
      many: /** @type {{ ours: number, floor: number }[]} */ ([]),
    };
    for (let i = 0; i < pairs; i++) {
      found.few.push({ ours: await ours(few), floor: await bare(few) });
      found.many.push({ ours: await ours(many), floor: await bare(many) });
    }
    const apart = found.many.map((pair, i) => ({ ours: pair.ours, floor: found.few[i]?.ours ?? NaN }));
    const goal = { text: '≤ 1.5 (about 1)', met: (/** @type {number} */ ratio) => ratio <= 1.5 };
    const [small = 0, large = 0] = sizes;
    const text = (/** @type {number} */ sent) => `claim of ${AT_ONCE}, ${sent.toLocaleString('en')} sent behind it`;
    return [
      figureOf({ part: PART, name: text(small), unit: 'ms' }, found.few),
      figureOf({ part: PART, name: text(large), unit: 'ms' }, found.many),
      figureOf({ part: PART, name: `the same, beside ${small.toLocaleString('en')}`, unit: 'ms', goal }, apart),
    ];
  } finally {
    for (const bank of banks) await bank.close();
    await databases.stop();
  }
}
