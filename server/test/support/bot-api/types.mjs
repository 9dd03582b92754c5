// @ts-check
// What the Bot API server and those who use it say to each other. Units: `at` and all other times are ms.

/**
 * How the answer to one call goes wrong.
 *
 * | fault                  | done? | what the caller gets                                             |
 * | ---------------------- | ----- | ---------------------------------------------------------------- |
 * | `ok`                   | yes   | the answer                                                       |
 * | `{ slowMs }`           | yes   | the answer, that much later                                      |
 * | `{ status, … }`        | no    | that error, as the API words it; 429 with `retryAfter` (s, 1)    |
 * | `html-502`             | no    | a proxy's page                                                   |
 * | `reset`                | no    | ECONNRESET                                                       |
 * | `delivered-then-reset` | yes   | ECONNRESET                                                       |
 * | `silent`               | no    | nothing, until it gives up                                       |
 * | `delivered-silent`     | yes   | nothing, until it gives up                                       |
 * | `malformed`            | yes   | 200 and JSON that cannot be parsed                               |
 * | `empty`                | yes   | 200 without a body                                               |
 * | `half`                 | yes   | 200 and the first half of the body, then the connection is gone  |
 *
 * @typedef {'ok' | 'html-502' | 'reset' | 'delivered-then-reset' | 'silent' | 'delivered-silent' | 'malformed'
 *   | 'empty' | 'half'} FaultName
 * @typedef {{ status: number, description?: string, retryAfter?: number }} StatusFault
 * @typedef {{ slowMs: number }} SlowFault
 * @typedef {FaultName | StatusFault | SlowFault} Fault
 * @typedef {(call: Call) => Fault | undefined} ChooseFault
 * @typedef {(call: Call, gone: Promise<void>) => unknown} Hook awaited; `gone` resolves when the caller has left
 * @typedef {(call: Call, sent: SentMessage, gone: Promise<void>) => unknown} DeliveryHook the same
 */

/**
 * One call, whatever became of it.
 * @typedef {object} Call
 * @property {number} id from 1, in order of arrival
 * @property {string} method
 * @property {Record<string, any>} payload as it came: the values of a form are strings
 * @property {number | null} chatId
 * @property {number} at
 * @property {number} connectionId from 1; 0 for a call inside the answer to a webhook
 * @property {string} outcome `pending`; then `ok`, the status of an error (`403`), the name of a fault, or `gone` when the
 *   caller did not wait for the answer
 * @property {number | null} status that was sent
 * @property {string | null} description of the error that was sent
 */

/**
 * A message that the bot sent and the API took.
 * @typedef {object} SentMessage
 * @property {'sendMessage'} method
 * @property {number} callId
 * @property {number} chatId
 * @property {string} text as it was sent, tags included
 * @property {string} plain as a person reads it
 * @property {string | null} parseMode
 * @property {any} replyMarkup or null
 * @property {number} messageId
 * @property {number} at
 * @property {number} connectionId
 * @property {true} delivered
 * @property {boolean} answered whether the sender was told so; false too while the answer is still under way
 */

/**
 * The same message in the customer's hand: this one changes when the bot edits it.
 * @typedef {object} InboxMessage
 * @property {number} messageId
 * @property {string} text as it was sent, tags included
 * @property {string} plain as a person reads it
 * @property {Entity[]} entities
 * @property {string | null} parseMode
 * @property {any} replyMarkup or null
 * @property {number} at
 * @property {number | null} editedAt
 */

/** @typedef {{ type: string, offset: number, length: number, url?: string }} Entity offsets in UTF-16 units */
/** @typedef {{ update_id: number } & Record<string, any>} Update */
/** @typedef {{ id: number, is_bot: boolean, first_name: string, username?: string, language_code?: string }} User */
/** @typedef {{ command: string, description: string }} BotCommand */

/**
 * At most `burst` messages in any `burst / perSecond` seconds, and the same for each chat. A rate that is not given is no
 * limit.
 * @typedef {object} Limits
 * @property {number} [perSecond]
 * @property {number} [burst] default: perSecond
 * @property {number} [perChatPerSecond]
 * @property {number} [perChatBurst] default: perChatPerSecond, at least 1
 */

/**
 * @typedef {object} Options
 * @property {string} [token]
 * @property {string} [botName]
 * @property {number} [port] default: a free one
 * @property {Limits} [limits] default: none
 * @property {number} [redeliverMs] until a webhook that failed is tried again; default 50
 * @property {() => number} [now] for the times that are recorded and for the limits; default Date.now
 */

/**
 * @typedef {object} PersonOptions
 * @property {number} chatId
 * @property {string} [firstName]
 * @property {string} [languageCode] default `es`
 * @property {string} [phone] given out by shareContact, exactly as it is here
 * @property {boolean} [started] true: has pressed Start before, which the bot is not told again
 */

/** @typedef {import('./people.mjs').Person} Person */

/**
 * @typedef {object} World what the parts of the server share
 * @property {() => number} now
 * @property {User} bot
 * @property {Map<number, Person>} people by chat id
 * @property {Map<string, Person>} callbacks the callback queries that the bot has not answered
 * @property {BotCommand[]} commands
 * @property {SentMessage[]} sent
 * @property {import('./updates.mjs').Updates} updates
 * @property {import('./webhook.mjs').Webhook} webhook
 * @property {import('./flood.mjs').Flood} flood
 * @property {import('./watch.mjs').Watch} watch
 */

/**
 * @typedef {object} BotApi
 * @property {string} root for TELEGRAM_API_ROOT
 * @property {string} token the one that is accepted
 * @property {string} botName
 * @property {SentMessage[]} sent in order of delivery
 * @property {Call[]} calls in order of arrival
 * @property {BotCommand[]} commands what setMyCommands said last
 * @property {(fault: Fault | ChooseFault) => () => void} on a function is asked about every call, and the first that does
 *   not return undefined decides; a fault strikes every sendMessage. Returns how to take it back
 * @property {(...faults: Fault[]) => void} next one each for the sendMessage calls to come; before all others
 * @property {(fault: Fault | null) => void} always for every sendMessage that nothing above decided; null: no more
 * @property {(share: { rate: number, seed: number | string, mixture?: Fault[] } | null) => void} share for the rest of them:
 *   which call of a chat fails, and how, follows from the seed alone; null: no more
 * @property {() => void} calm takes all faults back
 * @property {(hook: Hook) => () => void} before awaited when a call has arrived, before anything is done about it
 * @property {(hook: DeliveryHook) => () => void} afterDelivered awaited when a message is in the inbox, before its sender is told
 * @property {(options: PersonOptions) => Person} person the same chat id is the same person
 * @property {(fields: Record<string, any>) => Update} update queues an update of any kind
 * @property {() => Update[]} pending the updates that the bot has not confirmed
 * @property {() => { overall: number, perChat: number }} peaks most messages taken in any one second: in all, and to one chat
 * @property {<T>(find: () => T | undefined | null | false, timeoutMs?: number) => Promise<T>} until looks again after every
 *   step of a call and every change of the updates. Throws after `timeoutMs` (30,000)
 * @property {() => Promise<void>} close ends all connections at once. Throws what a hook threw
 */

export {};
