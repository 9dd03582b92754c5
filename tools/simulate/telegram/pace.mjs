/** @typedef {import('./record.mjs').TelegramRecord} TelegramRecord */

/** RULES.md R9, real time: at most so many in any second, and one to a chat. */
const OVERALL = 25;
const CHAT_MS = 1_000;
/** A busy machine holds up one message on its way and not the next; a sender without a pace is far below this. */
const NEAREST_MS = 850;
const NEAR_SHARE = 0.01;

/**
 * As the Bot API got them, whatever they were: the bot's answers keep the same pace as the messages.
 * @param {TelegramRecord} record
 * @returns {{ checked: string, problems: string[] }}
 */
export function checkPace({ peaks, sent }) {
  const problems = [];
  if (peaks.overall > OVERALL) problems.push(`${peaks.overall} messages in one second`);
  /** @type {Map<number, number>} */
  const last = new Map();
  const gaps = sent.flatMap(({ chatId, at }) => {
    const before = last.get(chatId);
    last.set(chatId, at);
    return before === undefined ? [] : [at - before];
  });
  const nearest = gaps.reduce((least, gap) => Math.min(least, gap), Infinity);
  const near = gaps.filter((gap) => gap < CHAT_MS).length;
  if (nearest < NEAREST_MS) problems.push(`two messages to one chat within ${nearest} ms`);
  if (near > Math.max(1, gaps.length * NEAR_SHARE)) {
    problems.push(`${near} of ${gaps.length} messages to one chat came within a second of the one before`);
  }
  const apart = gaps.length === 0 ? 'none' : `at least ${(nearest / 1000).toFixed(2)} s between two`;
  return {
    checked: `at most ${peaks.overall} a second in all, ${apart} to one chat, the bot's answers included`,
    problems,
  };
}
