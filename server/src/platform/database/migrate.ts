import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';

import { Client } from 'pg';

const UNDEFINED_TABLE = '42P01';

/** The migrations stand beside the server in the workspace. */
export const MIGRATIONS_DIR = resolve(__dirname, '../../../../migrations/sql');

/**
 * Brings the schema up to date, or `down` by `count`. Two processes at once: the second waits and finds nothing to do.
 * Returns the names of the migrations that ran. Throws when one fails; each runs in its own transaction.
 */
export async function migrate(
  databaseUrl: string,
  direction: 'up' | 'down' = 'up',
  count: number = direction === 'up' ? Infinity : 1,
): Promise<string[]> {
  if (direction === 'up' && (await isUpToDate(databaseUrl))) return [];
  const { runner } = await import('node-pg-migrate'); // ESM only
  // A connection of our own: the library does not wait for the end of its own, and a database that stops first is an error.
  return connected(databaseUrl, async (dbClient) => {
    const ran = await runner({
      dbClient,
      dir: MIGRATIONS_DIR,
      direction,
      count,
      migrationsTable: 'schema_migration',
      advisoryLockMode: 'wait',
      log: () => {},
    });
    return ran.map((migration) => migration.name);
  });
}

/** The library wants to own its table even where it has nothing to do; a server that does not own the schema may start. */
function isUpToDate(databaseUrl: string): Promise<boolean> {
  return connected(databaseUrl, async (client) => {
    try {
      const { rows } = await client.query<{ name: string }>('select name from schema_migration');
      const applied = new Set(rows.map(({ name }) => name));
      return readdirSync(MIGRATIONS_DIR).every((file) => applied.has(file.replace(/\.sql$/, '')));
    } catch (error) {
      if ((error as { code?: unknown }).code === UNDEFINED_TABLE) return false;
      throw error;
    }
  });
}

/** Closed when the work is done, whatever came of it. */
async function connected<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
