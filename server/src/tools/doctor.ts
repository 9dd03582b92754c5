import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';

import { Client } from 'pg';

import { missingBeside } from '../backup/index.js';
import { diagnose, printed } from '../doctor/index.js';
import { ConfigError, readConfig, type Config } from '../platform/config.js';
import { isCluster } from '../platform/database/embedded-postgres.js';
import { clusterIn, dataDir, environment, runCommand, withDatabase } from './command.js';

/**
 * npm run doctor: what is not as it should be with this installation, and what to do (docs/operations.md), in the server's own
 * environment. Changes nothing. Exit 0: at most warnings; 1: something is wrong; 2: the database cannot be reached.
 */
async function main(): Promise<void> {
  const folder = dataDir();
  if (folder !== null && !isCluster(clusterIn(folder)))
    throw new Error(`${folder}: holds no database; npm start makes one`);
  await withDatabase(async (url) => {
    const client = new Client({ connectionString: url, application_name: 'ticketero-doctor' });
    await client.connect();
    try {
      const now = (): number => Date.now();
      const diagnoses = await diagnose({ env: environment(), config: configOf(folder), client, now, spaceOf });
      process.stdout.write(printed(diagnoses));
      if (diagnoses.some(({ findings }) => findings.some(({ level }) => level === 'fail'))) process.exitCode = 1;
    } finally {
      await client.end();
    }
  });
}

/** What a start would make anew is missing where a database is: it would open nothing. */
function configOf(folder: string | null): Config | string {
  const { JWT_SECRET: jwt, PII_KEY: pii } = environment();
  if (folder !== null && !(jwt && pii) && missingBeside(folder).includes('secrets.json')) {
    return 'DATA_DIR: holds a database and no secrets.json: put it back from where it is kept (docs/backup.md)';
  }
  try {
    return readConfig(environment());
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

/** Of the nearest folder above that is there. */
function spaceOf(folder: string): { free: number; total: number } {
  try {
    const { bavail, blocks, bsize } = statfsSync(folder);
    return { free: bavail * bsize, total: blocks * bsize };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(folder) === folder) throw error;
    return spaceOf(dirname(folder));
  }
}

runCommand('doctor', main);
