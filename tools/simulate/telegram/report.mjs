import { percent, table } from '../report.mjs';

/** @typedef {import('./figures.mjs').TelegramFigures} TelegramFigures */

/**
 * Who of the day's customers will do what.
 * @param {readonly import('../plan.mjs').Customer[]} customers
 * @param {number} faults 0..1
 */
export function describeTelegram(customers, faults) {
  const habits = customers.flatMap(({ telegram }) => (telegram ? [telegram] : []));
  const count = (/** @type {(habit: import('./habits.mjs').Habit) => boolean} */ fits) => habits.filter(fits).length;
  const late = count(({ how, scanAfter }) => how === 'scan' && scanAfter !== 'issue');
  return [
    `Telegram: ${habits.length} customers; ${count(({ how }) => how === 'scan')} scan the code (${late} of them too late for some messages),`,
    `  ${count(({ how }) => how === 'phone')} type a phone that they shared before, ${count(({ how }) => how === 'never')} type one and never press Start;`,
    `  ${count(({ act }) => act === 'estado')} ask /estado, ${count(({ act }) => act === 'cancelar')} cancel if they are not called first, ${count(({ act }) => act === 'block')} block the bot,`,
    `  ${count(({ act }) => act === 'close-account')} close their account; ${percent(faults)} of what is sent goes wrong, and all to ${count(({ unlucky }) => unlucky)} unlucky chats.`,
  ].join('\n');
}

const seconds = (/** @type {number | null} */ value) => (value === null ? '–' : value.toFixed(2));

/** @param {TelegramFigures} figures */
export function telegramTable({ customers, linked, templates, faults, failures, bot, peaks }) {
  const rows = templates.map((row) => [
    row.template,
    ...[row.messages, row.sent, row.failed, row.discarded, row.retried, row.repeats].map(String),
    seconds(row.lateP50),
    seconds(row.lateP95),
  ]);
  const kinds = Object.entries(faults).sort(([, a], [, b]) => b - a);
  return [
    table(
      ['message', 'planned', 'sent', 'failed', 'discarded', 'retried', 'repeats', 'late p50 s', 'late p95 s'],
      rows,
    ),
    '(late: real seconds from the moment it could go out, of those that did at the first attempt. A chat gets one',
    ' message a real second, which is minutes of the simulated day: more than on a day at the speed of life, messages',
    ' wait for the one before, and the third is overtaken by the customer)',
    '',
    `${linked} of ${customers} customers linked; ${bot.answers} answers of the bot in ${bot.chats} chats: ${bot.asked} asked /estado, ${bot.cancelled} cancelled.`,
    `Failed: ${failures.blocked} blocked, ${failures.gone} without an account, ${failures.fourTimes} after four attempts.`,
    `Faults: ${kinds.length === 0 ? 'none' : kinds.map(([kind, count]) => `${count} × ${kind}`).join(', ')}.`,
    `Busiest second: ${peaks.overall} messages in all, ${peaks.perChat} to one chat.`,
  ].join('\n');
}
