// @ts-check
import { startBotApi } from '../../server/test/support/bot-api/bot-api.mjs';
import { calibrate } from '../simulate/day.mjs';
import { instantOf, timeOfDay, VirtualClock } from '../simulate/clock.mjs';
import { ADMIN_EMAIL, BRANCH_TIME_ZONE } from '../simulate/demo.mjs';
import { Failure } from '../simulate/failure.mjs';
import { Person } from '../simulate/person.mjs';
import { showProgress } from '../simulate/progress.mjs';
import { startServer, withLog } from '../simulate/server-process.mjs';
import { linkPhones, openBranches, openDatabase, postmasterOf } from './bank.mjs';
import { BranchLife } from './branch.mjs';
import { inTurns, pause, until } from './crowd.mjs';
import { createKeptCaller } from './http.mjs';
import { readMessages } from './messages.mjs';
import { FROM_SECONDS } from './plan.mjs';
import { checkDatabase, promisesOf } from './verify.mjs';
import { Watch } from './watch.mjs';

/** @typedef {import('./args.mjs').Options} Options */
/** @typedef {import('./plan.mjs').BranchPlan} BranchPlan */
/** @typedef {import('./http.mjs').Sample} Sample */

/**
 * @typedef {object} BankRecord
 * @property {BranchLife[]} branches
 * @property {Sample[]} samples of the day alone, from the first sign-in on
 * @property {import('./watch.mjs').Usage[]} usage
 * @property {{ from: number, to: number }} open seconds of the watch between which the doors were open
 * @property {number[]} lateness of the driver, seconds of the branch's time
 * @property {ReturnType<import('./lag.mjs').CallWatch['lags']>} lags
 * @property {import('./messages.mjs').Messages} messages
 * @property {import('./verify.mjs').Check[]} checks
 * @property {{ compared: number, covered: number }} promises
 * @property {number} realSeconds
 */

const DATE = '260310';
/** Real seconds from the server's start to the opening: the more branches, the more doors to unlock. */
const openingSeconds = (/** @type {number} */ branches) => 8 + branches * 0.8;
/** Whoever came last must be served before midnight ends the day (R4). */
const LAST_CLOSING_SECONDS = 22 * 3600;
const BRANCHES_AT_ONCE = 8;
/** After the doors close, at least: who still stands before a kiosk takes a number, and a service may last an hour. */
const DRAIN_REAL_MS = 240_000;
const DRAIN_BRANCH_MS = 4 * 3_600_000;
const MESSAGES_QUIET_MS = 120_000;
const SHOWN_LIMIT_MS = 10_000;
const READERS = 4;
/** What the real one allows a bot (Telegram's FAQ): about 30 a second, and one a second to a chat. */
const TELEGRAM_LIMITS = { perSecond: 30 };

/**
 * The whole day, from the first sign-in to the last message.
 * @param {readonly BranchPlan[]} plans
 * @param {Options} options
 * @returns {Promise<BankRecord>}
 */
export async function liveDay(plans, options) {
  const { speed, built } = options;
  const midnight = instantOf(DATE, 0, BRANCH_TIME_ZONE);
  const opening = midnight + FROM_SECONDS * 1000;
  const api = await startBotApi({ limits: TELEGRAM_LIMITS });
  const clockStart = Math.max(midnight + 1000, opening - openingSeconds(plans.length) * speed * 1000);
  const env = {
    ...{ TELEGRAM_BOT_TOKEN: api.token, TELEGRAM_BOT_NAME: api.botName, TELEGRAM_API_ROOT: api.root },
    CLOCK_JOBS: 'real',
  };
  const server = await startServer({ clockStart, speed, built, password: 'ticketero', env }).catch(async (error) => {
    await api.close();
    throw error;
  });
  const clock = new VirtualClock(speed);
  const database = await openDatabase(server.dataDir);
  /** @type {Sample[]} */
  const samples = [];
  const caller = createKeptCaller(server.origin, (sample) => samples.push(sample), 4_096);
  const ground = {
    clock,
    call: caller.call,
    origin: server.origin,
    password: 'ticketero',
    keyPrefix: `load-${options.seed}`,
  };
  /** @type {BranchLife[]} */
  let branches = [];
  try {
    await calibrate(clock, caller.call);
    const admin = new Person(caller.call, ADMIN_EMAIL, ground.password);
    await admin.signIn();
    await openBranches(database, plans);
    const told = plans.flatMap(({ customers }) => customers.filter(({ telegram }) => telegram));
    const chats = await linkPhones(
      database,
      server.dataDir,
      told.map(({ phone }) => phone ?? ''),
    );
    for (const chatId of chats) api.person({ chatId, firstName: 'Cliente', started: true });
    await database.query('analyze');
    branches = plans.map((plan) => new BranchLife(plan, { ...ground, admin }));
    const watch = new Watch(server.origin, postmasterOf(server.dataDir));
    try {
      return await drive({ branches, clock, midnight, samples, server, database, watch, options });
    } finally {
      watch.stop();
    }
  } finally {
    clock.stop();
    for (const branch of branches) branch.disconnect();
    caller.close();
    if (!database.ended) await database.end();
    await server.stop();
    await api.close();
    server.clean();
  }
}

/**
 * @param {{ branches: BranchLife[], clock: VirtualClock, midnight: number, samples: Sample[],
 *   server: import('../simulate/server-process.mjs').ServerProcess, database: import('pg').Pool, watch: Watch, options: Options }} parts
 * @returns {Promise<BankRecord>}
 */
async function drive({ branches, clock, midnight, samples, server, database, watch, options }) {
  const { speed, hours } = options;
  await inTurns(branches, BRANCHES_AT_ONCE, (branch) => branch.furnish());
  samples.length = 0; // devices are paired once in their lives
  await inTurns(branches, BRANCHES_AT_ONCE, (branch) => branch.staff());
  await Promise.all(branches.flatMap(({ advisors }) => advisors.map((advisor) => advisor.ready())));
  const planned = midnight + FROM_SECONDS * 1000;
  // A machine that was slow to get ready opens later: everything of the day moves with it.
  const opening = Math.max(planned, clock.now() + 1000 * speed);
  const closing = opening + hours * 3_600_000;
  if (closing > midnight + LAST_CLOSING_SECONDS * 1000) {
    throw new Failure(
      `the bank was ready ${Math.round((opening - planned) / 1000 / speed)} s late: a lower --speed helps`,
    );
  }
  await clock.sleepUntil(opening);
  clock.lateness.length = 0;

  const began = performance.now();
  const from = watch.seconds;
  const progress = showProgress(() => progressOf(branches, clock, opening, closing));
  try {
    const everybody = Promise.all(branches.map((branch) => branch.live(midnight + opening - planned)));
    /** @type {{ done: boolean }} */
    const state = { done: false };
    void everybody.then(() => (state.done = true));
    const limit = (closing - clock.now()) / speed + Math.max(DRAIN_REAL_MS, DRAIN_BRANCH_MS / speed);
    const over = () => server.hasEnded() || (state.done && branches.every(({ open }) => open <= 0));
    await until(over, limit, 250);
    if (server.hasEnded()) throw new Failure(withLog('the server ended during the day', server.lastLines()));
  } finally {
    progress.stop();
  }
  const realSeconds = (performance.now() - began) / 1000;
  const to = watch.seconds;
  const messages = await afterTheLast(database, speed);
  watch.stop();
  const lateness = [...clock.lateness];
  clock.stop();
  const ofTheDay = [...samples];
  await inTurns(branches, READERS, (branch) => branch.close());
  await until(() => branches.every(allShown), SHOWN_LIMIT_MS);
  for (const { world, displays } of branches) world.record.displays = displays.map((display) => display.record());
  const checks = await checkDatabase(database, server.dataDir, branches);
  const promises = await promisesOf(database);
  await database.end();
  const { code, signal } = await server.stop();
  for (const { world } of branches) world.record.server = { code, signal };
  return {
    ...{
      branches,
      samples: ofTheDay,
      usage: watch.usage,
      open: { from, to },
      lateness,
      messages,
      checks,
      promises,
      realSeconds,
    },
    lags: lagsOf(branches, clock),
  };
}

/** @param {BranchLife[]} branches @param {VirtualClock} clock @param {number} opening @param {number} closing */
function progressOf(branches, clock, opening, closing) {
  const counts = branches.map(({ world }) => world.counts());
  const sum = (/** @type {'issued' | 'served' | 'open'} */ what) => counts.reduce((all, one) => all + one[what], 0);
  const share = (clock.now() - opening) / (closing - opening);
  const time = timeOfDay(clock.now(), BRANCH_TIME_ZONE);
  return { time, share, issued: sum('issued'), served: sum('served'), open: sum('open') };
}

/**
 * Telegram takes 25 a second from us: what is still due goes out, or is called off, before anybody counts.
 * @param {import('pg').Pool} database @param {number} speed
 */
async function afterTheLast(database, speed) {
  const limit = performance.now() + MESSAGES_QUIET_MS;
  const due = async () =>
    (
      await database.query(
        `select count(*)::int as n from mensaje where estado_envio = 'PENDIENTE' and ready_at is not null`,
      )
    ).rows[0].n;
  while ((await due()) > 0 && performance.now() < limit) await pause(500);
  return readMessages(database, speed);
}

/** @param {BranchLife} branch */
function allShown({ world, displays }) {
  const calls = world.record.tickets.filter(({ assignedAt }) => assignedAt).length;
  return displays.every(({ board, announced }) => Math.max(board.size, announced.size) >= calls);
}

/** @param {BranchLife[]} branches @param {VirtualClock} clock */
function lagsOf(branches, clock) {
  const all = {
    calls: 0,
    missed: 0,
    fromAnswer: /** @type {number[]} */ ([]),
    fromDecision: /** @type {number[]} */ ([]),
  };
  for (const { watch, world, displays } of branches) {
    const names = displays.map(({ name }) => name);
    const lags = watch.lags(world.record.tickets, names, (virtual) => clock.real(virtual));
    all.calls += lags.calls;
    all.missed += lags.missed;
    for (const lag of lags.fromAnswer) all.fromAnswer.push(lag);
    for (const lag of lags.fromDecision) all.fromDecision.push(lag);
  }
  return all;
}
