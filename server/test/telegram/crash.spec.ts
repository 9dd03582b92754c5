import { setTimeout } from 'node:timers/promises';

import { Client } from 'pg';

import { MessageSender } from '../../src/messages/index.js';
import { CHAT_SPACING_MS } from '../../src/telegram/pace.js';
import { startBotApi } from '../support/bot-api/bot-api.mjs';
import { ServerProcess } from '../support/built-server.js';
import { client, newPerson, type Answer } from '../support/client.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { rows } from '../support/rows.js';
import { openTelegramBranch, type BotApi } from '../support/telegram.js';

const KILLS = 20;
const LOOK_AGAIN_MS = 20;
/** CONTRACT.md, Running it. */
const STOP_LIMIT_MS = 10_000;
const PHONE = '+56900000001';

/** Where in the life of a message its sender dies. */
const POINTS = ['before Telegram has it', 'before the answer', 'after the answer'] as const;

describe('a sender that is killed', () => {
  let api: BotApi;
  let database: TestDatabase;
  let admin: Client;
  let server: ServerProcess;
  let url: string;

  const start = async (): Promise<void> => {
    server = new ServerProcess({
      DATABASE_URL: database.url,
      JWT_SECRET: 'j'.repeat(32),
      PII_KEY: 'ab'.repeat(32),
      SEED_DEMO: 'true',
      TELEGRAM_BOT_TOKEN: api.token,
      TELEGRAM_BOT_NAME: api.botName,
      TELEGRAM_API_ROOT: api.root,
    });
    url = await server.ready();
  };

  beforeAll(async () => {
    api = await startBotApi();
    database = await createDatabase();
    admin = new Client({ connectionString: database.url });
    await admin.connect();
    await start();
  });
  afterAll(async () => {
    server.kill('SIGTERM');
    await server.ended;
    await admin.end();
    await database.drop();
    await api.close();
  });

  /** The dead one's leases have run out. */
  const later = async (): Promise<void> => {
    await admin.query("update job_lease set until = now() - interval '1 second'");
    await admin.query("update mensaje set locked_until = now() - interval '1 second' where locked_until is not null");
  };

  /** Not the next message of a ticket of before, which goes out when its time has come: maybe while a number is asked for. */
  const isOfNewTicket = ({ method, payload }: BotApi['calls'][number]): boolean =>
    method === 'sendMessage' && String(payload['text']).includes('Ticket Creado');

  /** Kills the server when it sends the first message of a ticket; resolves when it is dead and Telegram has seen all of it. */
  function killAt(point: (typeof POINTS)[number]): Promise<void> {
    return new Promise((done) => {
      const kill = async (): Promise<void> => {
        undo.forEach((back) => back());
        server.kill('SIGKILL');
        await server.ended;
        done();
      };
      const undo =
        point === 'before Telegram has it'
          ? [
              api.on((call) => (isOfNewTicket(call) ? 'reset' : undefined)),
              api.before((call) => (isOfNewTicket(call) ? kill() : undefined)),
            ]
          : [
              api.afterDelivered((call) => {
                if (!isOfNewTicket(call)) return undefined;
                if (point === 'before the answer') return kill();
                return void setImmediate(() => void kill()); // the answer is on its way, and perhaps the result
              }),
            ];
    });
  }

  async function issue(): Promise<Answer['body']> {
    const { body: kiosk } = await client(url).send('POST', '/api/demo/devices', { kind: 'KIOSK' });
    const ticket = { nationalId: newPerson(), queueType: 'CAJA', telefono: PHONE };
    const { status, body } = await client(url, kiosk.deviceToken).send('POST', '/api/tickets', ticket);
    expect(status).toBe(201);
    return body;
  }

  it(`R9: ${KILLS} times in a row: no message lost, and none sent more than twice`, async () => {
    const person = api.person({ chatId: 900_001, phone: PHONE });
    person.start();
    await person.nextMessage();
    person.shareContact();
    await person.nextMessage();

    const times: number[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const dead = killAt(POINTS[kill % POINTS.length] ?? POINTS[0]);
      const body = await issue();
      await dead;
      await later();
      await start();
      await api.until(() => api.sent.some(({ plain }) => plain.includes(body.numero)), 60_000);
      await settled(body.codigoReferencia);
      times.push(api.sent.filter(({ plain }) => plain.includes(`turno: ${body.numero}\n`)).length);
    }
    expect(times).toHaveLength(KILLS);
    expect(Math.min(...times)).toBe(1);
    expect(Math.max(...times)).toBe(2); // it really died between the sending and the writing
  });

  it('R11: told to stop while Telegram says nothing: exit 0 in time, and the message goes out later', async () => {
    const calm = api.on('silent');
    const { numero, codigoReferencia } = await issue();
    await api.until(() => api.calls.some(({ payload }) => String(payload['text']).includes(`<b>${numero}</b>`)));
    const asked = performance.now();
    server.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
    expect(performance.now() - asked).toBeLessThan(STOP_LIMIT_MS);
    const { rows: failures } = await admin.query('select 1 from mensaje where intentos > 0');
    expect(failures).toEqual([]); // that we hung up is no failure of Telegram
    calm();
    await later();
    await start();
    await settled(codigoReferencia);
  });

  /** Until the first message of the ticket has its result; it must be that it went out. */
  async function settled(codigoReferencia: string): Promise<void> {
    for (;;) {
      const { rows: found } = await admin.query<{ estado_envio: string; locked_until: Date | null }>(
        `select m.estado_envio, m.locked_until from mensaje m join ticket t on t.id = m.ticket_id
         where t.codigo_referencia = $1 and m.plantilla = 'totem_ticket_creado'`,
        [codigoReferencia],
      );
      if (found[0]?.estado_envio === 'ENVIADO') return;
      expect(found[0]?.estado_envio).toBe('PENDIENTE');
      await setTimeout(LOOK_AGAIN_MS); // without it the asking takes the processor from who is asked about
    }
  }
});

describe('a database that goes away', () => {
  it('R9: between the sending and the writing: the result is written when it is back, and nothing is sent twice', async () => {
    const branch = await openTelegramBranch();
    const { api, test, wall } = branch;
    const name = new URL(test.database.url).pathname.slice(1);
    const admin = new Client({ connectionString: test.database.url.replace(/\/[^/]+$/, '/postgres') });
    await admin.connect();
    try {
      const ticket = await branch.issue();
      const person = branch.person();
      person.start(ticket['codigoReferencia'].replaceAll('-', ''));
      await branch.listen();

      api.afterDelivered(async () => {
        await admin.query(`alter database ${name} allow_connections false`);
        await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
      });
      wall.advance(CHAT_SPACING_MS);
      await test.turn('messages');
      const sender = test.app.get(MessageSender);
      let ended = false;
      const idle = sender.idle().finally(() => (ended = true));
      await api.until(() => api.sent.some(({ plain, answered }) => answered && plain.includes('Ticket Creado')));
      for (let i = 0; i < 20; i++) {
        wall.advance(1_000);
        await new Promise((resolve) => setImmediate(resolve));
        await test.turn('messages'); // it fails, and tries again later
      }
      expect(ended).toBe(false); // the result is kept

      await admin.query(`alter database ${name} allow_connections true`);
      while (!ended) {
        await new Promise((resolve) => setImmediate(resolve));
        wall.advance(1_000);
      }
      await idle;
      await branch.deliver();
      expect(api.sent.filter(({ plain }) => plain.includes('Ticket Creado'))).toHaveLength(1);
      const messages = await rows(test, "select estado_envio from mensaje where plantilla = 'totem_ticket_creado'");
      expect(messages).toEqual([{ estado_envio: 'ENVIADO' }]);
    } finally {
      await admin.end();
      await branch.close();
    }
  });
});
