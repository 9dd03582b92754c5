/** @typedef {import('../../../server/test/support/bot-api/types.mjs').BotApi} BotApi */
/** @typedef {import('../../../server/test/support/bot-api/types.mjs').Person} Person */
/** @typedef {import('../../../server/test/support/bot-api/types.mjs').Update} Update */
/** @typedef {import('../plan.mjs').Customer} Customer */
/** @typedef {import('../world.mjs').World} World */
/** @typedef {import('../world.mjs').IssuedTicket} IssuedTicket */
/** @typedef {import('./record.mjs').TelegramRecord} TelegramRecord */
/** @typedef {import('./record.mjs').Follower} Follower */

/**
 * @typedef {object} Phone what a customer with Telegram has in their hand
 * @property {BotApi} api
 * @property {Person} person
 * @property {World} world
 * @property {import('../http.mjs').Call} call
 * @property {TelegramRecord} record
 * @property {(chatId: number) => void} closeAccount
 */

/** Real time: the bot reads at once. */
const HEARD_LIMIT_MS = 30_000;
/** Real time: an answer that was lost on its way is not sent again, so the customer asks again. */
const ASK_AGAIN_MS = 4_000;
const ASKS_MAX = 4;
const READING_SECONDS = 5;

/**
 * Resolves when the bot has taken note of what somebody said. Throws when it does not.
 * @param {BotApi} api
 * @param {Update} update
 */
export async function heard(api, update) {
  const waits = () => api.pending().some(({ update_id: id }) => id === update.update_id);
  await api.until(() => !waits(), HEARD_LIMIT_MS);
}

/**
 * What a customer does with Telegram, from the number to the end.
 * @param {Customer} customer
 * @param {IssuedTicket} ticket
 * @param {Phone} phone
 */
export async function follow(customer, ticket, phone) {
  const { telegram: habit } = customer;
  const { record, world } = phone;
  if (!habit) return;
  const { codigoReferencia, numero } = ticket;
  const follower = { codigoReferencia, numero, habit, linkedBy: habit.how === 'phone' ? world.clock.now() : null };
  record.followers.push(follower);
  try {
    if (habit.how === 'scan') await scan(follower, phone);
    if (follower.linkedBy === null || world.hasEnded(codigoReferencia)) return;
    await world.clock.sleep(habit.actSeconds);
    if (habit.act === 'estado') await ask(follower, phone);
    if (habit.act === 'cancelar') await cancel(follower, phone);
    if (habit.act === 'block') phone.person.block();
    if (habit.act === 'close-account') phone.closeAccount(habit.chatId);
  } catch (error) {
    record.unheard.push(`${numero}: ${error instanceof Error ? error.message : error}`);
  }
}

/**
 * @param {Follower} follower
 * @param {Phone} phone
 */
async function scan(follower, { api, person, world }) {
  const { codigoReferencia, habit } = follower;
  if (habit.scanAfter === 'call') await world.until(() => world.wasCalled(codigoReferencia));
  if (habit.scanAfter === 'end') await world.until(() => world.hasEnded(codigoReferencia));
  await world.clock.sleep(habit.scanSeconds);
  await heard(api, person.start(codigoReferencia.replaceAll('-', '')));
  follower.linkedBy = world.clock.now();
}

/**
 * @param {Follower} follower
 * @param {Phone} phone
 */
async function ask({ numero, habit }, { api, person, record }) {
  record.asks.push({ numero, chatId: habit.chatId });
  await heard(api, person.say('/estado'));
}

/**
 * Asks until the bot's question comes, presses yes, and looks whether it is so: in the meantime they may have been called.
 * @param {Follower} follower
 * @param {Phone} phone
 */
async function cancel({ codigoReferencia, numero }, phone) {
  const { api, person, world, call, record } = phone;
  const tooLate = () => world.wasCalled(codigoReferencia) || world.hasEnded(codigoReferencia);
  const button = `cancel ${codigoReferencia.replaceAll('-', '')}`;
  let question = false;
  for (let asks = 0; asks < ASKS_MAX && !question; asks++) {
    if (tooLate()) return;
    await heard(api, person.say('/cancelar'));
    question = await shows(phone, button);
  }
  await world.clock.sleep(READING_SECONDS);
  if (!question || tooLate()) return;
  const at = world.clock.now();
  await heard(api, person.press(button));
  const answer = await call('GET', `/api/tickets/${codigoReferencia}`, { label: '/api/tickets/{codigo}' });
  if (answer.status !== 200) world.refused(numero, 'cancel by Telegram', answer);
  if (answer.body?.status !== 'CANCELADO') return;
  record.cancels.push(codigoReferencia);
  world.ended(codigoReferencia, 'CANCELADO', at);
}

/**
 * @param {Phone} phone
 * @param {string} button
 * @returns {Promise<boolean>} false: nothing with this button came in time
 */
async function shows({ api, person }, button) {
  const has = () => person.inbox.some(({ replyMarkup }) => JSON.stringify(replyMarkup)?.includes(button));
  return api.until(has, ASK_AGAIN_MS).catch(() => false);
}
