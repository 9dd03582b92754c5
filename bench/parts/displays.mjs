// @ts-check
// From the commit of a call to the last screen of its branch, beside a bare ws server that sends the same bytes to as many
// clients; the same with 500 branches while numbers are given; and what the caller's own answer costs with a full room.
import { makeBranches } from '../lib/branches.mjs';
import { figureOf, median, percentile } from '../lib/figures.mjs';
import { Connection, requestOf } from '../lib/http.mjs';
import { commitClock, displayTokens, openBareWs, openIssuer, openScreens, pause } from '../lib/screens.mjs';
import { bench, openWorld } from '../lib/world.mjs';

const PART = 'displays';
/** Longer than the joining of a burst, and than the telling of the largest room. */
const APART_MS = 160;
const EVENT = 'board:changed';
/** Goes with the state of a call, and by itself where that is joined with another of the last 100 ms. */
const CALLED = 'ticket:called';
const MANY = { branches: 500, screens: 10, perSecond: 200 };
/** Both halves of a series in turns: so many blocks, each half's p50 compared with the other's. */
const BLOCKS = 5;
/** Calls that come before those that count: a server that was just started still compiles what it runs. */
const WARM = 10;

/** @typedef {import('../lib/world.mjs').World} World */
/** @typedef {import('../lib/branches.mjs').BenchBranch} BenchBranch */
/** @typedef {import('../lib/figures.mjs').Figure} Figure */
/** @typedef {Awaited<ReturnType<typeof openScreens>>} Screens */
/** @typedef {Awaited<ReturnType<typeof openBareWs>>} BareWs */
/** @typedef {{ world: World, screens: Screens, bare: BareWs, clock: ReturnType<typeof commitClock>, quick: boolean, log: (line: string) => void }} Bench */

let person = 30_000_000;
let revision = 1_000_000;

/** One branch's kiosk and one advisor, over kept connections. */
class Desk {
  /** @type {number[]} */
  answers = [];

  /** @param {number} port @param {BenchBranch} branch */
  static async open(port, branch) {
    return new Desk(await Connection.open(port), branch);
  }

  /** @param {Connection} connection @param {BenchBranch} branch */
  constructor(connection, branch) {
    this.connection = connection;
    this.branch = branch;
  }

  async issue() {
    const body = { nationalId: `${++person}-K`, queueType: 'CAJA' };
    await this.#good(requestOf('POST', '/api/tickets', { token: this.branch.kiosk, body }));
  }

  /** Calls the next and notes how long its answer took. */
  async callNext() {
    const { token } = /** @type {{ token: string }} */ (this.branch.advisors[0]);
    const request = requestOf('POST', '/api/advisor/call-next', { token, body: { finish: 'COMPLETADO' } });
    const begin = performance.now();
    await this.#good(request);
    this.answers.push(performance.now() - begin);
  }

  /** @param {string} request */
  async #good(request) {
    const { status, body } = await this.connection.send(request);
    if (status !== 200 && status !== 201) throw new Error(`not a good answer: ${status} ${body}`);
    return body;
  }

  close() {
    this.connection.close();
  }
}

/** @param {BenchBranch} branch @param {string} token @param {number} port */
async function boardText(branch, token, port) {
  const connection = await Connection.open(port);
  const { body } = await connection.send(requestOf('GET', '/api/board', { token }));
  connection.close();
  const { at, state } = JSON.parse(body.toString());
  return (/** @type {number} */ number) => `42/display,["${EVENT}",${JSON.stringify({ revision: number, at, state })}]`;
}

/**
 * Ms from each moment to the last of `count` screens; a state that some did not get is none of them.
 * @param {Map<string, { count: number, last: number }>} seen
 * @param {Iterable<[string, number]>} moments `branch revision` → ms
 * @param {number} count
 * @param {string} [event]
 */
function lags(seen, moments, count, event = EVENT) {
  const found = [];
  for (const [key, at] of moments) {
    const entry = seen.get(`${event} ${key}`);
    if (entry?.count === count) found.push(entry.last - at);
  }
  return found;
}

/** The slowest and when in the series they were. @param {number[]} ms */
function slowest(ms) {
  const worst = ms.map((value, i) => ({ value, i })).sort((a, b) => b.value - a.value);
  return `slowest ${worst
    .slice(0, 4)
    .map(({ value, i }) => `${value.toFixed(0)} ms (number ${i})`)
    .join(', ')}`;
}

/**
 * One branch with `count` displays.
 * @param {Bench} on
 * @param {BenchBranch} branch
 * @param {BenchBranch} empty one as it, with nobody who looks
 * @param {number} count
 */
async function oneBranch({ world, screens, bare, clock, quick, log }, branch, empty, count) {
  const calls = quick ? 5 : count > 1_000 ? 20 : 100;
  const warm = quick ? 1 : WARM;
  const [token = ''] = await displayTokens(world.pool, [branch.id]);
  const all = Array.from({ length: count }, () => ({ group: branch.id, token }));
  await screens.open({ port: world.port, namespace: '/display', screens: all });
  await screens.open({ port: bare.port, path: `/${branch.id}`, namespace: null, screens: all });
  const [full, alone] = [await Desk.open(world.port, branch), await Desk.open(world.port, empty)];
  // One more: the first goes to the desk that is free (R7).
  for (let i = 0; i <= calls + warm; i++) for (const desk of [full, alone]) await desk.issue();
  const text = await boardText(branch, token, world.port);
  const apart = APART_MS * Math.max(1, count / 1_000);
  /** @type {[string, number][]} */
  const floors = [];
  const inTurns = async (/** @type {number} */ turns) => {
    for (let i = 0; i < turns; i++) {
      await full.callNext();
      await pause(apart);
      await alone.callNext(); // tells nobody
      revision += 1;
      floors.push([`${branch.id} ${revision}`, await bare.send(branch.id, text(revision))]);
      await pause(apart);
    }
  };
  await inTurns(warm);
  await pause(1_000);
  await screens.seen();
  const before = new Set((await clock.read()).keys());
  for (const list of [floors, full.answers, alone.answers]) list.length = 0;
  await inTurns(calls);
  const seen = await screens.seen();
  const commits = [...(await clock.read())].filter(([key]) => !before.has(key) && key.startsWith(`${branch.id} `));
  for (const desk of [full, alone]) desk.close();
  const [ours, floor] = [lags(seen, commits, count, CALLED), lags(seen, floors, count)];
  if (ours.length < calls * 0.9 || floor.length < calls)
    throw new Error(`${ours.length} of ${calls} calls were seen by all`);
  log(`${count} displays: ${text(revision).length} bytes, ${ours.length} calls seen by all of them; ${slowest(ours)}`);
  return { ours, floor, full: full.answers, alone: alone.answers };
}

/**
 * The p50 of each block, and the p99 of all.
 * @param {string} name
 * @param {{ ours: number[], floor: number[] }} lag
 * @param {{ p50?: number, p99?: number }} goals
 * @returns {Figure[]}
 */
function lagFigures(name, { ours, floor }, goals) {
  const half = (/** @type {number[]} */ all, /** @type {number} */ block) =>
    median(all.filter((_, i) => Math.floor((i * BLOCKS) / all.length) === block));
  const pairs = Array.from({ length: BLOCKS }, (_, block) => ({ ours: half(ours, block), floor: half(floor, block) }));
  const { p50, p99 } = goals;
  const [mine, bottom] = [percentile(ours, 0.99), percentile(floor, 0.99)];
  return [
    figureOf(
      {
        ...{ part: PART, name: `${name}, p50`, unit: 'ms' },
        ...(p50 && { goal: { text: `≤ ${p50} × bare ws`, met: (ratio) => ratio <= p50 } }),
      },
      pairs,
    ),
    {
      ...{ part: PART, name: `${name}, p99`, unit: 'ms', ours: mine, floor: bottom, ratio: mine / bottom },
      ...{ goal: p99 ? `< ${p99} ms` : null, met: p99 ? mine < p99 : null, pairs: BLOCKS },
    },
  ];
}

/** 500 branches with ten screens each, and numbers given all over the bank meanwhile. @param {Bench} on @param {BenchBranch[]} branches */
async function manyBranches({ world, screens, bare, clock, quick, log }, branches) {
  const tokens = await displayTokens(
    world.pool,
    branches.map(({ id }) => id),
  );
  const all = branches.flatMap(({ id }, i) =>
    Array.from({ length: MANY.screens }, () => ({ group: id, token: tokens[i] ?? '' })),
  );
  const [first] = /** @type {[BenchBranch]} */ (branches);
  await screens.open({ port: world.port, namespace: '/display', screens: all });
  for (const { id } of branches.slice(0, 50)) {
    const some = Array.from({ length: MANY.screens }, () => ({ group: id, token: '' }));
    await screens.open({ port: bare.port, path: `/${id}`, namespace: null, screens: some });
  }
  const text = await boardText(first, tokens[0] ?? '', world.port);
  const issuer = await openIssuer();
  try {
    const task = {
      port: world.port,
      kiosks: branches.map(({ kiosk }) => kiosk),
      perSecond: MANY.perSecond,
      connections: 16,
    };
    await issuer.issue({ ...task, seconds: quick ? 1 : 4, firstPerson: 40_000_000 }); // warm
    await pause(1_000);
    await screens.seen();
    const before = new Set((await clock.read()).keys());
    const seconds = quick ? 2 : 15;
    const issuing = issuer.issue({ ...task, seconds, firstPerson: 41_000_000 });
    issuing.catch(() => {}); // heard below
    /** @type {[string, number][]} */
    const floors = [];
    const until = performance.now() + seconds * 1_000;
    for (let i = 0; performance.now() < until; i++) {
      const { id } = /** @type {BenchBranch} */ (branches[i % Math.min(50, branches.length)]);
      revision += 1;
      floors.push([`${id} ${revision}`, await bare.send(id, text(revision))]);
      await pause(50);
    }
    const { answers, wrong, perSecond } = await issuing;
    if (wrong > 0) throw new Error(`${wrong} issues were refused`);
    const seen = await screens.seen();
    const commits = [...(await clock.read())].filter(([key]) => !before.has(key));
    const lag = { ours: lags(seen, commits, MANY.screens), floor: lags(seen, floors, MANY.screens) };
    log(
      `${answers} numbers given, ${perSecond.toFixed(0)}/s; ${commits.length} commits, ${lag.ours.length} told at once`,
    );
    const name = `${branches.length} × ${MANY.screens} displays, ${perSecond.toFixed(0)} issues/s: commit to the last of a branch`;
    return lagFigures(name, lag, { p99: 6 });
  } finally {
    await issuer.stop();
  }
}

/** Runs `work` with a server of its own. @param {{ quick: boolean, log: (line: string) => void }} options @param {(on: Bench) => Promise<Figure[]>} work */
async function withBench({ quick, log }, work) {
  const clock = commitClock();
  /** @type {Figure[]} */
  const figures = [];
  try {
    await bench(
      () => openWorld(clock.env, undefined, clock.nodeArgs),
      async (world) => {
        const [screens, bare] = [await openScreens(), await openBareWs()];
        try {
          figures.push(...(await work({ world, screens, bare, clock, quick, log })));
        } finally {
          await Promise.all([screens.stop(), bare.stop()]);
        }
      },
    );
  } finally {
    await clock.close();
  }
  return figures;
}

/**
 * @param {{ quick: boolean, log: (line: string) => void }} options
 * @returns {Promise<Figure[]>}
 */
export async function measure(options) {
  const { quick } = options;
  /** @type {Figure[]} */
  const figures = [];
  for (const count of quick ? [20] : [100, 1_000, 5_000]) {
    const found = await withBench(options, async (on) => {
      const [branch, empty] = await makeBranches(on.world.pool, 2, { advisors: 1 });
      if (!branch || !empty) return [];
      const { full, alone, ...lag } = await oneBranch(on, branch, empty, count);
      const name = `call-next's commit to the last of ${count} displays`;
      const goals = count === 1_000 ? { p50: 1.4, p99: 30 } : {};
      const pairs = full.map((ours, i) => ({ ours, floor: alone[i] ?? NaN }));
      const answer = { part: PART, name: `call-next's own answer, ${count} displays in its room`, unit: 'ms' };
      const goal = { text: '≤ 2 × with none', met: (/** @type {number} */ ratio) => ratio <= 2 };
      return [...lagFigures(name, lag, goals), figureOf({ ...answer, ...(count === 1_000 && { goal }) }, pairs)];
    });
    figures.push(...found);
  }
  const branches = quick ? 20 : MANY.branches;
  const many = await withBench(options, async (on) =>
    manyBranches(on, await makeBranches(on.world.pool, branches, { advisors: 1 })),
  );
  return [...figures, ...many];
}
