import { Bot } from '../../src/telegram/index.js';
import { CHAT_SPACING_MS } from '../../src/telegram/pace.js';
import { MessageSender } from '../../src/messages/index.js';
import { ManualClock } from '../../src/platform/clock.js';
import type { Config, TelegramConfig } from '../../src/platform/config.js';
import { START, startApp, type TestApp } from './app.js';
import { startBotApi } from './bot-api/bot-api.mjs';
import { openBranch, type TestBranch } from './branch.js';
import { rows, type Row } from './rows.js';

export type BotApi = Awaited<ReturnType<typeof startBotApi>>;
export type Person = ReturnType<BotApi['person']>;

type TelegramTestConfig = Partial<Omit<Config, 'telegram'>> & { telegram?: Partial<TelegramConfig> };

/** The demo branch with a bot, and a Bot API that can go wrong. The branch's time and real time stand still. */
export interface TelegramBranch extends TestBranch {
  api: BotApi;
  wall: ManualClock;
  /** A customer with Telegram. `phone`: as Telegram writes it. */
  person(phone?: string, languageCode?: string): Person;
  /** A number whose customer has scanned the code and pressed Start; what is due has gone out. */
  issueLinked(queueType?: string, more?: object): Promise<{ ticket: Row; person: Person }>;
  /** One look at the outbox; returns when everything that left was settled. */
  deliver(): Promise<void>;
  /** What people said reaches the bot, and its answers have gone out. */
  listen(): Promise<void>;
  /** The customer scans the code and presses Start; what is due has gone out. */
  scan(ticket: Row, person?: Person): Promise<Person>;
  /** Another server of the bank, with the same database, bot and clocks. It is closed before this one. */
  another(): Promise<TestApp>;
  /** The rows of a ticket's messages: template → row. */
  messagesOf(numero: string): Promise<Record<string, Row>>;
  close(): Promise<void>;
}

/** Where Telegram answers, a busy machine must not look like one that does not. */
const CALL_LIMIT_MS = 10_000;
/** For a test that waits for it, because Telegram does not answer. */
export const IMPATIENT = { telegram: { callLimitMs: 800 } };

export async function openTelegramBranch(more: TelegramTestConfig = {}, settings?: object): Promise<TelegramBranch> {
  const wall = new ManualClock(START);
  const api = await startBotApi({ now: () => wall.now(), token: more.telegram?.token });
  const telegram = {
    token: api.token,
    name: api.botName,
    apiRoot: api.root,
    webhookUrl: null,
    callLimitMs: CALL_LIMIT_MS,
    ...more.telegram,
  };
  const config = { ...more, telegram };
  const branch = await openBranch(settings, { config, wallClock: wall });
  const { test } = branch;
  let chats = 777_000_777_000_000; // of so many digits no hash and no figure holds one by chance

  const self: TelegramBranch = {
    ...branch,
    api,
    wall,
    person: (phone, languageCode) => {
      chats += 1;
      return api.person({ chatId: chats, firstName: `Cliente ${chats}`, phone, languageCode });
    },
    async issueLinked(queueType = 'CAJA', extra = {}) {
      const ticket = await branch.issue(queueType, extra);
      return { ticket, person: await self.scan(ticket) };
    },
    async scan(ticket, person = self.person()) {
      person.start(codeOf(ticket));
      await self.listen();
      await self.deliver();
      return person;
    },
    another: () => startApp({ config, database: test.database, clock: test.clock, wallClock: wall }),
    async deliver() {
      wall.advance(CHAT_SPACING_MS); // every chat is free again
      await test.turn('messages');
      await moveUntil(wall, test.app.get(MessageSender).idle());
    },
    async listen() {
      await test.turn('telegram-updates');
      await moveUntil(wall, test.app.get(Bot).idle());
    },
    async messagesOf(numero) {
      const sql = 'select m.* from mensaje m join ticket t on t.id = m.ticket_id where t.numero = $1';
      const found = await rows(test, sql, [numero]);
      return Object.fromEntries(found.map((message) => [message['plantilla'], message]));
    },
    async close() {
      await test.close();
      await api.close();
    },
  };
  return self;
}

/** What the deep link of a ticket carries (R9). */
export const codeOf = (ticket: Row): string => ticket['codigoReferencia'].replaceAll('-', '');

const OPENINGS = [/^✅ Ticket (Creado|created)/, /^⏰ /, /^🔔 (¡ES TU TURNO|IT IS YOUR TURN) /];

/** Which of the three messages reached a customer, in order: 1, 2 and 3. */
export const seenBy = ({ inbox }: Pick<Person, 'inbox'>): number[] =>
  inbox.map(({ plain }) => 1 + OPENINGS.findIndex((opening) => opening.test(plain))).filter((which) => which > 0);

const STEP_MS = 20;

/**
 * Whoever waits for their place in the pace is woken. While nobody does real time stands still: the turns of the event loop would
 * make hours of a Telegram or a database that is slow, and sessions and leases run out.
 */
export async function moveUntil(wall: ManualClock, done: Promise<void>): Promise<void> {
  let ended = false;
  const end = done.finally(() => (ended = true));
  while (!ended) {
    await new Promise((resolve) => setImmediate(resolve));
    if (wall.awaited) wall.advance(STEP_MS);
  }
  await end;
}
