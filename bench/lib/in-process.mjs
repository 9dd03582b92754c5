// @ts-check
// The server's own modules in the bench's process, its jobs standing still until they are asked for: for what a job costs,
// where no caller has a part in it.
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import pg from 'pg';

import { endsWithUs, startPostgres } from './ending.mjs';
import { JWT_SECRET } from './world.mjs';

const ROOT = resolve(fileURLToPath(import.meta.url), '../../..');
/** Built, so not known to the type checker of a fresh clone. */
const built = createRequire(join(ROOT, 'server/dist/main.js'));

/** @typedef {{ name: string, run: (stopping: AbortSignal) => Promise<void> }} Job */

/** A database server, and as many databases in it as are wanted. */
export async function openDatabases() {
  const { migrate } = built('./platform/database/migrate.js');
  const dataDir = mkdtempSync(join(tmpdir(), 'ticketero-bench-'));
  const postgres = await startPostgres({ dataDir: join(dataDir, 'postgres') });
  return {
    /** @param {string} name @returns {Promise<string>} its URL, migrated */
    make: async (name) => {
      const admin = new pg.Client({ connectionString: postgres.url });
      await admin.connect();
      await admin.query(`create database ${name}`);
      await admin.end();
      const url = new URL(postgres.url);
      url.pathname = `/${name}`;
      await migrate(url.href);
      return url.href;
    },
    stop: endsWithUs(async () => {
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }),
  };
}

/**
 * A server on that database that listens nowhere and does nothing by itself.
 * @param {string} databaseUrl
 * @param {Record<string, string>} [env]
 */
export async function openJobs(databaseUrl, env = {}) {
  built('reflect-metadata');
  const { AppModule } = built('./app.module.js');
  const { createApp } = built('./platform/http/create-app.js');
  const { readConfig } = built('./platform/config.js');
  const { Clock } = built('./platform/clock.js');
  const { Schedules } = built('./schedules.js');
  const { Transactions } = built('./platform/database/transactions.js');
  const secrets = {
    DATABASE_URL: databaseUrl,
    JWT_SECRET,
    PII_KEY: 'b'.repeat(64),
    LOG_LEVEL: 'error',
    SEED_DEMO: 'false',
  };
  const config = { ...readConfig({ ...secrets, ...env }), schedules: false };
  const app = await createApp(AppModule.for(config, databaseUrl, new Clock()), config, false);
  await app.init();
  /** @type {Job[]} */
  const jobs = app.get(Schedules).jobs;
  /** @type {{ query: (statement: { name: string, text: string }, values: unknown[]) => Promise<object[]> }} */
  const transactions = app.get(Transactions);
  return {
    /** @param {string} name one turn of it, no lease */
    run: async (name) => {
      const job = jobs.find((one) => one.name === name);
      if (!job) throw new Error(`no job ${name}`);
      await job.run(new AbortController().signal);
    },
    transactions,
    /** @param {string} path @param {string} name something that the server provides */
    get: (path, name) => app.get(built(path)[name]),
    close: () => app.close(),
  };
}
