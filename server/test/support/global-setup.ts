import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

import { Client } from 'pg';

import { startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres';
import { migrate } from '../../src/platform/database/migrate';
import { makeScratch } from '../../../tools/lib/scratch.mjs';
import { TEMPLATE, type TestCluster } from './cluster';

// Imports without suffix: Jest loads this file with Node's own resolver, which knows .ts but not .js for .ts.
/** One real PostgreSQL for the run, with a migrated template: each test file works on a clone of it. */
export default async function globalSetup(): Promise<void> {
  buildServer();
  const dataDir = makeScratch('ticketero-test-');
  const postgres = await startEmbeddedPostgres({ dataDir, ephemeral: true, maxConnections: 300 });
  const admin = new Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query(`create database ${TEMPLATE}`);
  await admin.end();
  await migrate(postgres.url.replace(/\/postgres$/, `/${TEMPLATE}`));
  process.env['TICKETERO_TEST_PG'] = postgres.url;
  (globalThis as TestCluster).ticketeroPostgres = postgres;
}

/** Some tests start the built server: it must not be yesterday's. Takes 0.2 s when nothing has changed. */
function buildServer(): void {
  const workspace = resolve(__dirname, '../../..');
  // A type error is for the checks to tell; it does not keep the compiler from writing.
  spawnSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-b', 'server'], { cwd: workspace });
}
