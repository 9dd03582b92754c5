// @ts-check
import { spawn } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { awayFromMidnight } from '../../tools/lib/away-from-midnight.mjs';
import { quietPort } from '../../tools/lib/free-ports.mjs';
import { makeScratch } from '../../tools/lib/scratch.mjs';

export const ROOT = resolve(fileURLToPath(import.meta.url), '../../..');

const READY_MS = 60_000;
const LOOK_EVERY_MS = 50;
/** The server promises 10 s. */
const STOP_MS = 15_000;
const WORDS_KEPT = 4_000;

/** A person's own settings: this server must touch neither their database nor their bot. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot', 'LANG'];

/**
 * @typedef {object} Server
 * @property {string} origin
 * @property {() => Promise<void>} stop SIGTERM, and waits; the data stays
 * @property {(env?: Record<string, string>) => Promise<void>} start again, on the same port and with the same data
 * @property {() => string} printed its last words: what a person reads who started it
 * @property {() => Promise<void>} close stops it and removes its data
 */

/**
 * The product as a person starts it, with a branch of its own. Ready when it resolves.
 * @param {Record<string, string>} [env]
 * @returns {Promise<Server>}
 */
export async function startServer(env = {}) {
  const port = await quietPort();
  const dataDir = makeScratch('ticketero-e2e-');
  // Within a test run each begins with a copy of one database: to make it is a third of a server's first start.
  const database = env['SEED_DEMO'] === 'false' ? undefined : process.env['TICKETERO_DATABASE'];
  if (database) cpSync(database, dataDir, { recursive: true });
  const origin = `http://127.0.0.1:${port}`;
  /** @type {Record<string, string>} */
  const settings = {
    ...Object.fromEntries(INHERITED.flatMap((name) => (process.env[name] ? [[name, process.env[name] ?? '']] : []))),
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: dataDir,
    RATE_LIMIT_FACTOR: '0',
    LOG_LEVEL: 'warn',
    ...(env['CLOCK_START'] ? {} : awayFromMidnight()),
    ...env,
  };
  let running = await launch(origin, settings);

  const server = {
    origin,
    stop: () => running.stop(),
    printed: () => running.printed(),
    /** @param {Record<string, string>} [more] */
    start: async (more = {}) => {
      const { CLOCK_SINCE: _, ...others } = settings; // belongs to the start that it came with
      running = await launch(origin, { ...(more['CLOCK_START'] ? others : settings), ...more });
    },
    close: async () => {
      await running.stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
  return server;
}

/**
 * @param {string} origin
 * @param {Record<string, string>} env
 */
async function launch(origin, env) {
  const child = spawn(process.execPath, [join(ROOT, 'server', 'dist', 'main.js')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  const keep = (/** @type {Buffer} */ chunk) => {
    words = (words + chunk.toString('utf8')).slice(-WORDS_KEPT);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  let ended = false;
  /** @type {Promise<void>} */
  const end = new Promise((done) => {
    child.once('close', () => {
      ended = true;
      done();
    });
  });
  // Whatever ends this process, no server stays behind.
  const killed = () => child.kill('SIGTERM');
  process.once('exit', killed);

  const stop = async () => {
    if (!ended) child.kill('SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await end;
    clearTimeout(kill);
    process.off('exit', killed);
  };
  const deadline = Date.now() + READY_MS;
  while (!(await isHealthy(origin))) {
    if (ended || Date.now() > deadline) {
      await stop();
      throw new Error(`the server did not get ready; its last words:\n${words}`);
    }
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  }
  return { stop, printed: () => words };
}

/** @param {string} origin */
async function isHealthy(origin) {
  try {
    return (await fetch(`${origin}/api/health`, { signal: AbortSignal.timeout(2_000) })).status === 200;
  } catch {
    return false; // not listening yet
  }
}
