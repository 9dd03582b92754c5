// @ts-check
// What the process costs: with 100 open branches and nobody doing anything, with 1,000 screens that look on, in memory, at
// the start; and how large the web clients are on the wire.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { BUDGETS_KB, firstLoad } from '../../tools/lib/first-load.mjs';
import { makeBranches } from '../lib/branches.mjs';
import { childEndsWithUs } from '../lib/ending.mjs';
import { figureOf, median } from '../lib/figures.mjs';
import { displayTokens, openScreens, pause } from '../lib/screens.mjs';
import { bench, openWorld } from '../lib/world.mjs';

const PART = 'process';
const ROOT = resolve(fileURLToPath(import.meta.url), '../../..');
/** Of /proc/…/stat on Linux. */
const TICKS_PER_SECOND = 100;
const IDLE_GOAL = 5;
const BRANCHES = 100;
const SCREENS = 1_000;

/** @typedef {import('../lib/world.mjs').World} World */
/** @typedef {import('../lib/figures.mjs').Figure} Figure */
/** @typedef {{ server: number, database: number }} Cpu seconds */

/** /proc/…/stat from the state on: [1] the parent, [11] and [12] its own ticks, [13] and [14] those of buried children. @param {number} pid */
function statOf(pid) {
  const file = `/proc/${pid}/stat`;
  const stat = existsSync(file) ? readFileSync(file, 'utf8') : ') ';
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** CPU seconds of a process so far; 0 when it is gone. @param {number} pid */
function cpuOf(pid) {
  const [, , , , , , , , , , , user = 0, system = 0] = statOf(pid);
  return (Number(user) + Number(system)) / TICKS_PER_SECOND;
}

/** MB in memory. @param {number} pid */
function residentMb(pid) {
  const match = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(match?.[1]) / 1024;
}

/**
 * Of the postmaster, of every child that it has buried, and of those that live: backends come and go.
 * @param {World} world
 * @returns {Promise<Cpu>}
 */
async function cpu({ pool, pid }) {
  const { rows } = await pool.query('select pid, pg_backend_pid() as mine from pg_stat_activity');
  const postmaster = Number(statOf(Number(rows[0]?.mine))[1]);
  const [, , , , , , , , , , , , , ofChildren, inKernel] = statOf(postmaster);
  const buried = (Number(ofChildren) + Number(inKernel)) / TICKS_PER_SECOND;
  const alive = rows.map((row) => cpuOf(Number(row.pid))).reduce((sum, one) => sum + one, 0);
  return { server: cpuOf(pid), database: cpuOf(postmaster) + buried + alive };
}

/** Percent of a core, over `seconds` in which nothing is asked. @param {World} world @param {number} seconds @returns {Promise<Cpu>} */
async function idle(world, seconds) {
  const [begin, before] = [performance.now(), await cpu(world)];
  await pause(seconds * 1_000);
  const [after, took] = [await cpu(world), (performance.now() - begin) / 1_000];
  const percent = (/** @type {keyof Cpu} */ whose) => ((after[whose] - before[whose]) * 100) / took;
  return { server: percent('server'), database: percent('database') };
}

/** @param {string} name @param {string} unit @param {number} ours @param {{ floor?: number, text?: string, met?: boolean, note?: string }} [more] @returns {Figure} */
function single(name, unit, ours, { floor, text, met, note } = {}) {
  const ratio = floor === undefined ? null : ours / floor;
  const goal = { goal: text ?? null, met: met ?? null };
  return { part: PART, name, unit, ours, floor: floor ?? null, ratio, ...goal, pairs: 1, ...(note && { note }) };
}

/** @param {{ quick: boolean, log: (line: string) => void }} options */
async function idleFigures({ quick, log }) {
  const [branches, count, seconds] = quick ? [3, 30, 2] : [BRANCHES, SCREENS, 20];
  /** @type {Figure[]} */
  const figures = [];
  await bench(openWorld, async (world) => {
    const made = await makeBranches(world.pool, branches, { advisors: 5 });
    const tokens = await displayTokens(
      world.pool,
      made.map(({ id }) => id),
    );
    await pause(quick ? 500 : 12_000); // alerts and positions of what has just been made
    const alone = await idle(world, seconds);
    const screens = await openScreens();
    try {
      const screensOf = (/** @type {number} */ many) =>
        Array.from({ length: many }, (_, i) => ({ group: 0, token: tokens[i % branches] ?? '' }));
      await screens.open({ port: world.port, namespace: '/display', screens: screensOf(count) });
      await pause(quick ? 500 : 6_000);
      const watched = await idle(world, seconds);
      const more = quick ? 30 : 4_000; // one thousand is lost in what the process keeps anyway
      const before = residentMb(world.pid);
      await screens.open({ port: world.port, namespace: '/display', screens: screensOf(more) });
      const memory = ((residentMb(world.pid) - before) * 1_000) / more;
      log(`idle: server ${watched.server.toFixed(1)} %, database ${watched.database.toFixed(1)} % of a core`);
      const what = `${branches} open branches`;
      const met = watched.server < IDLE_GOAL;
      figures.push(
        single(`idle CPU, ${what}, ${count} screens`, '%', watched.server, {
          floor: alone.server,
          text: '< 5 % of a core',
          met,
          note: 'floor: no screens',
        }),
        single(`the same of PostgreSQL's processes`, '%', watched.database, {
          floor: alone.database,
          note: 'floor: no screens',
        }),
        single('memory of 1,000 more screens', 'MB', memory, { note: `the process: ${before.toFixed(0)} MB` }),
      );
    } finally {
      await screens.stop();
    }
  });
  return figures;
}

/** Ms until a program of node has ended, or has said something. @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
async function startUp(args, env) {
  const begin = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const stop = childEndsWithUs(child);
  await Promise.race([once(child, 'exit'), once(child.stdout, 'data')]);
  const took = performance.now() - begin;
  await stop();
  return took;
}

/** From the start of the process to "ready", its database there and migrated. @param {{ quick: boolean }} options */
async function startFigures({ quick }) {
  /** @type {Figure[]} */
  const figures = [];
  await bench(openWorld, async ({ databaseUrl }) => {
    const env = {
      DATABASE_URL: databaseUrl,
      PORT: '0',
      JWT_SECRET: 'b'.repeat(32),
      PII_KEY: 'b'.repeat(64),
      LOG_LEVEL: 'error',
    };
    const nest = "require('reflect-metadata'); require('@nestjs/core'); require('@nestjs/platform-fastify')";
    const pairs = [];
    for (let i = 0; i < (quick ? 1 : 5); i++) {
      const floor = await startUp(['-e', `${nest}; require('@nestjs/websockets')`]);
      pairs.push({ ours: await startUp([join(ROOT, 'server/dist/main.js')], env), floor });
    }
    const bare = [];
    for (let i = 0; i < (quick ? 1 : 5); i++) bare.push(await startUp(['-e', '0']));
    const note = `floor: loading Nest; node alone ${median(bare).toFixed(0)} ms`;
    figures.push(figureOf({ part: PART, name: 'start to ready, database there', unit: 'ms', note }, pairs));
  });
  return figures;
}

/** What a browser fetches before the first screen of each client that is built, in gzip, against its budget. */
function sizeFigures() {
  return Object.entries(BUDGETS_KB).flatMap(([app, budget]) => {
    const dist = join(ROOT, app, 'dist');
    if (!existsSync(join(dist, 'index.html'))) return [];
    const kb = firstLoad(dist).reduce((sum, { bytes }) => sum + bytes, 0) / 1_000;
    return [single(`${app}: first load, gzip`, 'kB', kb, { text: `≤ ${budget} kB`, met: kb <= budget })];
  });
}

/**
 * @param {{ quick: boolean, log: (line: string) => void }} options
 * @returns {Promise<Figure[]>}
 */
export async function measure(options) {
  return [...(await idleFigures(options)), ...(await startFigures(options)), ...sizeFigures()];
}
