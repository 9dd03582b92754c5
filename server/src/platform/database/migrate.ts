import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';

import { Client } from 'pg';

const UNDEFINED_TABLE = '42P01';

/** The schema is behind, and whoever signs in may not change it. */
export class MayNotMigrateError extends Error {
  constructor() {
    super('the schema is not up to date, and this login may not change it');
    this.name = 'MayNotMigrateError';
  }
}

/** The migrations stand beside the server in the workspace. */
export const MIGRATIONS_DIR = resolve(__dirname, '../../../../migrations/sql');

/**
 * Brings the schema up to date, or `down` by `count`. Two processes at once: the second waits and finds nothing to do.
 * Returns the names of the migrations that ran. Throws when one fails; each runs in its own transaction. Throws
 * MayNotMigrateError when there is something to do and the login may not.
 */
export async function migrate(
  databaseUrl: string,
  direction: 'up' | 'down' = 'up',
  count: number = direction === 'up' ? Infinity : 1,
): Promise<string[]> {
  // Ours, not the library's: it does not wait for the end of the one that it opens.
  const dbClient = new Client({ connectionString: databaseUrl });
  await dbClient.connect();
  try {
    if (direction === 'up' && (await isUpToDate(dbClient))) return [];
    if (!(await mayChangeSchema(dbClient))) throw new MayNotMigrateError();
    const { runner } = await import('node-pg-migrate'); // ESM only
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
  } finally {
    await dbClient.end();
  }
}

/** The library wants to own its table even where it has nothing to do; a server that does not own the schema may start. */
async function isUpToDate(client: Client): Promise<boolean> {
  try {
    const { rows } = await client.query<{ name: string }>('select name from schema_migration');
    const applied = new Set(rows.map(({ name }) => name));
    return readdirSync(MIGRATIONS_DIR).every((file) => applied.has(file.replace(/\.sql$/, '')));
  } catch (error) {
    if ((error as { code?: unknown }).code === UNDEFINED_TABLE) return false;
    throw error;
  }
}

async function mayChangeSchema(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>("select has_schema_privilege('public', 'create') as may");
  return rows[0]?.may ?? false;
}
