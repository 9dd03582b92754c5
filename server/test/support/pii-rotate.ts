import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

import { DataSource } from 'typeorm';

import { AuditLog } from '../../src/platform/audit-log.js';
import { Clock } from '../../src/platform/clock.js';
import { createDataSource } from '../../src/platform/database/data-source.js';
import { Transactions } from '../../src/platform/database/transactions.js';
import { PiiKeys, type PiiConfig } from '../../src/platform/pii-keys.js';
import { KeyRotation } from '../../src/privacy/index.js';

const COMMAND = resolve(__dirname, '../../dist/tools/pii-rotate.js');

export interface Rotated {
  /** Null: it was killed. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** npm run pii:rotate, as an operator runs it beside the servers. */
export function rotate(env: Record<string, string>): { child: ChildProcess; ended: Promise<Rotated> } {
  const child = spawn(process.execPath, [COMMAND], { env: { PATH: process.env['PATH'], ...env } });
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (data: Buffer) => (text[name] += data.toString()));
  }
  const ended = new Promise<Rotated>((done) => child.on('close', (code) => done({ code, ...text })));
  return { child, ended };
}

/** The same in this process, to be raced with. */
export async function rotationOf(
  url: string,
  config: PiiConfig,
): Promise<{ rotation: KeyRotation; close(): Promise<void> }> {
  const dataSource: DataSource = await createDataSource(url, { role: null }).initialize();
  const transactions = new Transactions(dataSource);
  const rotation = new KeyRotation(
    transactions,
    new PiiKeys(transactions, config),
    new AuditLog(transactions, new Clock()),
  );
  return { rotation, close: () => dataSource.destroy() };
}
