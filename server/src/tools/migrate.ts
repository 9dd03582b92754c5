import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { Client } from 'pg';

import { readOwnerUrl } from '../platform/config.js';
import { migrate } from '../platform/database/migrate.js';
import { environment, runCommand } from './command.js';

const WAIT_SECONDS = 30;
const ASK_EVERY_MS = 500;

/**
 * npm run migrate: brings the schema up to date as DATABASE_OWNER_URL (DATABASE_URL where there is no other), and ends.
 * Servers may run meanwhile, and another one of these. A database that is still starting is waited for, `--wait` seconds
 * at most. Exit 1 when a migration failed (those before it stay), 2 when it could not run.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { wait: { type: 'string', default: String(WAIT_SECONDS) } } });
  const seconds = Number(values.wait);
  if (!(seconds >= 0)) throw new Error('--wait: must be a number of seconds');
  const url = readOwnerUrl(environment());
  await untilItAnswers(url, performance.now() + seconds * 1_000);
  try {
    const ran = await migrate(url);
    const last = ran.at(-1);
    write(last ? `✓ Migrations: ${ran.length}, the last one ${last}.` : '✓ Nothing to do: the schema is up to date.');
  } catch (error) {
    process.stderr.write(`migrate: ${firstLineOf(error)}\n`);
    process.exitCode = 1;
  }
}

/** Throws what the last try met; at once where waiting does not help, as with a wrong password. */
async function untilItAnswers(url: string, deadline: number): Promise<void> {
  for (let told = false; ; told = true) {
    const failure = await failureOf(url);
    if (failure === null) return;
    if (!isStarting(failure)) throw new Error(firstLineOf(failure));
    if (performance.now() >= deadline) throw new Error('the database does not answer');
    if (!told) process.stderr.write('migrate: the database does not answer yet\n');
    await pause(ASK_EVERY_MS);
  }
}

async function failureOf(url: string): Promise<unknown> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return null;
  } catch (error) {
    return error ?? new Error('could not connect');
  } finally {
    await client.end().catch(() => {});
  }
}

/** Nobody listens there, nobody answers, its name is not known yet, or it says that it is starting (57P03). */
function isStarting(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : firstLineOf(error);
  return error instanceof AggregateError || /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|57P|timeout)/.test(code);
}

/** Of several addresses of one name each has its own error, and the whole no message. */
function firstLineOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  return message.split('\n')[0] || 'could not run';
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}

runCommand('migrate', main);
