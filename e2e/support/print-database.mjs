// @ts-check
// A process of its own: node-pg-migrate is an ES module, which has no place in Jest's module system.
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { makeScratch } from '../../tools/lib/scratch.mjs';

const require = createRequire(import.meta.url);
/** Built, so not known to the type checker of a fresh clone. */
const DATABASE = '../../server/dist/platform/database/';
const { startEmbeddedPostgres } = require(`${DATABASE}embedded-postgres.js`);
const { migrate } = require(`${DATABASE}migrate.js`);

/** What every server's first start makes for itself: a database with its schema and nothing in it. */
const folder = makeScratch('ticketero-database-');
const database = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
await migrate(database.url);
await database.stop();
process.stdout.write(folder);
