// @ts-check
// Two databases on one PostgreSQL, with the same branch in both: one with a year behind it and one with nothing, each with
// a server of its own.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import pg from 'pg';

import { accessToken, makeBranches } from './branches.mjs';
import { endsWithUs, startPostgres } from './ending.mjs';
import { openConnections, requestOf } from './http.mjs';
import { JWT_SECRET, openWorld } from './world.mjs';
import { writeYear } from './year.mjs';

/** Built, so not known to the type checker of a fresh clone. */
const built = async (/** @type {string} */ file) => (await import(`../../server/dist/${file}`)).default;
const ADVISORS = 5;
const SIDES = /** @type {const} */ (['year', 'nothing']);
/** While the year is written nothing else is there to lose; measured is with the product's own settings. */
const FOR_WRITING = {
  wal_level: 'minimal',
  max_wal_senders: '0',
  fsync: 'off',
  max_wal_size: '4GB',
  autovacuum: 'off',
};

/** @typedef {Awaited<ReturnType<typeof openSide>>} Side */
/** @typedef {import('./branches.mjs').BenchBranch} BenchBranch */

/** @param {string} cluster @param {string} name */
const databaseOf = (cluster, name) => cluster.replace(/\/postgres$/, `/${name}`);

/**
 * The server of one side.
 * @param {string} dataDir
 * @param {string} cluster
 * @param {typeof SIDES[number]} name
 */
async function openSide(dataDir, cluster, name) {
  const url = databaseOf(cluster, name);
  const world = await openWorld({ DATABASE_URL: url, JWT_SECRET, PII_KEY: 'b'.repeat(64) }, dataDir);
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const stop = async () => {
    await pool.end();
    await world.stop();
  };
  return { name, url, world, pool, stop };
}

/**
 * Makes both databases, and the year in one of them.
 * @param {string} dataDir
 * @param {number} tickets
 * @param {(line: string) => void} log
 */
async function make(dataDir, tickets, log) {
  const { migrate } = await built('platform/database/migrate.js');
  const folder = { dataDir: join(dataDir, 'postgres') };
  let cluster = await startPostgres(folder);
  const run = async (/** @type {string} */ url, /** @type {string[]} */ texts) => {
    const client = new pg.Client(url);
    await client.connect();
    for (const text of texts) await client.query(text);
    await client.end();
  };
  try {
    await run(
      cluster.url,
      SIDES.map((name) => `create database ${name}`),
    );
    for (const name of SIDES) await migrate(databaseOf(cluster.url, name));
    const [branch] = await Promise.all(SIDES.map((name) => begin(dataDir, cluster.url, name)));
    if (!branch) throw new Error('there is no branch');
    await run(
      cluster.url,
      Object.entries(FOR_WRITING).map(([name, value]) => `alter system set ${name} = '${value}'`),
    );
    await cluster.stop();
    cluster = await startPostgres(folder);
    const {
      seconds,
      gigabytes,
      tickets: written,
    } = await writeYear(databaseOf(cluster.url, 'year'), {
      ...{ branchId: branch.id, tickets, log },
    });
    log(
      `${written} tickets, ${written * 3} messages, ${written * 4} events: ${seconds.toFixed(0)} s, ${gigabytes.toFixed(1)} GB`,
    );
    await run(cluster.url, [...Object.keys(FOR_WRITING).map((name) => `alter system reset ${name}`), 'checkpoint']);
  } finally {
    await cluster.stop();
  }
}

/** A side's branch, and a first ticket. @param {string} dataDir @param {string} cluster @param {typeof SIDES[number]} name */
async function begin(dataDir, cluster, name) {
  const side = await openSide(dataDir, cluster, name);
  const [branch] = await makeBranches(side.pool, 1, { advisors: ADVISORS });
  if (branch) await oneTicket(side, branch);
  await side.stop();
  return branch;
}

/** A real one with a phone: its sealed id is that of the whole year. @param {Side} side @param {BenchBranch} branch */
async function oneTicket(side, branch) {
  const [connection] = await openConnections(side.world.port, 1);
  const body = { nationalId: '12345678-K', queueType: 'EMPRESAS', telefono: '+56987654321' };
  const answer = await connection?.send(requestOf('POST', '/api/tickets', { token: branch.kiosk, body }));
  if (answer?.status !== 201) throw new Error(`the first ticket: ${answer?.status}`);
  await connection?.send(requestOf('DELETE', `/api/tickets/${JSON.parse(answer.body.toString()).codigoReferencia}`));
  connection?.close();
}

/**
 * Both sides, ready to be asked.
 * @param {{ tickets: number, kept?: string | undefined, log: (line: string) => void }} options kept: a folder that stays
 */
export async function openBoth({ tickets, kept, log }) {
  const dataDir = kept ? resolve(kept) : mkdtempSync(join(tmpdir(), 'ticketero-year-'));
  const remove = endsWithUs(() => (kept ? undefined : rmSync(dataDir, { recursive: true, force: true })));
  try {
    if (!existsSync(join(dataDir, 'postgres'))) await make(dataDir, tickets, log);
  } catch (error) {
    await remove();
    throw error;
  }
  const cluster = await startPostgres({ dataDir: join(dataDir, 'postgres') });
  /** @type {Side[]} */
  const sides = [];
  const stop = async () => {
    for (const side of sides) await side.stop();
    await cluster.stop();
    await remove();
  };
  try {
    for (const name of SIDES) sides.push(await openSide(dataDir, cluster.url, name));
    const [year, nothing] = /** @type {[Side, Side]} */ (sides);
    return { year, nothing, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * The branch of a side, with tokens of today: a year that was kept from before has old ones.
 * @param {Side} side
 * @returns {Promise<BenchBranch>}
 */
export async function branchOf(side) {
  const { rows } = await side.pool.query(`select id, code from branch where code = 'B1'`);
  const { id, code } = rows[0];
  const kiosk = `dev_${randomBytes(32).toString('base64url')}`;
  await side.pool.query('update device set token_hash = $2 where branch_id = $1', [
    id,
    createHash('sha256').update(kiosk).digest(),
  ]);
  const { rows: desks } = await side.pool.query(
    `update refresh_token t set expires_at = now() + interval '12 hours' from advisor a
     where a.branch_id = $1 and a.user_id = t.user_id returning a.id, a.user_id as "userId", t.family`,
    [id],
  );
  const advisors = desks.map((desk) => ({ id: Number(desk.id), token: accessToken(Number(desk.userId), desk.family) }));
  return { id: Number(id), code, kiosk, advisors };
}
