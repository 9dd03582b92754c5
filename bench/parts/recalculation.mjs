// @ts-check
// The positions of those who wait (R6), for 1, 100 and 1,000 branches with 50 waiting each: in all of them something has
// changed, in one of them, in none. Floor: one set-based statement of a bare client that finds and writes the same rows.
import pg from 'pg';

import { makeBranches } from '../lib/branches.mjs';
import { alternate, figureOf, median } from '../lib/figures.mjs';
import { openDatabases, openJobs } from '../lib/in-process.mjs';

const PART = 'recalculation';
const WAITING = 50;
const PAIRS = 5;

/** @typedef {import('../lib/figures.mjs').Figure} Figure */
/** @typedef {{ pool: pg.Pool, jobs: Awaited<ReturnType<typeof openJobs>>, branches: number[] }} Bank */

const FILL = `insert into ticket (branch_id, business_date, codigo_referencia, numero, national_id, national_id_hash, branch_office,
    queue_type, status, order_at, position_in_queue, messages_planned, created_at, updated_at)
  select b.id, timezone(b.time_zone, now())::date, gen_random_uuid(), 'C' || n, '\\x00',
    sha256((b.id || ' ' || n)::bytea), b.code, 'CAJA', 'EN_ESPERA', now() - interval '1 hour' + n * interval '1 second', 0,
    false, now() - interval '1 hour', now()
  from branch b, generate_series(1, ${WAITING}) n`;
/** As after a command: today is begun, the desks are busy. */
const OPEN = `update branch set business_date = timezone(time_zone, now())::date;
  update advisor set status = 'BUSY'`;
/** Who came last is first: every position of these branches is another one. $1 branches. */
const TURN_ROUND = `with last as (
    select distinct on (branch_id) branch_id, business_date, id from ticket
    where branch_id = any($1) and status in ('EN_ESPERA', 'PROXIMO') order by branch_id, order_at desc, id desc),
  first as (
    select branch_id, min(order_at) as order_at from ticket
    where branch_id = any($1) and status in ('EN_ESPERA', 'PROXIMO') group by branch_id),
  moved as (
    update ticket t set order_at = f.order_at - interval '1 second' from last l join first f using (branch_id)
    where t.branch_id = l.branch_id and t.business_date = l.business_date and t.id = l.id returning t.branch_id)
  update branch set revision = revision + 1 where id in (select branch_id from moved)`;
const FLOOR = {
  name: 'floor',
  text: `with due as (select id from branch where revision <> positions_revision for no key update),
    place as (
      select t.branch_id, t.business_date, t.id,
        row_number() over (partition by t.branch_id, t.queue_type order by t.order_at, t.id) as place
      from ticket t where t.branch_id in (select id from due) and t.status in ('EN_ESPERA', 'PROXIMO')),
    written as (
      update ticket t set position_in_queue = p.place, estimated_wait_minutes = p.place * 5, updated_at = now()
      from place p
      where t.branch_id = p.branch_id and t.business_date = p.business_date and t.id = p.id
        and t.position_in_queue <> p.place)
    update branch b set positions_revision = b.revision from due where b.id = due.id`,
};
const VERSIONS = `select (select sum(hashtext(ctid::text || xmin::text)) from ticket) as tickets,
  (select sum(hashtext(ctid::text || xmin::text)) from branch) as branches,
  (select count(*) from audit_log) as events`;

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** @param {string} url @param {number} count @returns {Promise<Bank>} */
async function openBank(url, count) {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => {}); // the server's end, before its own
  const branches = (await makeBranches(pool, count, { advisors: 2 })).map(({ id }) => id);
  await pool.query(FILL);
  await pool.query(OPEN);
  await pool.query('analyze');
  const jobs = await openJobs(url);
  await jobs.run('positions');
  return { pool, jobs, branches };
}

/** @param {Bank} bank @param {number[]} changed */
const ours =
  ({ pool, jobs }, changed) =>
  async () => {
    await pool.query(TURN_ROUND, [changed]);
    return timed(() => jobs.run('positions'));
  };
/** @param {Bank} bank @param {number[]} changed */
const floor =
  ({ pool }, changed) =>
  async () => {
    await pool.query(TURN_ROUND, [changed]);
    return timed(() => pool.query(FLOOR));
  };

/** @param {Bank} bank @returns {Promise<Figure>} */
async function unchanged({ pool, jobs, branches }) {
  await jobs.run('positions');
  const before = (await pool.query(VERSIONS)).rows[0];
  const pairs = await alternate(
    PAIRS,
    () => timed(() => jobs.run('positions')),
    () => timed(() => pool.query(FLOOR)),
  );
  const after = (await pool.query(VERSIONS)).rows[0];
  const same = JSON.stringify(before) === JSON.stringify(after);
  if (!same) throw new Error('rows were written though nothing had changed');
  const goal = { text: '0 rows written', met: () => same };
  return figureOf({ part: PART, name: `${branches.length} branches, nothing changed`, unit: 'ms', goal }, pairs);
}

/**
 * @param {{ quick: boolean, log: (line: string) => void }} options
 * @returns {Promise<Figure[]>}
 */
export async function measure({ quick, log }) {
  const databases = await openDatabases();
  /** @type {Bank[]} */
  const banks = [];
  /** @type {Figure[]} */
  const figures = [];
  try {
    for (const count of quick ? [1, 3] : [1, 100, 1_000]) {
      const bank = await openBank(await databases.make(`bank_${count}`), count);
      banks.push(bank);
      log(`${count} branches`);
      const [first = 0] = bank.branches;
      for (const [name, changed] of /** @type {[string, number[]][]} */ ([
        ['all changed', bank.branches],
        ['one changed', [first]],
      ])) {
        if (count === 1 && name === 'one changed') continue;
        const pairs = await alternate(quick ? 1 : PAIRS, ours(bank, changed), floor(bank, changed));
        figures.push(figureOf({ part: PART, name: `${count} branches × ${WAITING}, ${name}`, unit: 'ms' }, pairs));
      }
      figures.push(await unchanged(bank));
    }
    const [alone, most] = [banks[0], banks.at(-1)];
    if (alone && most) {
      const [mine = 0, theirs = 0] = [most.branches[0], alone.branches[0]];
      const rounds = quick ? 1 : PAIRS * 4;
      const pairs = await alternate(rounds, ours(most, [mine]), ours(alone, [theirs]));
      const goal = { text: '≤ 1.5 × one branch alone', met: (/** @type {number} */ ratio) => ratio <= 1.5 };
      const name = `one of ${most.branches.length} branches changed, beside one branch alone`;
      const note = `medians ${median(pairs.map((pair) => pair.ours)).toFixed(1)} and ${median(pairs.map((pair) => pair.floor)).toFixed(1)}`;
      figures.push(figureOf({ part: PART, name, unit: 'ms', goal, note }, pairs));
    }
    return figures;
  } finally {
    for (const { pool, jobs } of banks) {
      await jobs.close();
      await pool.end();
    }
    await databases.stop();
  }
}
