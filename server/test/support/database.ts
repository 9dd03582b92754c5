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

/** What many tests begin with, beside the schema: filled once in a run, and copied from then on. */
export interface Beginning {
  name: string;
  fill(url: string): Promise<void>;
}

interface DatabaseOptions {
  /** Without the schema. */
  empty?: boolean;
  beginning?: Beginning | undefined;
}

/** A fresh database with the migrated schema and nothing in it, unless it is told otherwise. */
export async function createDatabase({ empty = false, beginning }: DatabaseOptions = {}): Promise<TestDatabase> {
  const name = `t_${randomBytes(8).toString('hex')}`;
  await asAdmin(async (admin) => {
    if (empty) await admin.query(`create database ${name}`);
    else if (!beginning) await copy(admin, TEMPLATE, name);
    else
      await copy(admin, beginning.name, name).catch(async (error: unknown) => {
        if ((error as { code?: unknown }).code !== NO_SUCH_DATABASE) throw error;
        await prepare(admin, beginning);
        await copy(admin, beginning.name, name);
      });
  });
  return {
    url: urlOf(name),
    drop: () => asAdmin((admin) => admin.query(`drop database ${name}`)).then(() => undefined),
  };
}

export interface Schema {
  client: Client;
  close(): Promise<void>;
}

/** A fresh database with the migrated schema, and a connection to it. */
export async function openSchema(): Promise<Schema> {
  const database = await createDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  return {
    client,
    async close() {
      await client.end();
      await database.drop();
    },
  };
}

const NO_SUCH_DATABASE = '3D000';

const urlOf = (name: string): string => clusterUrl().replace(/\/postgres$/, `/${name}`);

/** Files copied as they are: through the write-ahead log it takes eight times as long. */
const copy = (admin: Client, from: string, to: string): Promise<unknown> =>
  admin.query(`create database ${to} template ${from} strategy file_copy`);

/** The workers of a run come to it at once: the second waits, and finds it there. */
async function prepare(admin: Client, { name, fill }: Beginning): Promise<void> {
  await admin.query('select pg_advisory_lock(hashtext($1))', [name]);
  const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name]);
  if (rowCount === 0) {
    await copy(admin, TEMPLATE, `${name}_unfinished`);
    await fill(urlOf(`${name}_unfinished`));
    await admin.query(`alter database ${name}_unfinished rename to ${name}`);
  }
  await admin.query('select pg_advisory_unlock(hashtext($1))', [name]);
}
