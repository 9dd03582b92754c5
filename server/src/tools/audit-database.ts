import { resolve } from 'node:path';

import { AuditChains } from '../audit/index.js';
import { createDataSource } from '../platform/database/data-source.js';
import { runningPostgres, startEmbeddedPostgres } from '../platform/database/embedded-postgres.js';
import { Transactions } from '../platform/database/transactions.js';
import { environment } from './command.js';

export { environment, runCommand } from './command.js';

/** Where the embedded database and its secrets are; null with DATABASE_URL. */
export const dataDir = (): string | null =>
  environment()['DATABASE_URL'] ? null : resolve(environment()['DATA_DIR'] || '.data');

/**
 * Runs `work` on the chains of the database named by DATABASE_URL, or of the embedded one in DATA_DIR, whether a server
 * runs on it or not.
 */
export async function withChains(work: (chains: AuditChains) => Promise<void>): Promise<void> {
  const { url, stop } = await openDatabase();
  const dataSource = await createDataSource(url, { role: null }).initialize();
  try {
    await work(new AuditChains(new Transactions(dataSource)));
  } finally {
    await dataSource.destroy();
    await stop();
  }
}

async function openDatabase(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = environment()['DATABASE_URL'];
  if (given) return { url: given, stop: async () => {} };
  const folder = resolve(dataDir() ?? '', 'postgres');
  const running = runningPostgres(folder);
  if (running) return { url: running, stop: async () => {} };
  const own = await startEmbeddedPostgres({ dataDir: folder });
  return { url: own.url, stop: () => own.stop() };
}

const BAR_WIDTH = 24;

/** A bar on a terminal; nothing in a file. */
export function showProgress(branch: string, events: number, length: number): void {
  if (!process.stderr.isTTY) return;
  const done = Math.min(BAR_WIDTH, Math.round((BAR_WIDTH * events) / Math.max(1, length)));
  process.stderr.write(`\r${branch.padEnd(12)} ${'█'.repeat(done).padEnd(BAR_WIDTH, '░')} ${events} of ${length}`);
}

export const clearLine = (): string => (process.stderr.isTTY ? '\r\x1b[2K' : '');
