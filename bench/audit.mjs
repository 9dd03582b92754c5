// @ts-check
// The audit log with a million events behind it: `npm run bench -- audit`. Each search beside a primary-key read of the same
// run, what an event costs with and without the indexes and counts, and how fast the chain is walked and exported.
// `--events N` for another size; `--keep DIR` leaves a DATA_DIR behind (or uses the one that is there) that `npm start`
// opens. About six minutes, most of them for filling.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import pg from 'pg';

import { fill } from './audit-fill.mjs';
import { exporting, inserting, searching, walking } from './audit-measure.mjs';
import { endsWithUs, startPostgres } from './lib/ending.mjs';
import { bench, openWorld } from './lib/world.mjs';

const { values } = parseArgs({
  options: { events: { type: 'string', default: '1000000' }, keep: { type: 'string' } },
  allowPositionals: true,
});
const events = Number(values.events);
if (!Number.isSafeInteger(events) || events < 1) throw new Error('--events: must be a whole number');
const dataDir = values.keep ? resolve(values.keep) : mkdtempSync(join(tmpdir(), 'ticketero-bench-'));
const remove = endsWithUs(() => (values.keep ? undefined : rmSync(dataDir, { recursive: true, force: true })));

try {
  await prepare();
  await bench(
    () => openWorld({}, dataDir),
    async (world) => {
      await searching(world);
      await inserting(world);
      await walking(world);
      await exporting(world);
    },
  );
  if (values.keep) console.log(`kept: DATA_DIR=${dataDir} npm start`);
} finally {
  await remove();
}

/** The demo branch in `dataDir`, with its events. */
async function prepare() {
  /** Built, so not known to the type checker of a fresh clone. */
  const built = async (/** @type {string} */ file) => (await import(`../server/dist/${file}`)).default;
  const { migrate } = await built('platform/database/migrate.js');
  const { createDataSource } = await built('platform/database/data-source.js');
  const { ENTITIES } = await built('app.module.js');
  const { seedDemo } = await built('demo/index.js');

  const postgres = await startPostgres({ dataDir: join(dataDir, 'postgres') });
  const client = new pg.Client(postgres.url);
  try {
    await migrate(postgres.url);
    const dataSource = await createDataSource(postgres.url, { role: null, entities: ENTITIES }).initialize();
    await seedDemo(dataSource, 'ticketero');
    await dataSource.destroy();
    await client.connect();
    const { rows } = await client.query('select coalesce(sum(length), 0)::int as there from audit_chain');
    if (rows[0].there >= events) {
      console.log(`${rows[0].there} events are there already`);
      return;
    }
    if (rows[0].there > 0) throw new Error(`--keep: ${dataDir} holds ${rows[0].there} events and not ${events}`);
    const perSecond = await fill(client, events, progress);
    const { rows: months } = await client.query(
      `select count(distinct date_trunc('month', created_at))::int as n from audit_log`,
    );
    console.log(`filled ${events} events over ${months[0].n} months: ${perSecond.toFixed(0)} a second`);
  } finally {
    await client.end().catch(() => {});
    await postgres.stop();
  }
}

/** @param {number} done */
function progress(done) {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${events}${done === events ? '\n' : ''}`);
}
