// @ts-check
import { createServer } from 'node:http';

import { Exchange } from './exchange.mjs';
import { Flood } from './flood.mjs';
import { Person } from './people.mjs';
import { Updates } from './updates.mjs';
import { Watch } from './watch.mjs';
import { Webhook } from './webhook.mjs';

/** @typedef {import('./types.mjs').BotApi} BotApi */
/** @typedef {import('./types.mjs').Options} Options */
/** @typedef {import('./types.mjs').World} World */

const TOKEN = '1000001:test-token';
const BOT_NAME = 'ticketero_test_bot';
/** As long as the real one keeps a connection: a caller that comes back must not find it closed. */
const KEEP_ALIVE_MS = 75_000;

/**
 * @template {(...args: any[]) => unknown} T
 * @param {Set<T>} hooks
 * @param {T} hook
 * @returns {() => void}
 */
function hooked(hooks, hook) {
  hooks.add(hook);
  return () => void hooks.delete(hook);
}

/**
 * @param {Options} options
 * @returns {World}
 */
function worldOf({ botName = BOT_NAME, limits = {}, now = Date.now, redeliverMs = 50, token = TOKEN }) {
  const watch = new Watch();
  const updates = new Updates(watch);
  return {
    now,
    bot: { id: parseInt(token, 10) || 1, is_bot: true, first_name: 'Ticketero', username: botName },
    people: new Map(),
    callbacks: new Map(),
    commands: [],
    sent: [],
    updates,
    webhook: new Webhook(updates, { now, redeliverMs }),
    flood: new Flood(limits),
    watch,
  };
}

/**
 * The Telegram Bot API for one bot, over real HTTP on this machine.
 * @param {Options} [options]
 * @returns {Promise<BotApi>}
 */
export async function startBotApi(options = {}) {
  const { token = TOKEN, botName = BOT_NAME, port = 0 } = options;
  const world = worldOf(options);
  const exchange = new Exchange(world, token);
  const { faults } = exchange;
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    void exchange.handle(request, response);
  });
  server.on('connection', (socket) => exchange.connected(socket));
  await new Promise((listening, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => listening(undefined));
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    root: `http://127.0.0.1:${address.port}`,
    token,
    botName,
    sent: world.sent,
    calls: exchange.calls,
    commands: world.commands,
    on: (fault) => faults.on(fault),
    next: (...queue) => faults.next(...queue),
    always: (fault) => faults.always(fault),
    share: (share) => faults.share(share),
    calm: () => faults.calm(),
    before: (hook) => hooked(exchange.before, hook),
    afterDelivered: (hook) => hooked(exchange.afterDelivered, hook),
    person(who) {
      const person = world.people.get(who.chatId) ?? new Person(world, who);
      world.people.set(who.chatId, person);
      return person;
    },
    update: (fields) => world.updates.add(fields),
    pending: () => world.updates.pending,
    peaks: () => world.flood.peaks(),
    until: (find, timeoutMs) => world.watch.until(find, timeoutMs),
    close: () => closeServer(server, exchange),
  };
}

/**
 * @param {import('node:http').Server} server
 * @param {Exchange} exchange
 * @returns {Promise<void>}
 */
async function closeServer(server, { world, problems }) {
  world.webhook.set(null);
  await new Promise((closed) => {
    server.close(closed);
    server.closeAllConnections();
  });
  // A hook fails within somebody else's call, where no test looks.
  if (problems.length > 0) throw problems[0];
}
