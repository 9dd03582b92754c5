import { resolve } from 'node:path';

import { AuditChains } from '../audit/index.js';
import { createDataSource } from '../platform/database/data-source.js';
import { runningPostgres, startEmbeddedPostgres } from '../platform/database/embedded-postgres.js';
import { Transactions } from '../platform/database/transactions.js';

/**
 * npm run audit:verify (R10): walks every chain of the database named by DATABASE_URL, or of the embedded one in DATA_DIR,
 * whether a server runs on it or not. Exit 1, and the id of the first event that does not fit, when one is broken.
 */
async function main(): Promise<void> {
  const { url, stop } = await openDatabase();
  const dataSource = await createDataSource(url, { role: null }).initialize();
  try {
    const chains = new AuditChains(new Transactions(dataSource));
    for (const { branchId, branch, length } of await chains.list()) {
      const report = await chains.verify(branchId, (events) => showProgress(branch, events, length));
      const verdict = report.valid
        ? `✓ ${report.events} events, last hash ${report.lastHash ?? 'none'}`
        : `✗ broken at event ${report.firstInvalidId ?? ''}, after ${report.events} that fit`;
      process.stdout.write(`${clearLine()}${branch.padEnd(12)} ${verdict}\n`);
      if (!report.valid) process.exitCode = 1;
    }
  } finally {
    await dataSource.destroy();
    await stop();
  }
}

async function openDatabase(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env['DATABASE_URL'];
  if (given) return { url: given, stop: async () => {} };
  const dataDir = resolve(process.env['DATA_DIR'] || '.data', 'postgres');
  const running = runningPostgres(dataDir);
  if (running) return { url: running, stop: async () => {} };
  const own = await startEmbeddedPostgres({ dataDir });
  return { url: own.url, stop: () => own.stop() };
}

const BAR_WIDTH = 24;

function showProgress(branch: string, events: number, length: number): void {
  if (!process.stderr.isTTY) return;
  const done = Math.round((BAR_WIDTH * events) / Math.max(1, length));
  process.stderr.write(`\r${branch.padEnd(12)} ${'█'.repeat(done).padEnd(BAR_WIDTH, '░')} ${events} of ${length}`);
}

const clearLine = (): string => (process.stderr.isTTY ? '\r\x1b[2K' : '');

main().catch((error: unknown) => {
  process.stderr.write(`audit:verify: ${error instanceof Error ? error.message : 'could not run'}\n`);
  process.exitCode = 2;
});
