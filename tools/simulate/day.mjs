import { setTimeout as pause } from 'node:timers/promises';

import { Advisor } from './advisor.mjs';
import { instantOf, isoDay, timeOfDay, VirtualClock } from './clock.mjs';
import { ADMIN_EMAIL, BRANCH_TIME_ZONE, SUPERVISOR_EMAIL } from './demo.mjs';
import { Display } from './display.mjs';
import { Failure } from './failure.mjs';
import { createCaller } from './http.mjs';
import { Kiosk } from './kiosk.mjs';
import { Person } from './person.mjs';
import { KIOSKS } from './plan.mjs';
import { showProgress } from './progress.mjs';
import { startServer, withLog } from './server-process.mjs';
import { pairDevice, Supervisor } from './supervisor.mjs';
import { TelegramDay } from './telegram/telegram-day.mjs';
import { World } from './world.mjs';

/** @typedef {import('./plan.mjs').Plan} Plan */
/** @typedef {import('./args.mjs').Options} Options */
/** @typedef {import('./server-process.mjs').ServerProcess} ServerProcess */

/** @typedef {{ kiosks: Kiosk[], displays: Display[], advisors: Advisor[], telegram: TelegramDay | null }} Branch */

/** The server's clock runs while it starts and everybody signs in: at full speed that is most of an hour. */
const START_ALLOWANCE_REAL_SECONDS = 10;
const EARLY_SECONDS = 300;
/** How long after the doors close the last ones may still be inside. */
const DRAIN_LIMIT_SECONDS = 3 * 3600;
/** At midnight the server ends the business day, and with it whatever is open (R4). */
const LAST_SECOND = 24 * 3600 - 300;
const POLL_MS = 50;
const CALIBRATIONS = 15;
const SETTLE_LIMIT_MS = 10_000;

/**
 * @param {Promise<unknown>} promise
 * @param {number} ms
 * @returns {Promise<boolean>} whether it was kept in time
 */
async function within(promise, ms) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(() => resolve(false), ms)));
  return /** @type {Promise<boolean>} */ (Promise.race([promise.then(() => true), late])).finally(() =>
    clearTimeout(timer),
  );
}

/**
 * Reads the server's clock several times and keeps the reading that took least.
 * @param {VirtualClock} clock
 * @param {import('./http.mjs').Call} call
 */
export async function calibrate(clock, call) {
  let best = Infinity;
  for (let reading = 0; reading < CALIBRATIONS; reading++) {
    const sent = performance.now();
    const { status, body } = await call('GET', '/api/health');
    const took = performance.now() - sent;
    if (status !== 200 || took >= best) continue;
    best = took;
    clock.anchor(Date.parse(body.timestamp), sent + took / 2);
  }
  if (best === Infinity) throw new Failure('the server does not tell its time');
}

/**
 * Runs the plan against a server of its own, from the first sign-in to the server's end.
 * @param {Plan} plan
 * @param {string} date yymmdd
 * @param {Pick<Options, 'speed' | 'seed' | 'built' | 'telegram' | 'telegramFaults' | 'displays' | 'keep'>} options
 * @param {string} password of the demo's people
 * @param {typeof startServer} start another way to come to a server, or to several of one installation
 */
export async function runDay(plan, date, options, password, start = startServer) {
  const midnight = instantOf(date, 0, BRANCH_TIME_ZONE);
  const opening = midnight + plan.opensAt * 1000;
  const { speed, seed, built, telegramFaults: faults } = options;
  const telegram = options.telegram === 0 ? null : await TelegramDay.open(plan.customers, { faults, seed, speed });
  const leadSeconds = EARLY_SECONDS + (START_ALLOWANCE_REAL_SECONDS + (telegram?.leadSeconds ?? 0)) * speed;
  const clockStart = Math.max(midnight + 1000, opening - leadSeconds * 1000);
  const starting = start({ clockStart, speed, built, password, env: telegram?.env ?? {} });
  const server = await starting.catch(async (error) => {
    await telegram?.close();
    throw error;
  });
  const clock = new VirtualClock(speed);
  const world = new World(clock);
  /** @type {Branch} */
  const branch = { kiosks: [], displays: [], advisors: [], telegram };
  try {
    return await drive({ plan, midnight, opening, day: isoDay(date), options, password, server, world, branch });
  } finally {
    clock.stop();
    for (const { socket } of [...branch.kiosks, ...branch.displays, ...branch.advisors]) socket?.close();
    await server.stop();
    await telegram?.close();
    if (options.keep) process.stderr.write(`The server's data is kept in ${server.dataDir}\n`);
    else server.clean();
  }
}

/** @param {{ plan: Plan, midnight: number, opening: number, day: string, options: Pick<Options, 'seed' | 'displays'>, password: string, server: ServerProcess, world: World, branch: Branch }} parts */
async function drive({ plan, midnight, opening, day, options, password, server, world, branch }) {
  const { clock } = world;
  const { kiosks, displays, advisors, telegram } = branch;
  world.record.arrivals = plan.customers.length;
  const call = createCaller(server.origin, world.record.http);
  await calibrate(clock, call);

  const supervisor = await open(branch, { plan, world, call, options, password, server });
  await telegram?.prepare();
  telegram?.begin(world, call);
  const readyLate = (clock.now() - (opening - EARLY_SECONDS * 1000)) / 1000;
  await clock.sleepUntil(opening - EARLY_SECONDS * 1000);
  await Promise.all(advisors.map((advisor) => advisor.ready()));
  void supervisor.watch();
  const lunches = advisors.map((advisor) => advisor.lunch(midnight));

  const lastArrival = plan.customers.at(-1)?.at ?? plan.opensAt;
  const deadline = midnight + Math.min(lastArrival + DRAIN_LIMIT_SECONDS, Math.max(LAST_SECOND, lastArrival)) * 1000;
  const progress = showProgress(() => ({
    ...world.counts(),
    time: timeOfDay(clock.now(), BRANCH_TIME_ZONE),
    share: (clock.now() - opening) / (midnight + lastArrival * 1000 - opening),
  }));
  try {
    const everybody = Promise.all([serveAll(plan, midnight, world, kiosks), ...lunches]);
    await untilDone(everybody, world, deadline, server);
    await within(Promise.all(advisors.map((advisor) => advisor.away('FIN_DE_TURNO'))), SETTLE_LIMIT_MS);
  } finally {
    progress.stop();
  }
  clock.stop();
  // First: the dashboard is of today, and what is on its way may take until after midnight.
  await supervisor.close();
  if (telegram) {
    await telegram.settle(supervisor.person, day);
    await telegram.collect(supervisor.person, day, server.origin);
    world.record.telegram = telegram.record;
  }
  await untilShown(displays, world.record.tickets);
  world.record.displays = displays.map((display) => display.record());
  // Everybody is still connected: a server that waits for its clients to go would never stop.
  world.record.server = await server.stop();
  const duty = advisors.map(({ plan: { name }, duty: stretches }) => ({
    name,
    dutyMinutes: stretches.reduce((sum, { from, to }) => sum + (to ?? clock.now()) - from, 0) / 60_000,
  }));
  return { record: world.record, duty, lateness: clock.lateness, readyLateSeconds: Math.max(0, readyLate) };
}

/**
 * Devices are paired, people sign in, sockets connect.
 * @param {Branch} branch filled as they come, so that all can be closed whatever happens
 * @param {{ plan: Plan, world: World, call: import('./http.mjs').Call, options: Pick<Options, 'seed' | 'displays'>, password: string, server: ServerProcess }} parts
 */
async function open({ kiosks, displays, advisors }, { plan, world, call, options, password, server }) {
  const { origin } = server;
  const admin = new Person(call, ADMIN_EMAIL, password);
  const watcher = new Person(call, SUPERVISOR_EMAIL, password);
  await Promise.all([admin.signIn(), watcher.signIn()]);
  for (let index = 1; index <= KIOSKS; index++) {
    const name = `Kiosk ${index}`;
    const token = await pairDevice(admin, call, 'KIOSK', name);
    kiosks.push(new Kiosk({ world, call, origin, token, name, keyPrefix: `day-${options.seed}` }));
  }
  for (let index = 1; index <= options.displays; index++) {
    const name = `Display ${index}`;
    const token = await pairDevice(admin, call, 'DISPLAY', name);
    displays.push(new Display({ origin, token, name }));
  }
  for (const planned of plan.advisors) advisors.push(new Advisor({ world, call, origin, plan: planned, password }));
  const shown = await within(Promise.all(advisors.map((advisor) => advisor.signIn())), SETTLE_LIMIT_MS);
  const refused = [...kiosks, ...displays, ...advisors].map(({ socket }) => socket?.refused).find(Boolean);
  if (refused) throw new Failure(`the server refuses a socket: ${refused}`);
  if (!shown) throw new Failure(withLog('a desk was never shown to its advisor', server.lastLines()));
  return new Supervisor(world, watcher, call);
}

/**
 * Sends everybody to their kiosk in time; one slow answer keeps nobody else waiting.
 * @param {Plan} plan
 * @param {number} midnight
 * @param {World} world
 * @param {Kiosk[]} kiosks
 */
async function serveAll(plan, midnight, world, kiosks) {
  /** @type {Promise<void>[]} */
  const atKiosk = [];
  for (const customer of plan.customers) {
    await world.clock.sleepUntil(midnight + customer.at * 1000);
    const kiosk = kiosks[customer.kiosk];
    if (kiosk) atKiosk.push(kiosk.serve(customer));
  }
  await Promise.all(atKiosk);
}

/**
 * @param {Promise<unknown>} everybody has come, every lunch is over
 * @param {World} world
 * @param {number} deadline on the virtual clock
 * @param {ServerProcess} server
 */
async function untilDone(everybody, world, deadline, server) {
  let over = false;
  const watched = everybody.then(() => (over = true));
  while (!(over && world.counts().open === 0) && world.clock.now() < deadline) {
    if (server.hasEnded()) throw new Failure(withLog('the server ended during the day', server.lastLines()));
    // Rejects when somebody of the day fails; otherwise it is the pause that ends.
    await Promise.race([watched, pause(POLL_MS)]);
    if (over) await pause(POLL_MS);
  }
}

/**
 * The last call may still be on its way to a screen.
 * @param {Display[]} displays
 * @param {readonly any[]} tickets
 */
async function untilShown(displays, tickets) {
  const calls = tickets.filter((ticket) => ticket.assignedAt).length;
  const limit = Date.now() + SETTLE_LIMIT_MS;
  while (displays.some((display) => display.board.size < calls) && Date.now() < limit) await pause(POLL_MS);
}
