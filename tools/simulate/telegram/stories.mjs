import { readMessage } from './texts.mjs';

/** @typedef {import('./record.mjs').TelegramRecord} TelegramRecord */
/** @typedef {import('./record.mjs').MessageRow} MessageRow */
/** @typedef {import('./record.mjs').CallSeen} CallSeen */
/** @typedef {import('./record.mjs').SentSeen} SentSeen */
/** @typedef {import('./record.mjs').AuditEvent} AuditEvent */
/** @typedef {import('./record.mjs').Follower} Follower */

/**
 * One message from both ends: its row and its events, and every attempt that reached the Bot API.
 * @typedef {object} Story
 * @property {string} name for the report
 * @property {MessageRow} row
 * @property {AuditEvent[]} events
 * @property {CallSeen[]} calls in order
 * @property {SentSeen[]} sent what the customer saw
 * @property {Follower | undefined} follower whose it is; undefined: of a customer without Telegram
 */

/** Not done, and the server knows: it may be tried again without a repeat. */
const PERSONAL = ['400', '403'];
/** Not before Telegram says, and no failure (RULES.md R9). */
const POSTPONED = '429';

/** @param {CallSeen} call that ends a message at once: blocked, or no such chat */
export const isFinal = ({ outcome }) => PERSONAL.includes(outcome);

/** @param {CallSeen} call that R9 counts as a failure */
export const isFailure = ({ outcome }) => outcome !== 'ok' && outcome !== POSTPONED;

/** @param {CallSeen} call whose answer somebody spoilt: no customer's doing */
export const isFault = (call) => call.method === 'sendMessage' && call.outcome !== 'ok' && !isFinal(call);

/**
 * @template T
 * @param {Map<string, T[]>} lists
 * @param {string} key
 * @param {T} item
 */
function addTo(lists, key, item) {
  lists.set(key, [...(lists.get(key) ?? []), item]);
}

/**
 * @template T
 * @param {readonly T[]} items
 * @param {(item: T) => string | null} keyOf
 * @returns {Map<string, T[]>}
 */
function listed(items, keyOf) {
  /** @type {Map<string, T[]>} */
  const lists = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== null) addTo(lists, key, item);
  }
  return lists;
}

/** @param {unknown} html */
const keyOfText = (html) => {
  const message = readMessage(html);
  return message && `${message.numero} ${message.template}`;
};

/**
 * @param {TelegramRecord} record
 * @returns {{ stories: Story[], strays: string[] }} strays: what was sent of which there is no row
 */
export function tellStories(record) {
  const calls = listed(record.calls, ({ method, payload }) =>
    method === 'sendMessage' ? keyOfText(payload['text']) : null,
  );
  const sent = listed(record.sent, ({ text }) => keyOfText(text));
  const events = listed(record.messageEvents, ({ entityId }) => entityId);
  const followers = new Map(record.followers.map((follower) => [follower.codigoReferencia, follower]));
  const keys = new Set(record.rows.map((row) => `${row.numero} ${row.plantilla}`));
  const stories = record.rows.map((row) => {
    const name = `${row.numero} ${row.plantilla}`;
    return {
      name,
      row,
      events: events.get(String(row.id)) ?? [],
      calls: calls.get(name) ?? [],
      sent: sent.get(name) ?? [],
      follower: followers.get(row.codigoReferencia),
    };
  });
  return { stories, strays: [...calls.keys()].filter((key) => !keys.has(key)) };
}

/**
 * The tickets that had a chat to write to, some time of the day.
 * @param {TelegramRecord} record
 * @returns {Set<string>} numbers
 */
export function linkedNumbers({ rows, ticketEvents }) {
  const unlinked = ticketEvents.filter(({ eventType }) => eventType === 'TELEGRAM_DESVINCULADO');
  return new Set([
    ...rows.filter(({ linked }) => linked).map(({ numero }) => numero),
    ...unlinked.map(({ entityIdentifier }) => String(entityIdentifier)),
  ]);
}
