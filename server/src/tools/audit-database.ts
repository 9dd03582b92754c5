import { AuditChains } from '../audit/index.js';
import { createDataSource } from '../platform/database/data-source.js';
import { Transactions } from '../platform/database/transactions.js';
import { withDatabase } from './command.js';

/**
 * Runs `work` on the chains of the database named by DATABASE_URL, or of the embedded one in DATA_DIR, whether a server
 * runs on it or not.
 */
export async function withChains(work: (chains: AuditChains) => Promise<void>): Promise<void> {
  await withDatabase(async (url) => {
    const dataSource = await createDataSource(url, { role: null }).initialize();
    try {
      await work(new AuditChains(new Transactions(dataSource)));
    } finally {
      await dataSource.destroy();
    }
  });
}

const BAR_WIDTH = 24;

/** A bar on a terminal; nothing in a file. */
export function showProgress(branch: string, events: number, length: number): void {
  if (!process.stderr.isTTY) return;
  const done = Math.min(BAR_WIDTH, Math.round((BAR_WIDTH * events) / Math.max(1, length)));
  process.stderr.write(`\r${branch.padEnd(12)} ${'█'.repeat(done).padEnd(BAR_WIDTH, '░')} ${events} of ${length}`);
}

export const clearLine = (): string => (process.stderr.isTTY ? '\r\x1b[2K' : '');
