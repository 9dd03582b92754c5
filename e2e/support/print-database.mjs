// @ts-check
// A process of its own: node-pg-migrate is an ES module, which has no place in Jest's module system.
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { makeScratch } from '../../tools/lib/scratch.mjs';
import { PASSWORD } from './api.mjs';

const require = createRequire(import.meta.url);
/** Built, so not known to the type checker of a fresh clone. */
const DIST = '../../server/dist/';
const { ENTITIES } = require(`${DIST}app.module.js`);
const { seedDemo } = require(`${DIST}demo/index.js`);
const { APPLICATION_ROLE, createDataSource } = require(`${DIST}platform/database/data-source.js`);
const { startEmbeddedPostgres } = require(`${DIST}platform/database/embedded-postgres.js`);
const { migrate } = require(`${DIST}platform/database/migrate.js`);
const { hash } = require('@node-rs/argon2');

/**
 * What every server's first start makes for itself: a database with its schema and the demo branch. Its people's passwords
 * alone are hashed as cheaply as argon2id can: a run signs in thousands of times, which need not cost what a thief's
 * guesses must.
 */
const folder = makeScratch('ticketero-database-');
const database = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
await migrate(database.url);
const dataSource = await createDataSource(database.url, { role: APPLICATION_ROLE, entities: ENTITIES }).initialize();
await seedDemo(dataSource, PASSWORD);
const cheap = await hash(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 });
await dataSource.query('update app_user set password_hash = $1', [cheap]);
await dataSource.destroy();
await database.stop();
process.stdout.write(folder);
