// @ts-check
// The hot commands of one branch over HTTP, each beside a floor measured in the same run on the same database: one
// transaction of a bare pg client (begin, lock a row, update it, commit) with as many connections. What counts is the
// ratio: the machine's noise is in both. About half a minute.
import pg from 'pg';

import { bench, median, openWorld, rate } from './world.mjs';

const ROUNDS = 5;
const CALLS = 150;

/**
 * @param {string} databaseUrl
 * @param {number} connections
 * @returns {Promise<{ work: () => Promise<unknown>, end: () => Promise<void> }>}
 */
async function floor(databaseUrl, connections) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: connections });
  await pool.query('create table if not exists bench_floor (id int primary key, n int)');
  await pool.query('insert into bench_floor values (1, 0) on conflict do nothing');
  const work = async () => {
    const client = await pool.connect();
    await client.query('begin');
    await client.query({ name: 'lock', text: 'select n from bench_floor where id = 1 for no key update' });
    await client.query({ name: 'update', text: 'update bench_floor set n = n + 1 where id = 1' });
    await client.query('commit');
    client.release();
  };
  return { work, end: () => pool.end() };
}

await bench(openWorld, async (world) => {
  const { rows } = await world.pool.query("select current_setting('fsync') f, current_setting('synchronous_commit') s");
  const [settings] = rows;
  console.log(
    `Node ${process.version}; fsync ${settings.f}, synchronous_commit ${settings.s}; median of ${ROUNDS} rounds`,
  );
  console.log('what                        connections   per second   floor   ratio');
  const { codigoReferencia } = await world.issue();
  const works = [
    { name: 'issue + cancel', transactions: 2, work: world.issueAndCancel },
    { name: 'read a ticket', transactions: 1, work: () => world.read(codigoReferencia) },
    { name: 'issue + call-next', transactions: 2, work: world.issueAndCallNext },
  ];
  await world.ready();
  for (const { name, transactions, work } of works) {
    for (const connections of name.includes('call-next') ? [1] : [1, 16]) {
      const base = await floor(world.databaseUrl, connections);
      const pairs = [];
      for (let i = 0; i < ROUNDS; i++) {
        const bottom = await rate(connections, CALLS, base.work);
        pairs.push({ bottom, ours: (await rate(connections, CALLS, work)) * transactions });
      }
      await base.end();
      const ours = median(pairs.map((pair) => pair.ours));
      const bottom = median(pairs.map((pair) => pair.bottom));
      const ratio = median(pairs.map((pair) => pair.ours / pair.bottom));
      const figures = [String(connections).padStart(8), ours.toFixed(0).padStart(15), bottom.toFixed(0).padStart(8)];
      console.log(`${name.padEnd(28)}${figures.join('')}${ratio.toFixed(2).padStart(8)}`);
    }
  }
});
