import { randomBytes } from 'node:crypto';

import { Client } from 'pg';

import { TEMPLATE } from './cluster.js';

export interface TestDatabase {
  url: string;
  /** Fails when somebody still holds a connection: a pool that was not closed is a leak. */
  drop(): Promise<void>;
}

const clusterUrl = (): string => {
  const url = process.env['TICKETERO_TEST_PG'];
  if (!url) throw new Error('the test cluster is not running: see global-setup.ts');
  return url;
};

async function asAdmin<T>(work: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: clusterUrl() });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** A fresh database with the migrated schema and nothing in it; `empty`: without the schema. */
export async function createDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const name = `t_${randomBytes(8).toString('hex')}`;
  // Files copied as they are: through the write-ahead log it takes eight times as long.
  const copy = empty ? '' : `template ${TEMPLATE} strategy file_copy`;
  await asAdmin((admin) => admin.query(`create database ${name} ${copy}`));
  return {
    url: clusterUrl().replace(/\/postgres$/, `/${name}`),
    drop: () => asAdmin((admin) => admin.query(`drop database ${name}`)).then(() => undefined),
  };
}
