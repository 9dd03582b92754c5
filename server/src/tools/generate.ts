import 'reflect-metadata';

import { createSecretKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { Client } from 'pg';

import { AppModule } from '../app.module.js';
import { Clock } from '../platform/clock.js';
import { readConfig } from '../platform/config.js';
import { startEmbeddedPostgres } from '../platform/database/embedded-postgres.js';
import { migrate } from '../platform/database/migrate.js';
import { schemaSnapshot } from '../platform/database/schema-snapshot.js';
import { createApp } from '../platform/http/create-app.js';
import { openApiDocument } from '../platform/http/openapi.js';
import { ticketStates } from './ticket-states.js';

const ROOT = resolve(__dirname, '../../..');

/** Writes the files that are made from the code and the migrated schema; CI fails when one is out of date. */
async function generate(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ticketero-generate-'));
  const postgres = await startEmbeddedPostgres({ dataDir, ephemeral: true });
  try {
    await migrate(postgres.url);
    write('migrations/schema.snapshot.txt', await snapshotOf(postgres.url));
    write('docs/openapi.json', `${JSON.stringify(await documentOf(postgres.url, dataDir), null, 2)}\n`);
    write('docs/ticket-states.md', ticketStates());
  } finally {
    await postgres.stop();
  }
}

async function snapshotOf(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await schemaSnapshot(client);
  } finally {
    await client.end();
  }
}

async function documentOf(url: string, dataDir: string): Promise<object> {
  const config = { ...readConfig({ DATA_DIR: dataDir }), jwtKey: createSecretKey(Buffer.alloc(32)), schedules: false };
  const app = await createApp(AppModule.for(config, url, new Clock()), config, false);
  try {
    await app.init();
    return openApiDocument(app);
  } finally {
    await app.close();
  }
}

function write(path: string, text: string): void {
  writeFileSync(resolve(ROOT, path), text);
}

void generate();
