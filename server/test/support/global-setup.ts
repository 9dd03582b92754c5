import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';

import { startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres';
import { migrate } from '../../src/platform/database/migrate';
import { TEMPLATE, type TestCluster } from './cluster';

// Imports without suffix: Jest loads this file with Node's own resolver, which knows .ts but not .js for .ts.
/** One real PostgreSQL for the run, with a migrated template: each test file works on a clone of it. */
export default async function globalSetup(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ticketero-test-'));
  const postgres = await startEmbeddedPostgres({ dataDir, ephemeral: true, maxConnections: 300 });
  const admin = new Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query(`create database ${TEMPLATE}`);
  await admin.end();
  await migrate(postgres.url.replace(/\/postgres$/, `/${TEMPLATE}`));
  process.env['TICKETERO_TEST_PG'] = postgres.url;
  (globalThis as TestCluster).ticketeroPostgres = postgres;
}
