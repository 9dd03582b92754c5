// @ts-check
// What every bench stands on: a server and a database of its own, a caller that keeps its connections, and rates.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import pg from 'pg';

import { quietPort } from '../../tools/lib/free-ports.mjs';
import { endsWithUs, startPostgres } from './ending.mjs';

/** Built, so not known to the type checker of a fresh clone. */
const LAUNCHER = '../../server/dist/platform/database/embedded-postgres.js';
const ROOT = resolve(fileURLToPath(import.meta.url), '../../..');
/** Loaded into the server before its own code: see hook.cjs. */
const HOOK = join(ROOT, 'bench/lib/hook.cjs');
const PASSWORD = 'ticketero';
/** Of every server that has a database of its own: whoever fills it can sign tokens. */
export const JWT_SECRET = 'b'.repeat(32);
/** A minute at least: beside the tests of a whole run a server takes long to start. */
const READY_TRIES = 600;

/** On what: the version of the last world's database. */
export const measured = { postgres: '' };

/** @typedef {{ token?: string, body?: object }} CallOptions */
/** @typedef {{ status: number, body: any }} Answer */
/** @typedef {Awaited<ReturnType<typeof openWorld>>} World */

/**
 * @param {Record<string, string>} [env] more of the server's environment
 * @param {string} [kept] a DATA_DIR that was there before and stays
 * @param {string[]} [nodeArgs] of the server's node, such as --cpu-prof
 */
export async function openWorld(env = {}, kept, nodeArgs = []) {
  /** @type {{ runningPostgres: (dataDir: string) => string | null }} */
  const launcher = (await import(LAUNCHER)).default;
  const dataDir = kept ?? mkdtempSync(join(tmpdir(), 'ticketero-bench-'));
  const folder = join(dataDir, 'postgres');
  // A kept one is opened as "npm start" opens it, with its own secrets.
  const postgres = kept ? null : await startPostgres({ dataDir: folder });
  const secrets = { JWT_SECRET, PII_KEY: 'b'.repeat(64) };
  const port = await quietPort();
  const server = spawn(process.execPath, ['--require', HOOK, ...nodeArgs, join(ROOT, 'server/dist/main.js')], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
    env: {
      ...process.env,
      ...{ PORT: String(port), HOST: '127.0.0.1', SEED_DEMO: 'true', LOG_LEVEL: 'error', RATE_LIMIT_FACTOR: '0' },
      ...(postgres ? { DATABASE_URL: postgres.url, ...secrets } : { DATABASE_URL: '', DATA_DIR: dataDir }),
      ...env,
    },
  });
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  /** @type {pg.Pool | null} */
  let pool = null;

  const stop = endsWithUs(async () => {
    agent.destroy();
    await pool?.end();
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
    await postgres?.stop();
    if (!kept) rmSync(dataDir, { recursive: true, force: true });
  });
  const call = caller(agent, port);
  try {
    for (let tries = 0; (await call('GET', '/api/health').catch(() => null))?.status !== 200; tries++) {
      if (server.exitCode !== null || tries > READY_TRIES) throw new Error('the server did not start');
      await new Promise((later) => setTimeout(later, 100));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const databaseUrl = postgres?.url ?? launcher.runningPostgres(folder) ?? '';
  pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const { rows } = await pool.query("select current_setting('server_version') as version");
  measured.postgres = rows[0].version;
  const ask = asker(server);
  return { databaseUrl, port, pid: server.pid ?? 0, pool, call, ask, stop, ...(await branchOf(call)) };
}

/** @typedef {{ client: number, flight: number, name?: string, text: string, values?: unknown[] }} SentStatement as the server sent it */

/**
 * What hook.cjs answers from inside the server.
 * @param {import('node:child_process').ChildProcess} server
 */
function asker(server) {
  return async (/** @type {'settings' | 'capture' | 'captured'} */ question) => {
    server.send({ bench: question });
    for (;;) {
      const [answer] = /** @type {[{ bench?: string, answer?: any }]} */ (await once(server, 'message'));
      if (answer.bench === question) return answer.answer;
    }
  };
}

/**
 * @param {http.Agent} agent
 * @param {number} port
 */
function caller(agent, port) {
  return (
    /** @type {string} */ method,
    /** @type {string} */ path,
    /** @type {CallOptions} */ { token, body } = {},
    /** @returns {Promise<Answer>} */
  ) => {
    const text = body && JSON.stringify(body);
    const headers = {
      ...(text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    };
    return /** @type {Promise<Answer>} */ (
      new Promise((answered, failed) => {
        const request = http.request({ host: '127.0.0.1', port, method, path, headers, agent }, (response) => {
          let answer = '';
          response.setEncoding('utf8').on('data', (chunk) => (answer += chunk));
          response.on('end', () =>
            answered({ status: response.statusCode ?? 0, body: answer ? JSON.parse(answer) : null }),
          );
          response.on('error', failed);
        });
        request.on('error', failed).end(text);
      })
    );
  };
}

let person = 10_000_000;

/**
 * The demo branch: its kiosk, and one advisor who is ready. Every work throws unless its answer is a 2xx: only a good
 * answer counts.
 * @param {ReturnType<typeof caller>} call
 */
async function branchOf(call) {
  const good = async (/** @type {Promise<Answer>} */ answer) => {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
    return body;
  };
  const { deviceToken } = await good(call('POST', '/api/demo/devices', { body: { kind: 'KIOSK' } }));
  const credentials = { email: 'carlos.rodriguez@banco.com', password: PASSWORD };
  const { accessToken: token } = await good(call('POST', '/api/auth/login', { body: credentials }));
  const ready = () => good(call('PUT', '/api/advisor/status', { token, body: { status: 'AVAILABLE' } }));
  const issue = () => {
    const body = { nationalId: `${++person}-K`, queueType: 'CAJA' };
    return good(call('POST', '/api/tickets', { token: deviceToken, body }));
  };
  const issueAndCancel = async () => good(call('DELETE', `/api/tickets/${(await issue()).codigoReferencia}`));
  const issueAndCallNext = async () => {
    await issue();
    await good(call('POST', '/api/advisor/call-next', { token, body: { finish: 'COMPLETADO' } }));
  };
  const read = (/** @type {string} */ codigoReferencia) => good(call('GET', `/api/tickets/${codigoReferencia}`));
  return { ready, issue, issueAndCancel, issueAndCallNext, read };
}

/**
 * Runs a bench, and stops what was opened for it.
 * @template {{ stop: () => Promise<void> }} Opened
 * @param {() => Promise<Opened>} open
 * @param {(world: Opened) => Promise<void>} work
 */
export async function bench(open, work) {
  const world = await open();
  try {
    await work(world);
  } finally {
    await world.stop();
  }
}
