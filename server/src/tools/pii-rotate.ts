import { resolve } from 'node:path';

import { AuditLog } from '../platform/audit-log.js';
import { Clock } from '../platform/clock.js';
import { readPiiKeys } from '../platform/config.js';
import { createDataSource } from '../platform/database/data-source.js';
import { startEmbeddedPostgres } from '../platform/database/embedded-postgres.js';
import { sqlState, Transactions } from '../platform/database/transactions.js';
import { readEnvironment } from '../platform/environment.js';
import { forgetPreviousPiiKey, renewPiiKey } from '../platform/kept-secrets.js';
import { PiiKeys, type PiiConfig } from '../platform/pii-keys.js';
import { KeyRotation, type RotationProgress, type RotationResult } from '../privacy/index.js';

/**
 * npm run pii:rotate (R13): everything that was sealed under PII_KEY_PREVIOUS is brought under PII_KEY, beside running
 * servers. With the embedded database, whose keys are kept in DATA_DIR/secrets.json, it makes the new key itself; no server
 * may run on it meanwhile. Killed in the middle, it goes on where it stopped when it is started again. Exit 1 when
 * some row cannot be opened by any key, 2 when it could not run.
 */
async function main(): Promise<void> {
  const env = readEnvironment(process.env);
  const { DATABASE_URL: url, DATA_DIR: dir, PII_KEY: given } = env;
  if (url) return rotateIn(url, readPiiKeys(env));
  const dataDir = resolve(dir || '.data');
  const database = await startEmbeddedPostgres({ dataDir: resolve(dataDir, 'postgres') }); // refuses beside a server
  try {
    if (!given) renewPiiKey(dataDir);
    await rotateIn(database.url, readPiiKeys(env), given ? undefined : dataDir);
  } finally {
    await database.stop();
  }
}

/** `keptIn`: the folder whose secrets.json holds the keys. */
async function rotateIn(url: string, config: PiiConfig, keptIn?: string): Promise<void> {
  const dataSource = await createDataSource(url, { role: null }).initialize();
  try {
    const transactions = new Transactions(dataSource);
    const rotation = new KeyRotation(
      transactions,
      new PiiKeys(transactions, config),
      new AuditLog(transactions, new Clock()),
    );
    const result = await rotation.run(showProgress);
    write(result ? report(result) : nothingToDo(config));
    if (result && result.unreadable.length > 0) process.exitCode = 1;
    else if (keptIn) forgetPreviousPiiKey(keptIn);
    else if (config.piiKeysPrevious.length > 0) write('PII_KEY_PREVIOUS can be removed.');
  } finally {
    await dataSource.destroy();
  }
}

function report({ rows, unreadable, switchMs }: RotationResult): string {
  const paused = switchMs === null ? '' : `, commands waited ${Math.ceil(switchMs)} ms`;
  if (unreadable.length === 0)
    return `✓ ${rows} rows are under the new key${paused}; the old one opens nothing any more.`;
  const ids = unreadable.slice(0, 10).join(', ') + (unreadable.length > 10 ? ', …' : '');
  return (
    `✗ ${rows} rows are under the new key${paused}; ${unreadable.length} cannot be opened by any key (ticket ${ids}). ` +
    'They have been changed, or their key is missing. PII_KEY_PREVIOUS is still needed: set what is missing and run this again.'
  );
}

const nothingToDo = ({ piiKeysPrevious }: PiiConfig): string =>
  piiKeysPrevious.length > 0
    ? '✓ Nothing to do: everything is under PII_KEY.'
    : 'Nothing to do: everything is under PII_KEY. To change it: PII_KEY=<new> PII_KEY_PREVIOUS=<old>, see docs/operations.md.';

const BAR_WIDTH = 24;
const LINE_EVERY_ROWS = 10_000;
let toldAt = 0;

/** A bar for people, a line now and then for a file. */
function showProgress({ done, total }: RotationProgress): void {
  if (process.stderr.isTTY) {
    const filled = Math.round((BAR_WIDTH * Math.min(done, total)) / Math.max(1, total));
    process.stderr.write(`\r${'█'.repeat(filled).padEnd(BAR_WIDTH, '░')} ${done} of ${total}`);
  } else if (toldAt === 0 || done - toldAt >= LINE_EVERY_ROWS) {
    toldAt = done;
    process.stderr.write(`${done} of ${total}\n`);
  }
}

function write(line: string): void {
  process.stdout.write(`${process.stderr.isTTY ? '\r\x1b[2K' : ''}${line}\n`);
}

const NO_SUCH_TABLE = '42P01';

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : 'could not run';
  const words = sqlState(error) === NO_SUCH_TABLE ? 'start a server of this version once first' : message;
  process.stderr.write(`pii:rotate: ${words}\n`);
  process.exitCode = 2;
});
