// @ts-check
// Two processes with a real Redis: from a call at one process to the last display of the other, beside the last display of
// the same process, both of the same call.
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import http from 'node:http';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { io } from 'socket.io-client';

import { programOf } from '../../server/test/support/programs.mjs';
import { makeBranches } from '../lib/branches.mjs';
import { childEndsWithUs, endsWithUs } from '../lib/ending.mjs';
import { figureOf, percentile } from '../lib/figures.mjs';
import { bench, JWT_SECRET, openWorld } from '../lib/world.mjs';

const PART = 'processes';
/** Built, so not known to the type checker of a fresh clone. */
const LAUNCHER = '../../server/dist/platform/database/embedded-postgres.js';
const MAIN = resolve(fileURLToPath(import.meta.url), '../../../server/dist/main.js');
const ROUNDS = 5;
const CALLS = { full: 24, quick: 5 };
const DISPLAYS = { full: 100, quick: 5 };
/** Longer than a room waits to join bursts: each call is told at once. */
const PAUSE_MS = 150;
const FINISH = { finish: 'COMPLETADO' };
const DISPLAY_DEVICE = `insert into device (branch_id, kind, name, token_hash, paired_at, created_at)
  values ($1, 'DISPLAY', 'Pantalla', $2, now(), now())`;

const pause = (/** @type {number} */ ms) => new Promise((later) => setTimeout(later, ms));

/** @param {number} port @returns {Promise<boolean>} */
const answers = (port) =>
  new Promise((done) => {
    http
      .get({ port, host: '127.0.0.1', path: '/api/health' }, (response) => {
        let text = '';
        response.on('data', (chunk) => (text += chunk));
        response.on('end', () => done(JSON.parse(text).components.redis.status === 'UP'));
      })
      .on('error', () => done(false));
  });

/** @param {string} program @param {number} port */
function startRedis(program, port) {
  const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  return spawn(program, options, { stdio: 'ignore' });
}

/** The other process of the same bank. @param {string} databaseUrl @param {string} redisUrl @param {number} port */
function startSecond(databaseUrl, redisUrl, port) {
  const secrets = { JWT_SECRET, PII_KEY: 'b'.repeat(64) };
  const env = { PORT: `${port}`, HOST: '127.0.0.1', LOG_LEVEL: 'error', RATE_LIMIT_FACTOR: '0', REDIS_URL: redisUrl };
  return spawn(process.execPath, [MAIN], {
    stdio: 'ignore',
    env: { ...process.env, ...env, ...secrets, DATABASE_URL: databaseUrl, SEED_DEMO: 'false' },
  });
}

/**
 * Displays of one process; `last(numero)` is when all of them have shown it.
 * @param {number} port
 * @param {string} token
 * @param {number} count
 */
async function openDisplays(port, token, count) {
  /** Number → how many have shown it, and who waits for all. @type {Map<string, { shown: number, at: number, done?: (at: number) => void }>} */
  const numbers = new Map();
  const of = (/** @type {string} */ numero) => {
    const known = numbers.get(numero) ?? { shown: 0, at: 0 };
    numbers.set(numero, known);
    return known;
  };
  const sockets = Array.from({ length: count }, () =>
    io(`http://127.0.0.1:${port}/display`, { transports: ['websocket'], auth: { token }, forceNew: true }),
  );
  await Promise.all(sockets.map((socket) => new Promise((live) => socket.once('snapshot', live))));
  for (const socket of sockets) {
    /** @type {Set<string>} */
    const seen = new Set();
    socket.on('board:changed', ({ state }) => {
      for (const { numero } of state.called) {
        if (seen.has(numero)) continue;
        seen.add(numero);
        const known = of(numero);
        known.shown += 1;
        known.at = performance.now();
        if (known.shown === count) known.done?.(known.at);
      }
    });
  }
  return {
    /** @param {string} numero @returns {Promise<number>} */
    last: (numero) =>
      new Promise((done) => {
        const known = of(numero);
        if (known.shown === count) done(known.at);
        else known.done = done;
      }),
    close: () => sockets.forEach((socket) => socket.close()),
  };
}

/** @param {import('../lib/world.mjs').World} world @param {{ quick: boolean, secondPort: number }} options */
async function measureIn({ pool, port, call }, { quick, secondPort }) {
  const size = quick ? 'quick' : 'full';
  const rounds = quick ? 1 : ROUNDS;
  const [branch] = await makeBranches(pool, 1, { advisors: 1 });
  if (!branch) throw new Error('no branch');
  const display = `dev_${randomBytes(32).toString('base64url')}`;
  await pool.query(DISPLAY_DEVICE, [branch.id, createHash('sha256').update(display).digest()]);
  for (let person = 0; person <= rounds * CALLS[size]; person++) {
    const body = { nationalId: `${20_000_000 + person}-K`, queueType: 'CAJA' };
    const { status } = await call('POST', '/api/tickets', { token: branch.kiosk, body });
    if (status !== 201) throw new Error(`issue: ${status}`);
  }
  const [here, there] = await Promise.all([port, secondPort].map((one) => openDisplays(one, display, DISPLAYS[size])));
  if (!here || !there) throw new Error('no displays');
  /** @type {{ same: number[], other: number[] }[]} */
  const pairs = [];
  for (let round = 0; round < rounds; round++) {
    const [same, other] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
    for (let i = 0; i < CALLS[size]; i++) {
      await pause(PAUSE_MS);
      const sent = performance.now();
      const token = branch.advisors[0]?.token;
      const { status, body } = await call('POST', '/api/advisor/call-next', { token, body: FINISH });
      if (status !== 200) throw new Error(`call-next: ${status}`);
      const [atHere, atThere] = await Promise.all([here.last(body.numero), there.last(body.numero)]);
      same.push(atHere - sent);
      other.push(atThere - sent);
    }
    pairs.push({ same, other });
  }
  here.close();
  there.close();
  const note = 'from sending call-next: the command itself is in both';
  return [0.5, 0.99].map((share) =>
    figureOf(
      {
        part: PART,
        name: `call to the last of ${DISPLAYS[size]} displays of another process, p${share * 100}`,
        unit: 'ms',
        note,
      },
      pairs.map(({ same, other }) => ({ ours: percentile(other, share), floor: percentile(same, share) })),
    ),
  );
}

/** @param {{ quick: boolean, log: (line: string) => void }} options */
export async function measure({ quick, log }) {
  const program = programOf('redis-server');
  if (program === null) {
    log('processes: left out, there is no redis-server on this machine (REDIS_SERVER_PATH)');
    return [];
  }
  /** @type {{ freePort: () => Promise<number> }} */
  const { freePort } = (await import(LAUNCHER)).default;
  const redisPort = await freePort();
  const redisUrl = `redis://127.0.0.1:${redisPort}`;
  const redis = startRedis(program, redisPort);
  const stopRedis = endsWithUs(() => redis.kill('SIGKILL'));
  /** @type {import('../lib/figures.mjs').Figure[]} */
  let figures = [];
  try {
    await bench(
      () => openWorld({ REDIS_URL: redisUrl }),
      async (world) => {
        const secondPort = await freePort();
        const second = startSecond(world.databaseUrl, redisUrl, secondPort);
        const stopSecond = childEndsWithUs(second);
        try {
          while (!(await answers(world.port)) || !(await answers(secondPort))) await pause(100);
          figures = await measureIn(world, { quick, secondPort });
        } finally {
          await stopSecond();
        }
      },
    );
  } finally {
    await stopRedis();
  }
  return figures;
}
