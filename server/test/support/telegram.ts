import { Bot } from '../../src/telegram/index.js';
import { CHAT_SPACING_MS } from '../../src/telegram/pace.js';
import { MessageSender } from '../../src/messages/index.js';
import { ManualClock } from '../../src/platform/clock.js';
import type { Config } from '../../src/platform/config.js';
import { START } from './app.js';
import { startBotApi } from './bot-api/bot-api.mjs';
import { openBranch, type TestBranch } from './branch.js';
import { rows, type Row } from './rows.js';

export type BotApi = Awaited<ReturnType<typeof startBotApi>>;
export type Person = ReturnType<BotApi['person']>;

/** The demo branch with a bot, and a Bot API that can go wrong. The branch's time and real time stand still. */
export interface TelegramBranch extends TestBranch {
  api: BotApi;
  wall: ManualClock;
  /** A customer with Telegram. */
  person(phone?: string): Person;
  /** A number whose customer has scanned the code and pressed Start; what is due has gone out. */
  issueLinked(queueType?: string, more?: object): Promise<{ ticket: Row; person: Person }>;
  /** One look at the outbox; returns when everything that left was settled. */
  deliver(): Promise<void>;
  /** What people said reaches the bot, and its answers have gone out. */
  listen(): Promise<void>;
  /** The rows of a ticket's messages: template → row. */
  messagesOf(numero: string): Promise<Record<string, Row>>;
  close(): Promise<void>;
}

/** Short: a test waits for it when Telegram does not answer. */
export const CALL_LIMIT_MS = 400;

export async function openTelegramBranch(more: Partial<Config> = {}, settings?: object): Promise<TelegramBranch> {
  const wall = new ManualClock(START);
  const api = await startBotApi({ now: () => wall.now() });
  const telegram = {
    token: api.token,
    name: api.botName,
    apiRoot: api.root,
    webhookUrl: null,
    callLimitMs: CALL_LIMIT_MS,
    ...more.telegram,
  };
  const branch = await openBranch(settings, { config: { ...more, telegram }, wallClock: wall });
  const { test } = branch;
  let chats = 1_000_000;

  const self: TelegramBranch = {
    ...branch,
    api,
    wall,
    person: (phone) => {
      chats += 1;
      return api.person({ chatId: chats, firstName: `Cliente ${chats}`, phone });
    },
    async issueLinked(queueType = 'CAJA', extra = {}) {
      const ticket = await branch.issue(queueType, extra);
      const person = self.person();
      person.start(ticket['codigoReferencia'].replaceAll('-', ''));
      await self.listen();
      await self.deliver();
      return { ticket, person };
    },
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

const STEP_MS = 20;

/** Whoever waits for their place in the pace is woken; nothing else depends on real time. */
async function moveUntil(wall: ManualClock, done: Promise<void>): Promise<void> {
  let ended = false;
  const end = done.finally(() => (ended = true));
  while (!ended) {
    await new Promise((resolve) => setImmediate(resolve));
    wall.advance(STEP_MS);
  }
  await end;
}
