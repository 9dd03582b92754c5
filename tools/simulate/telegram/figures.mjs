import { quantile } from '../statistics.mjs';
import { isFailure, isFault, linkedNumbers, tellStories } from './stories.mjs';
import { TEMPLATES } from './texts.mjs';

/** @typedef {import('./record.mjs').TelegramRecord} TelegramRecord */
/** @typedef {import('./stories.mjs').Story} Story */

const STATES = /** @type {const} */ (['ENVIADO', 'FALLIDO', 'DESCARTADO']);

/**
 * @typedef {object} TelegramFigures
 * @property {number} customers
 * @property {number} linked
 * @property {{ template: string, messages: number, sent: number, failed: number, discarded: number, retried: number, repeats: number, lateP50: number | null, lateP95: number | null }[]} templates
 *   late: real seconds from ready to sent, of those that went out at the first attempt
 * @property {Record<string, number>} faults by kind, of everything that the bot sends
 * @property {{ blocked: number, gone: number, fourTimes: number }} failures why messages failed
 * @property {{ chats: number, answers: number, asked: number, cancelled: number }} bot
 * @property {{ overall: number, perChat: number }} peaks
 */

/**
 * The branch's times, told in the seconds that Telegram and the server really had.
 * @param {Story} story
 * @param {number} speed
 */
function lateness({ row, calls }, speed) {
  const atOnce = row.estadoEnvio === 'ENVIADO' && calls.length === 1;
  if (!atOnce || row.readyAt === null || row.fechaEnvio === null) return [];
  return [(Date.parse(row.fechaEnvio) - Date.parse(row.readyAt)) / 1000 / speed];
}

/**
 * @param {TelegramRecord} record
 * @returns {TelegramFigures}
 */
export function telegramFigures(record) {
  const { stories } = tellStories(record);
  const templates = TEMPLATES.map((template) => {
    const mine = stories.filter(({ row }) => row.plantilla === template);
    const [sent, failed, discarded] = STATES.map((state) => mine.filter(({ row }) => row.estadoEnvio === state).length);
    const late = mine.flatMap((story) => lateness(story, record.planned.speed));
    return {
      template,
      messages: mine.length,
      sent: sent ?? 0,
      failed: failed ?? 0,
      discarded: discarded ?? 0,
      retried: mine.filter(({ calls }) => calls.length > 1).length,
      repeats: mine.reduce((sum, story) => sum + Math.max(0, story.sent.length - 1), 0),
      lateP50: quantile(late, 0.5),
      lateP95: quantile(late, 0.95),
    };
  });
  /** @type {Record<string, number>} */
  const faults = {};
  for (const { outcome } of record.calls.filter(isFault)) faults[outcome] = (faults[outcome] ?? 0) + 1;
  const failed = stories.filter(({ row }) => row.estadoEnvio === 'FALLIDO');
  const lastWas = (/** @type {string} */ outcome) =>
    failed.filter(({ calls }) => calls.at(-1)?.outcome === outcome).length;
  const rowTexts = stories.reduce((sum, { sent }) => sum + sent.length, 0);
  return {
    customers: record.planned.customers,
    linked: linkedNumbers(record).size,
    templates,
    faults,
    failures: {
      blocked: lastWas('403'),
      gone: lastWas('400'),
      fourTimes: failed.filter(({ calls }) => calls.filter(isFailure).length >= 4).length,
    },
    bot: {
      chats: new Set(record.sent.map(({ chatId }) => chatId)).size,
      answers: record.sent.length - rowTexts,
      asked: record.asks.length,
      cancelled: record.cancels.length,
    },
    peaks: record.peaks,
  };
}
