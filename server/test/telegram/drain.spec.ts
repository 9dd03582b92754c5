import { MessageSender, SENDER_EVERY_MS } from '../../src/messages/index.js';
import { TelegramClient } from '../../src/telegram/index.js';
import { SPACING_MS } from '../../src/telegram/pace.js';
import { startApp, type TestApp } from '../support/app.js';
import { countOf } from '../support/bank.js';
import { rows } from '../support/rows.js';
import { moveUntil, openTelegramBranch, type TelegramBranch } from '../support/telegram.js';

const FIRST_CHAT = 5_000_000;

/** So many tickets of so many customers with Telegram, all waiting; their first messages are due, in a mixed order. */
async function manyDue(branch: TelegramBranch, count: number): Promise<void> {
  await rows(
    branch.test,
    `with made as (
       insert into ticket (branch_id, business_date, codigo_referencia, numero, national_id, national_id_hash,
         branch_office, queue_type, status, order_at, position_in_queue, estimated_wait_minutes, messages_planned,
         telegram_chat_id, created_at, updated_at)
       select b.id, (timezone(b.time_zone, $2))::date, gen_random_uuid(), 'X' || n, '\\x00', decode(lpad(to_hex(n), 8, '0'), 'hex'),
         b.code, 'CAJA', 'EN_ESPERA', $2, n, n, true, ($3 + n)::text, $2, $2
       from branch b, generate_series(1, $1::int) n where b.code = 'CENTRO'
       returning *)
     insert into mensaje (branch_id, ticket_id, business_date, plantilla, fecha_programada, ready_at, created_at)
     select branch_id, id, business_date, 'totem_ticket_creado',
       $2::timestamptz - ((position_in_queue * 7919) % 1009) * interval '1 second', $2, $2 from made`,
    [count, new Date(branch.test.clock.now()), FIRST_CHAT],
  );
  for (let n = 1; n <= count; n++) branch.api.person({ chatId: FIRST_CHAT + n, started: true });
}

const dueFirst = async (branch: TelegramBranch): Promise<number[]> =>
  (
    await rows(
      branch.test,
      `select t.telegram_chat_id::bigint as chat from mensaje m join ticket t on t.id = m.ticket_id
       order by m.fecha_programada, m.id`,
    )
  ).map((message) => Number(message['chat']));

/** How many calls to Telegram are under way. */
function watchCalls(test: TestApp): () => number {
  const client = test.app.get(TelegramClient) as unknown as { call: (...args: unknown[]) => Promise<unknown> };
  let underWay = 0;
  const call = client.call.bind(client);
  client.call = async (...args) => {
    underWay += 1;
    return call(...args).finally(() => (underWay -= 1));
  };
  return () => underWay;
}

describe('many messages due at once', () => {
  let branch: TelegramBranch;

  beforeEach(async () => {
    branch = await openTelegramBranch();
  });
  afterEach(() => branch.close());

  it('R9: a thousand go out in the order in which they were due, at no more than 25 a second', async () => {
    const count = 1_000;
    await manyDue(branch, count);
    const expected = await dueFirst(branch);
    const underWay = watchCalls(branch.test);
    const { api, wall, test } = branch;
    const start = wall.now();
    for (let nextLook = start; api.sent.length < count; wall.advance(SPACING_MS)) {
      if (wall.now() >= nextLook) {
        await test.turn('messages');
        nextLook += SENDER_EVERY_MS;
      }
      // What left in this step arrives before the next one leaves.
      do await new Promise((resolve) => setImmediate(resolve));
      while (underWay() > 0);
    }
    await test.app.get(MessageSender).idle();
    expect(api.sent.map(({ chatId }) => chatId)).toEqual(expected);
    expect(api.peaks().overall).toBeLessThanOrEqual(25);
    expect(wall.now() - start).toBeLessThanOrEqual((count + 1) * SPACING_MS + SENDER_EVERY_MS); // and no slower
    const states = await rows(test, 'select estado_envio, count(*)::int as n from mensaje group by 1');
    expect(states).toEqual([{ estado_envio: 'ENVIADO', n: count }]);
  });

  it('R9: two senders on one table: each message once', async () => {
    const count = 60;
    await manyDue(branch, count);
    const { api, test, wall } = branch;
    const config = { telegram: { ...telegramOf(branch) }, seedDemo: false };
    const other = await startApp({ database: test.database, clock: test.clock, wallClock: wall, config });
    const senders = [test, other].map(({ app }) => app.get(MessageSender));
    try {
      for (let look = 0; api.sent.length < count; look++) {
        await Promise.all(senders.map((sender) => sender.turn()));
        await Promise.all(senders.map((sender) => moveUntil(wall, sender.idle())));
      }
      await Promise.all(senders.map((sender) => sender.idle()));
      const perChat = countOf(api.sent.map(({ chatId }) => chatId));
      expect(perChat.size).toBe(count);
      expect([...perChat.values()].every((times) => times === 1)).toBe(true);
      const left =
        "select plantilla, estado_envio, intentos, error_message from mensaje where estado_envio <> 'ENVIADO'";
      expect(await rows(test, left)).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('R9: a chat that has a hundred messages due holds up nobody', async () => {
    await manyDue(branch, 120);
    const oldest = Number((await dueFirst(branch))[0]);
    // The hundred that have been due the longest are all of one chat.
    await rows(
      branch.test,
      `update ticket set telegram_chat_id = $1 where id in (
         select ticket_id from mensaje order by fecha_programada, id limit 100)`,
      [String(oldest)],
    );
    await branch.deliver();
    await branch.deliver();
    const perChat = countOf(branch.api.sent.map(({ chatId }) => chatId));
    expect(perChat.get(oldest)).toBeLessThanOrEqual(2);
    expect(perChat.size).toBeGreaterThan(5);
  });
});

const telegramOf = ({ api }: TelegramBranch) => ({
  token: api.token,
  name: api.botName,
  apiRoot: api.root,
  webhookUrl: null,
  callLimitMs: 60_000, // how long a call may take is not the matter here
});
