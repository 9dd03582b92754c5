// @ts-check

import { resolve } from 'node:path';

import pg from 'pg';

import { fill } from './audit-fill.mjs';
const LAUNCHER = '../server/dist/platform/database/embedded-postgres.js';
const dataDir = resolve(process.argv[2] ?? '');
const events = Number(process.argv[3]);
const { startEmbeddedPostgres } = (await import(LAUNCHER)).default;
const { migrate } = (await import('../server/dist/platform/database/migrate.js')).default;
const { createDataSource } = (await import('../server/dist/platform/database/data-source.js')).default;
const { ENTITIES } = (await import('../server/dist/app.module.js')).default;
const { seedDemo } = (await import('../server/dist/demo/index.js')).default;
const postgres = await startEmbeddedPostgres({ dataDir: resolve(dataDir, 'postgres') });
await migrate(postgres.url);
const ds = await createDataSource(postgres.url, ENTITIES).initialize();
await seedDemo(ds, 'ticketero');
await ds.destroy();
const client = new pg.Client(postgres.url);
await client.connect();
console.log(await fill(client, events, (done) => console.log(done)));
await client.end();
await postgres.stop();
