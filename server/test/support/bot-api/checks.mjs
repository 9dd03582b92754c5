// @ts-check
import { ApiError, badRequest } from './errors.mjs';
import { checkedLink, parseHtml } from './html.mjs';

/** @typedef {import('./types.mjs').World} World */
/** @typedef {import('./types.mjs').Entity} Entity */
/** @typedef {Record<string, any>} Payload */

const TEXT_MAX = 4096;
const CALLBACK_DATA_MAX_BYTES = 64;
/** What else a button may do; none of it is looked into. */
const OTHER_BUTTONS = [
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'copy_text',
  'pay',
];

/**
 * @param {Payload} payload
 * @param {string} name
 * @param {number} fallback
 * @param {number} low
 * @param {number} high what is outside is moved to the nearest that is allowed, as the API does
 */
export function wholeOf(payload, name, fallback, low, high) {
  const value = Number(payload[name] ?? fallback);
  return Number.isInteger(value) ? Math.min(Math.max(value, low), high) : fallback;
}

/**
 * @param {Payload} payload
 * @param {string} name
 */
export const isTrue = (payload, name) => ['true', '1', 'yes'].includes(String(payload[name]).toLowerCase());

/**
 * A value that is JSON within a form, and itself within JSON.
 * @param {Payload} payload
 * @param {string} name
 * @param {string} complaint
 * @returns {any} undefined when there is none
 */
export function jsonOf(payload, name, complaint) {
  const value = payload[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw badRequest(complaint);
  }
}

/**
 * @param {Payload} payload
 * @returns {{ text: string, plain: string, entities: Entity[], parseMode: string | null }}
 */
export function textOf(payload) {
  const text = String(payload['text'] ?? '');
  if (text === '') throw badRequest('message text is empty');
  const parseMode = payload['parse_mode'] ? String(payload['parse_mode']) : null;
  const mode = parseMode?.toLowerCase() ?? 'none';
  // The API knows Markdown too; the product has no use for it.
  if (mode !== 'none' && mode !== 'html') throw badRequest('unsupported parse_mode');
  const { plain, entities } = mode === 'html' ? parseHtml(text) : { plain: text, entities: [] };
  if (plain.trim() === '') throw badRequest('text must be non-empty');
  if ([...plain].length > TEXT_MAX) throw badRequest('message is too long');
  return { text, plain, entities, parseMode };
}

/** @param {any} button of an inline keyboard */
function checkInlineButton(button) {
  if (typeof button !== 'object' || button === null) {
    throw badRequest("can't parse inline keyboard button: InlineKeyboardButton must be an Object");
  }
  if (typeof button.text !== 'string') {
    throw badRequest('can\'t parse inline keyboard button: Field "text" must be of type String');
  }
  if (button.text === '') throw badRequest('inline keyboard button text must be non-empty');
  if (button.url) {
    if (checkedLink(String(button.url)) !== null) return;
    throw badRequest(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`);
  }
  if (button.callback_data) {
    if (Buffer.byteLength(String(button.callback_data)) <= CALLBACK_DATA_MAX_BYTES) return;
    throw badRequest('BUTTON_DATA_INVALID');
  }
  if (!OTHER_BUTTONS.some((kind) => kind in button)) {
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  }
}

/**
 * @param {Payload} payload
 * @returns {any} null when there is none
 */
export function replyMarkupOf(payload) {
  const markup = jsonOf(payload, 'reply_markup', "can't parse reply keyboard markup JSON object");
  if (markup === undefined) return null;
  if (typeof markup !== 'object' || Array.isArray(markup)) throw badRequest('object expected as reply markup');
  for (const field of ['keyboard', 'inline_keyboard']) {
    const rows = markup[field] ?? [];
    if (!Array.isArray(rows) || !rows.every(Array.isArray)) {
      throw badRequest(`field "${field}" must be an Array of Arrays`);
    }
  }
  for (const button of (markup.inline_keyboard ?? []).flat()) checkInlineButton(button);
  return markup;
}

/**
 * @param {World} world
 * @param {Payload} payload
 */
export function personOf(world, payload) {
  const chatId = payload['chat_id'];
  if (chatId === undefined || chatId === null || chatId === '') throw badRequest('chat_id is empty');
  const person = world.people.get(Number(chatId));
  if (!person) throw badRequest('chat not found');
  return person;
}

/**
 * The person, when the bot may write to them.
 * @param {World} world
 * @param {Payload} payload
 */
export function reachablePersonOf(world, payload) {
  const person = personOf(world, payload);
  if (person.blocked) throw new ApiError(403, 'Forbidden: bot was blocked by the user');
  if (!person.started) throw new ApiError(403, "Forbidden: bot can't initiate conversation with a user");
  return person;
}
