import { resolve } from 'node:path';

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
  const { runner } = await import('node-pg-migrate'); // ESM only
  const ran = await runner({
    databaseUrl,
    dir: MIGRATIONS_DIR,
    direction,
    count,
    migrationsTable: 'schema_migration',
    advisoryLockMode: 'wait',
    log: () => {},
  });
  return ran.map((migration) => migration.name);
}
