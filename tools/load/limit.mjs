// @ts-check
import { ADMIN_EMAIL } from '../simulate/demo.mjs';
import { Failure } from '../simulate/failure.mjs';
import { Person } from '../simulate/person.mjs';
import { createRandom } from '../simulate/random.mjs';
import { startServer, withLog } from '../simulate/server-process.mjs';
import { quantile } from '../simulate/statistics.mjs';
import { openBranches, openDatabase, postmasterOf } from './bank.mjs';
import { inTurns, pause, until } from './crowd.mjs';
import { spread } from './figures.mjs';
import { createKeptCaller } from './http.mjs';
import { BusyBranch } from './limit-branch.mjs';
import { codeOf } from './plan.mjs';
import { chainsHold, nothingForbidden, ticketsAreAnswers } from './verify.mjs';
import { Watch } from './watch.mjs';

/** @typedef {import('./http.mjs').Sample} Sample */
/** @typedef {import('./args.mjs').Options} Options */

/**
 * One rate, held for some seconds.
 * @typedef {object} Step
 * @property {string} phase rising, beyond, after
 * @property {number} rate numbers asked for a second, in the whole bank
 * @property {number} seconds
 * @property {number} given numbers given a second
 * @property {number} requests answered a second
 * @property {number} refused share of the requests answered 503 or 429
 * @property {Record<string, number>} errors every other answer that is no 2xx
 * @property {{ p50: number, p95: number, p99: number, max: number }} issue ms, of those that were given a number
 * @property {number} deskP95 ms, start and complete
 * @property {number} pageP95 ms
 * @property {{ p50: number, p95: number, p99: number, max: number }} screens ms from the call to the screen
 * @property {{ worst: number, failed: number }} health ms; asked once a second
 * @property {number} silentScreens that heard no heartbeat where at least one was due
 * @property {number} waiting people at its end
 * @property {number | null} serverCpu cores
 * @property {number | null} postgresCpu
 * @property {number} driverCpu
 * @property {number | null} loopP99 ms
 * @property {boolean} holds
 */

const PASSWORD = 'ticketero';
const FIRST_RATE = 20;
const FACTOR = 1.5;
const STEPS_MAX = 14;
const TICK_MS = 10;
/** What a person at a kiosk, or an advisor, still takes for an answer. */
const PATIENCE_MS = 1_000;
const REFUSED_SHARE_MAX = 0.01;
const GIVEN_SHARE_MIN = 0.95;
const BRANCHES_AT_ONCE = 8;
const DRAIN_MS = 90_000;
const HEARTBEAT_SECONDS = 5;
const AFTERMATH_SECONDS = 20;

const isRefused = (/** @type {Sample} */ { status }) => status === 503 || status === 429;

/**
 * Raises the rate until it breaks, goes once beyond, and looks how it comes back at a tenth of what it held.
 * @param {Options} options
 * @param {(text: string) => void} say
 */
export async function raiseUntilItBreaks(options, say) {
  const server = await startServer({
    clockStart: null,
    speed: 1,
    built: options.built || options.lives,
    password: PASSWORD,
    env: {},
  });
  const database = await openDatabase(server.dataDir);
  /** @type {Sample[]} */
  const samples = [];
  const caller = createKeptCaller(server.origin, (sample) => samples.push(sample), 4_096);
  /** @type {BusyBranch[]} */
  let branches = [];
  const watch = new Watch(server.origin, postmasterOf(server.dataDir));
  try {
    const admin = new Person(caller.call, ADMIN_EMAIL, PASSWORD);
    await admin.signIn();
    const codes = Array.from({ length: options.branches }, (_, index) => codeOf(index));
    await openBranches(
      database,
      codes.map((code) => ({ code, customers: [], advisors: [] })),
    );
    await database.query('analyze');
    const ground = { call: caller.call, origin: server.origin, password: PASSWORD, admin };
    branches = codes.map((code) => new BusyBranch({ ...ground, code }));
    await inTurns(branches, BRANCHES_AT_ONCE, (branch) => branch.begin());
    const stage = new Stage({ branches, samples, watch, origin: server.origin, options });
    const steps = await climb(stage, server, say);
    await until(() => branches.every(({ open }) => open === 0), DRAIN_MS);
    const waiting = branches.reduce((sum, { open }) => sum + open, 0);
    const given = branches.flatMap((branch) => branch.codes);
    const drained = {
      name: 'everybody served in the end',
      ok: waiting === 0,
      checked: `${given.length} numbers`,
      problems: waiting === 0 ? [] : [`${waiting} still wait`],
    };
    const checks = [
      drained,
      await ticketsAreAnswers(database, given),
      await nothingForbidden(database),
      await chainsHold(server.dataDir),
    ];
    return { branches: options.branches, stepSeconds: options.stepSeconds, steps, recovery: stage.recovery, checks };
  } finally {
    watch.stop();
    for (const branch of branches) branch.close();
    caller.close();
    await database.end();
    await server.stop();
    server.clean();
  }
}

/** @param {Stage} stage @param {import('../simulate/server-process.mjs').ServerProcess} server @param {(text: string) => void} say */
async function climb(stage, server, say) {
  /** @type {Step[]} */
  const steps = [];
  const hold = async (/** @type {string} */ phase, /** @type {number} */ rate) => {
    const step = await stage.hold(phase, rate);
    if (server.hasEnded())
      throw new Failure(withLog(`the server ended at ${rate} numbers a second`, server.lastLines()));
    steps.push(step);
    say(
      `${phase} ${rate}/s: ${step.given.toFixed(0)} given, ${(100 * step.refused).toFixed(1)} % refused, issue p95 ${step.issue.p95.toFixed(0)} ms`,
    );
    return step;
  };
  let rate = FIRST_RATE;
  let good = FIRST_RATE;
  for (let count = 0; count < STEPS_MAX; count++, rate = Math.round(rate * FACTOR)) {
    if (!(await hold('rising', rate)).holds) break;
    good = rate;
  }
  await hold('beyond', Math.round(rate * FACTOR));
  await hold('after', Math.max(1, Math.round(good / 10)));
  return steps;
}

/** The bank on which one rate after another is tried. */
class Stage {
  /** Seconds after the rate fell until nothing was refused any more and the second's p95 was what people wait for. @type {number | null} */
  recovery = null;
  #coming = /** @type {Set<Promise<void>>} */ (new Set());

  /** @param {{ branches: BusyBranch[], samples: Sample[], watch: Watch, origin: string, options: Options }} parts */
  constructor(parts) {
    this.parts = parts;
    this.random = createRandom(parts.options.seed).fork('limit');
  }

  /** @param {string} phase @param {number} rate @returns {Promise<Step>} */
  async hold(phase, rate) {
    const { branches, samples, watch, options } = this.parts;
    samples.length = 0;
    for (const branch of branches) branch.take();
    const before = branches.map(({ heartbeats }) => [...heartbeats]);
    const looks = watch.usage.length;
    const began = performance.now();
    // Those who were refused before come again for a while.
    const holding = phase === 'after' ? options.stepSeconds + AFTERMATH_SECONDS : options.stepSeconds;
    const health = this.#askHealth(holding);
    await this.#send(rate, holding);
    const seconds = (performance.now() - began) / 1000;
    const tallies = branches.map((branch) => branch.take());
    const taken = [...samples];
    if (phase === 'after') this.recovery = recoveryOf(taken, began, seconds);
    const silent = branches.reduce(
      (sum, { heartbeats }, index) =>
        sum + heartbeats.filter((count, screen) => count === before[index]?.[screen]).length,
      0,
    );
    return this.#step({
      phase,
      rate,
      seconds,
      taken,
      tallies,
      usage: watch.usage.slice(looks),
      health: await health,
      silent: seconds > 2 * HEARTBEAT_SECONDS ? silent : 0,
    });
  }

  /** So many come in each tick, whatever became of those before. @param {number} rate @param {number} seconds */
  async #send(rate, seconds) {
    const { branches } = this.parts;
    const began = performance.now();
    let sent = 0;
    for (let now = began; now - began < seconds * 1000; now = performance.now()) {
      const due = ((now - began) / 1000) * rate;
      for (; sent < due; sent++) {
        const coming = this.random.pick(branches).come(this.random.next());
        this.#coming.add(coming);
        void coming.finally(() => this.#coming.delete(coming));
      }
      await pause(TICK_MS);
    }
  }

  /** @param {number} seconds */
  async #askHealth(seconds) {
    const health = { worst: 0, failed: 0 };
    for (let second = 0; second < seconds; second++) {
      const asked = performance.now();
      const status = await fetch(`${this.parts.origin}/api/health`, { signal: AbortSignal.timeout(10_000) }).then(
        (response) => response.status,
        () => 0,
      );
      health.worst = Math.max(health.worst, performance.now() - asked);
      if (status !== 200) health.failed += 1;
      await pause(Math.max(0, 1000 - (performance.now() - asked)));
    }
    return health;
  }

  /**
   * @param {{ phase: string, rate: number, seconds: number, taken: Sample[], tallies: import('./limit-branch.mjs').Tally[],
   *   usage: import('./watch.mjs').Usage[], health: { worst: number, failed: number }, silent: number }} seen
   * @returns {Step}
   */
  #step({ phase, rate, seconds, taken, tallies, usage, health, silent }) {
    const good = (/** @type {RegExp} */ label) =>
      taken.filter((one) => label.test(one.label) && one.status < 300 && one.status > 0).map(({ ms }) => ms);
    const p95 = (/** @type {number[]} */ values) => quantile(values, 0.95) ?? 0;
    const mean = (/** @type {(one: import('./watch.mjs').Usage) => number | null} */ read) => {
      const values = usage.map(read).filter((value) => value !== null);
      return values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;
    };
    const issues = good(/^POST \/api\/tickets$/);
    const issue = spread(issues);
    const deskP95 = p95(good(/\/current\//));
    const refused = taken.length === 0 ? 0 : taken.filter(isRefused).length / taken.length;
    const given = issues.length / seconds;
    const holds =
      refused <= REFUSED_SHARE_MAX &&
      issue.p95 <= PATIENCE_MS &&
      deskP95 <= PATIENCE_MS &&
      given >= GIVEN_SHARE_MIN * rate;
    /** @type {Record<string, number>} */
    const errors = {};
    for (const one of taken.filter((sample) => !isRefused(sample) && (sample.status === 0 || sample.status >= 300))) {
      const what = `${one.label}: ${one.status === 0 ? 'no answer' : `${one.status} ${one.code}`}`;
      errors[what] = (errors[what] ?? 0) + 1;
    }
    return {
      ...{ phase, rate, seconds, given, refused, errors, issue, deskP95, health, holds, silentScreens: silent },
      requests: taken.length / seconds,
      pageP95: p95(good(/^GET/)),
      screens: spread(tallies.flatMap(({ screenMs }) => screenMs)),
      waiting: this.parts.branches.reduce((sum, { open }) => sum + open, 0),
      serverCpu: mean(({ serverCpu }) => serverCpu),
      postgresCpu: mean(({ postgresCpu }) => postgresCpu),
      driverCpu: mean(({ driverCpu }) => driverCpu) ?? 0,
      loopP99: mean(({ loopP99 }) => loopP99),
    };
  }
}

/**
 * @param {readonly Sample[]} samples @param {number} began @param {number} seconds
 * @returns {number | null} null: it did not recover
 */
export function recoveryOf(samples, began, seconds) {
  let recovered = null;
  for (let second = Math.floor(seconds) - 1; second >= 0; second--) {
    const mine = samples.filter(({ at, ms }) => Math.floor((at + ms - began) / 1000) === second);
    const fine =
      mine.every((one) => !isRefused(one)) &&
      (quantile(
        mine.map(({ ms }) => ms),
        0.95,
      ) ?? 0) <= PATIENCE_MS;
    if (!fine) break;
    recovered = second;
  }
  return recovered;
}
