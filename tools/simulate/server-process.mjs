import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quietPort } from '../lib/free-ports.mjs';
import { inRoot } from '../lib/paths.mjs';
import { Failure } from './failure.mjs';

/** A first start also installs and builds. */
const READY_TIMEOUT_MS = 300_000;
const READY_POLL_MS = 100;
/** The server promises 10 s. */
const STOP_TIMEOUT_MS = 20_000;
const LINES_KEPT = 30;
/** What it wrote before it ended is still on its way. */
const LAST_WORDS_MS = 100;

/** Settings of the person's own server: this one must touch neither its database nor its bot. */
const NOT_INHERITED = [
  'NODE_ENV',
  'DATABASE_URL',
  'REDIS_URL',
  'JWT_SECRET',
  'PII_KEY',
  'PUBLIC_URL',
  'TRUST_PROXY',
  'TELEGRAM_BOT_TOKEN',
  'TELEGRAM_BOT_NAME',
  'TELEGRAM_API_ROOT',
  'TELEGRAM_WEBHOOK_URL',
  'CLOCK_START',
  'CLOCK_SINCE',
  'CLOCK_JOBS',
];

/**
 * @typedef {object} ServerProcess
 * @property {string} origin
 * @property {string} dataDir
 * @property {() => string[]} lastLines of its log
 * @property {() => boolean} hasEnded
 * @property {() => Promise<{ code: number | null, signal: string | null }>} stop SIGTERM, then SIGKILL when it does not obey
 * @property {() => void} clean removes its data
 */

/**
 * A server with an empty branch of its own, whose clock starts at `clockStart` and runs `speed` times faster. Resolves
 * when it is healthy; throws Failure with its last words when it does not get there.
 * @param {{ clockStart: number | null, speed: number, built: boolean, password: string, env: Record<string, string> }} options
 *   env: more of it; clockStart: null for the real time
 * @returns {Promise<ServerProcess>}
 */
export async function startServer({ clockStart, speed, built, password, env }) {
  const port = await quietPort();
  const dataDir = mkdtempSync(join(tmpdir(), 'ticketero-day-'));
  const inherited = Object.entries(process.env).filter(([name]) => !NOT_INHERITED.includes(name));
  const child = spawn(process.execPath, [inRoot('tools', 'start.mjs')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...Object.fromEntries(inherited),
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      SEED_DEMO: 'true',
      DEMO_PASSWORD: password,
      RATE_LIMIT_FACTOR: '0',
      LOG_LEVEL: 'warn',
      ...(clockStart === null ? {} : { CLOCK_START: new Date(clockStart).toISOString() }),
      CLOCK_SPEED: String(speed),
      ...(built ? { TICKETERO_SKIP_BUILD: '1' } : {}),
      ...env,
    },
  });

  /** @type {string[]} */
  const lines = [];
  const keep = (/** @type {Buffer} */ chunk) => {
    lines.push(...chunk.toString('utf8').split('\n').filter(Boolean));
    lines.splice(0, Math.max(0, lines.length - LINES_KEPT));
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  /** @type {{ code: number | null, signal: string | null } | null} */
  let ended = null;
  /** @type {Promise<{ code: number | null, signal: string | null }>} */
  const exit = new Promise((resolve) => {
    // Not 'close': the database of a server that was killed still holds the other ends of its pipes.
    child.once('exit', (code, signal) => {
      setTimeout(() => {
        ended = { code, signal };
        child.stdout.destroy();
        child.stderr.destroy();
        resolve(ended);
      }, LAST_WORDS_MS);
    });
  });

  /** Ctrl-C, or a signal to this process alone: no server, database or directory stays behind. */
  const interrupted = () =>
    void server.stop().then(() => {
      server.clean();
      process.exit(130);
    });
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);

  const server = {
    origin: `http://127.0.0.1:${port}`,
    dataDir,
    lastLines: () => lines,
    hasEnded: () => ended !== null,
    async stop() {
      if (!ended) child.kill('SIGTERM');
      const kill = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      const result = await exit;
      clearTimeout(kill);
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
      return result;
    },
    clean: () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
  try {
    await untilHealthy(server);
  } catch (error) {
    await server.stop();
    server.clean();
    throw error;
  }
  return server;
}

/** @param {ServerProcess} server */
async function untilHealthy(server) {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (server.hasEnded()) throw new Failure(withLog('the server ended before it was ready', server.lastLines()));
    try {
      const response = await fetch(`${server.origin}/api/health`, { signal: AbortSignal.timeout(2_000) });
      if (response.status === 200) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS));
  }
  throw new Failure(withLog(`the server was not ready after ${READY_TIMEOUT_MS / 1000} s`, server.lastLines()));
}

/**
 * @param {string} what
 * @param {string[]} lines
 */
export function withLog(what, lines) {
  return lines.length === 0 ? what : `${what}; its last lines:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
