// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { quietPort } from '../lib/free-ports.mjs';
import { inRoot } from '../lib/paths.mjs';

const READY_MS = 60_000;
const LOOK_EVERY_MS = 50;
/** A person's own settings: this server must touch neither their database nor their backups. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG'];
const inherited = Object.fromEntries(
  INHERITED.flatMap((name) => (process.env[name] ? [[name, process.env[name] ?? '']] : [])),
);

/**
 * @typedef {{ start: number, since: number }} BranchClock ms: what the branch's clock showed, and the real moment of that
 * @typedef {{ dataDir: string, backupDir: string, rpoSeconds: number, clock: BranchClock }} Places
 */

/**
 * @typedef {object} DrillServer
 * @property {string} origin
 * @property {() => Promise<void>} kill -9, it and its database
 * @property {() => Promise<void>} stop
 */

/** What the drill says to the product's commands: @param {Places} places @returns {Record<string, string>} */
export const settingsOf = ({ dataDir, backupDir, rpoSeconds, clock }) => ({
  ...inherited,
  DATA_DIR: dataDir,
  BACKUP_DIR: backupDir,
  BACKUP_RPO_SECONDS: String(rpoSeconds),
  CLOCK_START: new Date(clock.start).toISOString(),
  CLOCK_SINCE: new Date(clock.since).toISOString(),
});

/**
 * The built server with the demo branch, on the database in `dataDir`. Healthy when it resolves.
 * @param {Places} places
 * @returns {Promise<DrillServer>}
 */
export async function startServer(places) {
  const port = await quietPort();
  const origin = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [inRoot('server', 'dist', 'main.js')], {
    env: { ...settingsOf(places), HOST: '127.0.0.1', PORT: String(port), RATE_LIMIT_FACTOR: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  child.stderr.on('data', (/** @type {Buffer} */ chunk) => (words += chunk.toString('utf8')));
  // Not 'close': the database of a server that was killed may still hold the other end.
  const ended = once(child, 'exit');
  const atExit = () => child.kill('SIGTERM');
  process.once('exit', atExit);
  const end = async (/** @type {NodeJS.Signals} */ signal) => {
    child.kill(signal);
    await ended;
    child.stderr.destroy();
    process.off('exit', atExit);
  };
  const deadline = Date.now() + READY_MS;
  while (!(await isHealthy(origin))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await end('SIGKILL');
      throw new Error(`the server did not get ready: ${words.trim()}`);
    }
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  }
  return {
    origin,
    async kill() {
      process.kill(postmasterOf(places.dataDir), 'SIGKILL');
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
  };
}

/** @param {string} origin */
async function isHealthy(origin) {
  try {
    return (await fetch(`${origin}/api/health`, { signal: AbortSignal.timeout(2_000) })).status === 200;
  } catch {
    return false; // not listening yet
  }
}

/** @param {string} dataDir */
const postmasterOf = (dataDir) =>
  Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
