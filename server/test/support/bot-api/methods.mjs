// @ts-check
import { isTrue, jsonOf, personOf, reachablePersonOf, replyMarkupOf, textOf, wholeOf } from './checks.mjs';
import { ApiError, badRequest } from './errors.mjs';

/** @typedef {import('./types.mjs').World} World */
/** @typedef {import('./types.mjs').Call} Call */
/** @typedef {import('./types.mjs').SentMessage} SentMessage */

/**
 * @typedef {object} Context of one call
 * @property {Call} call
 * @property {AbortSignal} gone
 * @property {(sent: SentMessage) => unknown} onDelivered
 */
/** @typedef {(world: World, payload: Record<string, any>, context: Context) => unknown} Method */

const POLL_MAX_SECONDS = 50;
const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content ' +
  'and reply markup of the message';
const ACTIONS = /^(typing|upload_\w+|record_\w+|choose_sticker|find_location)$/;

/** @type {Method} */
function sendMessage(world, payload, { call, onDelivered }) {
  const { text, plain, entities, parseMode } = textOf(payload);
  const replyMarkup = replyMarkupOf(payload);
  const person = reachablePersonOf(world, payload);
  const at = world.now();
  const { chatId } = person;
  world.flood.take(chatId, at);
  const item = person.receive({ text, plain, entities, parseMode, replyMarkup, at });
  const { id: callId, connectionId } = call;
  const { messageId } = item;
  /** @type {SentMessage} */
  const sent = {
    ...{ method: 'sendMessage', callId, chatId, text, plain, parseMode, replyMarkup, messageId, at, connectionId },
    delivered: true,
    answered: false,
  };
  world.sent.push(sent);
  onDelivered(sent);
  return person.messageOf(item);
}

/**
 * @param {World} world
 * @param {Record<string, any>} payload
 * @param {Partial<import('./types.mjs').InboxMessage>} change
 */
function edit(world, payload, change) {
  const person = personOf(world, payload);
  const item = person.inbox.find(({ messageId }) => messageId === Number(payload['message_id']));
  if (!item) throw badRequest('message to edit not found');
  const parts = (/** @type {typeof change} */ { plain, entities, replyMarkup }) =>
    JSON.stringify([plain, entities, replyMarkup]);
  if (parts({ ...item, ...change }) === parts(item)) throw badRequest(NOT_MODIFIED);
  Object.assign(item, change, { editedAt: world.now() });
  return person.messageOf(item);
}

/**
 * Remembered until another call says otherwise.
 * @param {World} world
 * @param {Record<string, any>} payload
 */
function setAllowedUpdates({ updates }, payload) {
  const allowed = jsonOf(payload, 'allowed_updates', "can't parse allowed_updates");
  if (Array.isArray(allowed)) updates.allowed = allowed.map(String);
}

/** @type {Method} */
function getUpdates(world, payload, { gone }) {
  if (world.webhook.active) {
    const how = 'use deleteWebhook to delete the webhook first';
    throw new ApiError(409, `Conflict: can't use getUpdates method while webhook is active; ${how}`);
  }
  setAllowedUpdates(world, payload);
  const offset = Number(payload['offset'] ?? 0) || 0;
  const limit = wholeOf(payload, 'limit', 100, 1, 100);
  // The real one takes whole seconds only; a test may be in a hurry.
  const timeout = Math.min(Math.max(Number(payload['timeout'] ?? 0) || 0, 0), POLL_MAX_SECONDS);
  return world.updates.get({ offset, limit, timeout }, gone);
}

/** @type {Method} */
function setWebhook(world, payload) {
  const url = String(payload['url'] ?? '');
  if (url === '') return deleteWebhook(world, payload, null);
  if (!/^https?:\/\/\S+$/.test(url) || !URL.canParse(url)) throw badRequest('invalid webhook URL specified');
  const secret = String(payload['secret_token'] ?? '');
  if (secret.length > 256) throw badRequest('secret token is too long');
  if (!/^[\w-]*$/.test(secret)) throw badRequest('secret token contains unallowed characters');
  if (isTrue(payload, 'drop_pending_updates')) world.updates.drop();
  setAllowedUpdates(world, payload);
  world.updates.endPoll('terminated by setWebhook request');
  world.webhook.set({ url, secret, maxConnections: wholeOf(payload, 'max_connections', 40, 1, 100) });
  return true;
}

/** @type {(world: World, payload: Record<string, any>, context: unknown) => true} */
function deleteWebhook(world, payload, _context) {
  if (isTrue(payload, 'drop_pending_updates')) world.updates.drop();
  world.webhook.set(null);
  return true;
}

/** @type {Method} */
function setMyCommands(world, payload) {
  const commands = jsonOf(payload, 'commands', "can't parse commands JSON object");
  if (!Array.isArray(commands) || commands.length > 100) throw badRequest("can't parse commands JSON object");
  for (const { command, description } of commands) {
    if (!/^\/?[a-z\d_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
    if (!/^.{1,256}$/su.test(description ?? '')) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  world.commands.splice(0, Infinity, ...commands);
  return true;
}

/** @type {Method} */
function answerCallbackQuery({ callbacks }, payload) {
  const id = String(payload['callback_query_id']);
  const person = callbacks.get(id);
  if (!person) throw badRequest('query is too old and response timeout expired or query ID is invalid');
  callbacks.delete(id);
  const text = String(payload['text'] ?? '');
  if ([...text].length > 200) throw badRequest('MESSAGE_TOO_LONG');
  if (text !== '') person.toasts.push({ text, showAlert: isTrue(payload, 'show_alert') });
  return true;
}

/** @type {Record<string, Method>} */
const METHODS = {
  getMe: ({ bot }) => ({
    ...bot,
    ...{ can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: false },
  }),
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo: ({ webhook }) => webhook.info(),
  setMyCommands,
  sendMessage,
  answerCallbackQuery,
  // Without a keyboard the old one goes, in both.
  editMessageText: (world, payload) =>
    edit(world, payload, { ...textOf(payload), replyMarkup: replyMarkupOf(payload) }),
  editMessageReplyMarkup: (world, payload) => edit(world, payload, { replyMarkup: replyMarkupOf(payload) }),
  sendChatAction(world, payload) {
    if (!ACTIONS.test(String(payload['action']))) throw badRequest('wrong parameter action in request');
    reachablePersonOf(world, payload);
    return true;
  },
};

const BY_NAME = new Map(Object.entries(METHODS).map(([name, run]) => [name.toLowerCase(), { name, run }]));

/**
 * In whatever case it is written.
 * @param {string} name
 */
export const methodOf = (name) => BY_NAME.get(name.toLowerCase());
