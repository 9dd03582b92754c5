import { resolve } from 'node:path';

import { runningPostgres, startEmbeddedPostgres } from '../platform/database/embedded-postgres.js';
import { readEnvironment, type Env } from '../platform/environment.js';

let read: Env | undefined;
/** Of this process, with its secrets in it. Throws ConfigError. */
export const environment = (): Env => (read ??= readEnvironment(process.env));

/** Where the embedded database and its secrets are; null with DATABASE_URL. */
export const dataDir = (): string | null =>
  environment()['DATABASE_URL'] ? null : resolve(environment()['DATA_DIR'] || '.data');

/** The embedded database's own folder. */
export const clusterIn = (folder: string): string => resolve(folder, 'postgres');

/**
 * Runs `work` with the address of the database: DATABASE_URL, or that of the embedded one in DATA_DIR, whether a server runs
 * on it or not; started for it, and stopped afterwards.
 */
export async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const folder = dataDir();
  const url = folder === null ? environment()['DATABASE_URL'] : runningPostgres(clusterIn(folder));
  if (url) return work(url);
  const own = await startEmbeddedPostgres({ dataDir: clusterIn(folder ?? '') });
  try {
    return await work(own.url);
  } finally {
    await own.stop();
  }
}

/** Runs a command to its end: 2 and one line when it could not do its work. */
export function runCommand(name: string, main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : 'could not run'}\n`);
    process.exitCode = 2;
  });
}
