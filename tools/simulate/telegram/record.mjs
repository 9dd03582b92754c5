/** @typedef {import('../../../server/test/support/bot-api/types.mjs').Call} BotCall */
/** @typedef {import('../../../server/test/support/bot-api/types.mjs').SentMessage} SentMessage */
/** @typedef {import('./habits.mjs').Habit} Habit */
/** @typedef {import('./texts.mjs').Template} Template */

/** @typedef {Pick<BotCall, 'id' | 'method' | 'payload' | 'chatId' | 'at' | 'outcome'>} CallSeen */
/** @typedef {Pick<SentMessage, 'callId' | 'chatId' | 'text' | 'plain' | 'at' | 'answered'>} SentSeen */

/**
 * A customer with Telegram who got a number.
 * @typedef {object} Follower
 * @property {string} codigoReferencia
 * @property {string} numero
 * @property {Habit} habit
 * @property {number | null} linkedBy when the bot had heard that this ticket is theirs, ms of the branch's clock; null: never
 */

/** @typedef {{ id: number, numero: string, codigoReferencia: string, plantilla: Template, estadoEnvio: string, linked: boolean, readyAt: string | null, fechaEnvio: string | null, intentos: number, errorMessage: string | null }} MessageRow as the supervisor sees it */

/** @typedef {{ eventType: string, actor: string, entityId: string, entityIdentifier: string | null, userAgent: string | null }} AuditEvent */

/**
 * What happened with Telegram, seen from both its ends: by the customers and the Bot API, and by the supervisor.
 * @typedef {object} TelegramRecord
 * @property {{ customers: number, faults: number, speed: number }} planned
 * @property {Follower[]} followers
 * @property {{ numero: string, chatId: number }[]} asks by /estado
 * @property {string[]} cancels codigoReferencia of those who pressed yes in time
 * @property {string[]} unheard what the bot did not take note of
 * @property {{ numero: string, template: Template, status: string }[]} looks at the ticket, in the moment of its message
 * @property {CallSeen[]} calls
 * @property {SentSeen[]} sent
 * @property {{ overall: number, perChat: number }} peaks
 * @property {MessageRow[]} rows
 * @property {number | null} sending messages on their way when the day was over
 * @property {AuditEvent[]} messageEvents
 * @property {AuditEvent[]} ticketEvents linked, unlinked, cancelled
 * @property {Record<string, number> | null} metrics messages by outcome, as the server counted them
 */

/**
 * @param {TelegramRecord['planned']} planned
 * @returns {TelegramRecord}
 */
export function emptyTelegramRecord(planned) {
  return {
    planned,
    followers: [],
    asks: [],
    cancels: [],
    unheard: [],
    looks: [],
    calls: [],
    sent: [],
    peaks: { overall: 0, perChat: 0 },
    rows: [],
    sending: null,
    messageEvents: [],
    ticketEvents: [],
    metrics: null,
  };
}
