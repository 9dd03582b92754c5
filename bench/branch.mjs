// @ts-check
// npm run bench: the hot commands of one branch over HTTP, each beside a floor measured in the same run on the same
// database: one transaction of a bare pg client (begin, lock a row, update it, commit) with as many connections. What
// counts is the ratio: the machine's noise is in both. Bounded: about half a minute, on this machine alone.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import pg from 'pg';

/** Built, so not known to the type checker of a fresh clone. */
const LAUNCHER = '../server/dist/platform/database/embedded-postgres.js';
const ROOT = resolve(fileURLToPath(import.meta.url), '../..');
const PASSWORD = 'ticketero';
const ROUNDS = 5;
const CALLS = 150;

/** @type {{ startEmbeddedPostgres: (options: { dataDir: string }) => Promise<{ url: string, stop(): Promise<void> }>, freePort: () => Promise<number> }} */
const launcher = (await import(LAUNCHER)).default;
const dataDir = mkdtempSync(join(tmpdir(), 'ticketero-bench-'));
const postgres = await launcher.startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') });
const port = await launcher.freePort();
const server = spawn(process.execPath, [join(ROOT, 'server/dist/main.js')], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: {
    ...process.env,
    ...{ PORT: String(port), HOST: '127.0.0.1', DATABASE_URL: postgres.url, SEED_DEMO: 'true', LOG_LEVEL: 'error' },
    ...{ JWT_SECRET: 'b'.repeat(32), PII_KEY: 'b'.repeat(64), RATE_LIMIT_FACTOR: '0' },
  },
});
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

/**
 * @param {string} method
 * @param {string} path
 * @param {{ token?: string, body?: object }} [options]
 * @returns {Promise<{ status: number, body: any }>}
 */
function call(method, path, { token, body } = {}) {
  const text = body && JSON.stringify(body);
  const headers = {
    ...(text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {}),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };
  return new Promise((answered, failed) => {
    const request = http.request({ host: '127.0.0.1', port, method, path, headers, agent }, (response) => {
      let answer = '';
      response.setEncoding('utf8').on('data', (chunk) => (answer += chunk));
      response.on('end', () =>
        answered({ status: response.statusCode ?? 0, body: answer ? JSON.parse(answer) : null }),
      );
      response.on('error', failed);
    });
    request.on('error', failed).end(text);
  });
}

/**
 * Calls a second, with `connections` at once. Throws when one does not succeed: only a good answer counts.
 * @param {number} connections
 * @param {(index: number) => Promise<unknown>} work
 */
async function rate(connections, work) {
  let next = 0;
  const begin = performance.now();
  const worker = async () => {
    while (next < CALLS) await work(next++);
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return (CALLS * 1000) / (performance.now() - begin);
}

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/**
 * @param {number} connections
 * @returns {Promise<{ work: () => Promise<unknown>, end: () => Promise<void> }>}
 */
async function floor(connections) {
  const pool = new pg.Pool({ connectionString: postgres.url, max: connections });
  await pool.query('create table if not exists bench_floor (id int primary key, n int)');
  await pool.query('insert into bench_floor values (1, 0) on conflict do nothing');
  const work = async () => {
    const client = await pool.connect();
    await client.query('begin');
    await client.query({ name: 'lock', text: 'select n from bench_floor where id = 1 for no key update' });
    await client.query({ name: 'update', text: 'update bench_floor set n = n + 1 where id = 1' });
    await client.query('commit');
    client.release();
  };
  return { work, end: () => pool.end() };
}

async function untilReady() {
  for (let i = 0; i < 200; i++) {
    if (server.exitCode !== null) throw new Error('the server did not start');
    if ((await call('GET', '/api/health').catch(() => null))?.status === 200) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error('the server is not ready after 20 s');
}

let person = 10_000_000;

async function main() {
  await untilReady();
  const { deviceToken } = (await call('POST', '/api/demo/devices', { body: { kind: 'KIOSK' } })).body;
  const credentials = { email: 'carlos.rodriguez@banco.com', password: PASSWORD };
  const { accessToken } = (await call('POST', '/api/auth/login', { body: credentials })).body;
  const good = async (/** @type {Promise<{ status: number, body: any }>} */ answer) => {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
    return body;
  };
  const issue = () => {
    const body = { nationalId: `${++person}-K`, queueType: 'CAJA' };
    return good(call('POST', '/api/tickets', { token: deviceToken, body }));
  };
  const leave = async () => good(call('DELETE', `/api/tickets/${(await issue()).codigoReferencia}`));
  const callNext = async () => {
    await issue();
    await good(call('POST', '/api/advisor/call-next', { token: accessToken, body: { finish: 'COMPLETADO' } }));
  };
  const seen = await issue();
  const read = () => good(call('GET', `/api/tickets/${seen.codigoReferencia}`));
  const checks = new pg.Client({ connectionString: postgres.url });
  await checks.connect();
  const { rows } = await checks.query("select current_setting('fsync') f, current_setting('synchronous_commit') s");
  await checks.end();
  console.log(
    `Node ${process.version}; fsync ${rows[0].f}, synchronous_commit ${rows[0].s}; median of ${ROUNDS} rounds`,
  );
  console.log('what                        connections   per second   floor   ratio');
  const works = [
    { name: 'issue + cancel', transactions: 2, work: leave },
    { name: 'read a ticket', transactions: 1, work: read },
    { name: 'issue + call-next', transactions: 2, work: callNext },
  ];
  await call('PUT', '/api/advisor/status', { token: accessToken, body: { status: 'AVAILABLE' } });
  for (const { name, transactions, work } of works) {
    for (const connections of name.includes('call-next') ? [1] : [1, 16]) {
      const base = await floor(connections);
      const pairs = [];
      for (let i = 0; i < ROUNDS; i++) {
        const bottom = await rate(connections, base.work);
        pairs.push({ bottom, ours: (await rate(connections, work)) * transactions });
      }
      await base.end();
      const ours = median(pairs.map((pair) => pair.ours));
      const bottom = median(pairs.map((pair) => pair.bottom));
      const ratio = median(pairs.map((pair) => pair.ours / pair.bottom));
      const figures = [String(connections).padStart(8), ours.toFixed(0).padStart(15), bottom.toFixed(0).padStart(8)];
      console.log(`${name.padEnd(28)}${figures.join('')}${ratio.toFixed(2).padStart(8)}`);
    }
  }
}

// Ended from outside: what was started is stopped all the same.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop().then(() => process.exit(1)));
try {
  await main();
} finally {
  await stop();
}

async function stop() {
  agent.destroy();
  server.kill('SIGTERM');
  if (server.exitCode === null) await once(server, 'exit');
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
