import { Client } from 'pg';

import { Bot, TelegramClient } from '../../src/telegram/index.js';
import { BOT_TEXTS } from '../../src/telegram/bot-texts.js';
import { CHAT_SPACING_MS, SPACING_MS } from '../../src/telegram/pace.js';
import { rows, tailAudit, ticketRow, versions, type Row } from '../support/rows.js';
import { codeOf, openTelegramBranch, type Person, type TelegramBranch } from '../support/telegram.js';

const PHONE = '+56900000001';
const DAY = 24 * 3_600_000;
const { es, en } = BOT_TEXTS;
const OF_TICKETS = ['ticket', 'mensaje', 'telegram_link', 'audit_log', 'branch'];

let branch: TelegramBranch;
beforeEach(async () => {
  branch = await openTelegramBranch();
});
afterEach(() => branch.close());

const read = async ({ codigoReferencia }: Row): Promise<Row> =>
  (await branch.kiosk.send('GET', `/api/tickets/${codigoReferencia}`)).body;
const cancel = ({ codigoReferencia }: Row) => branch.kiosk.send('DELETE', `/api/tickets/${codigoReferencia}`);

/** What the bot answers to something that was just said. */
async function answers(person: Pick<Person, 'inbox'>, _said: unknown): Promise<string[]> {
  const before = person.inbox.length;
  await branch.listen();
  return person.inbox.slice(before).map(({ text }) => text);
}
/** An update of any kind in the name of a person, as Telegram would send it. */
const message = (person: Person, content: object, chat: object = person.chat()) =>
  branch.api.update({ message: { message_id: 1, from: { id: person.chatId, is_bot: false }, chat, ...content } });

describe('/estado', () => {
  it('R9: every ticket that is active, each in its own words; the one that is called with its module', async () => {
    const { ticket: first, person } = await branch.issueLinked('CAJA');
    const second = await branch.issue('EMPRESAS', { language: 'en' });
    await branch.scan(second, person);
    await cancel(await branch.issue('GERENCIA'));
    await branch.ready('carlos.rodriguez', 4);
    const [newest, oldest, ...more] = await answers(person, person.say('/estado'));
    expect(newest).toMatch(new RegExp(`^<b>${second['numero']}</b> · Empresas\n\nPosition in line: <b>#1</b>`));
    expect(oldest).toBe(`<b>${first['numero']}</b> · Caja\n\n🔔 Es tu turno. Dirígete al módulo: <b>4</b>`);
    expect(more).toEqual([]);
  });

  const atDesk = (verb: string) => async () =>
    (await branch.ready('luis.perez')).send('POST', `/api/advisor/current/${verb}`);
  it.each<[string, string, (ticket: Row) => Promise<unknown>]>([
    ['cancelled', 'Tu turno fue cancelado.', cancel],
    ['served', 'Tu turno ya fue atendido.', atDesk('complete')],
    ['missed', 'Te llamamos y no te presentaste. Acércate al mesón o saca otro número.', atDesk('no-show')],
  ])('R9: a ticket that was %s says so that day, and tomorrow there is none', async (_, words, end) => {
    const { ticket, person } = await branch.issueLinked();
    await end(ticket);
    expect(await answers(person, person.say('/estado'))).toEqual([`<b>${ticket['numero']}</b> · Caja\n\n${words}`]);
    branch.test.clock.advance(DAY);
    expect(await answers(person, person.say('/estado'))).toEqual([es.noTicket]);
  });

  it('R9: whoever has no ticket is told so, in their language', async () => {
    for (const [person, texts] of [[branch.person(), es] as const, [branch.person(undefined, 'en-GB'), en] as const]) {
      expect(await answers(person, person.say('/estado'))).toEqual([texts.noTicket]);
    }
  });
});

describe('/cancelar', () => {
  /** A linked ticket whose customer was asked. */
  async function asked(more: object = {}): Promise<{ ticket: Row; person: Person }> {
    const { ticket, person } = await branch.issueLinked('CAJA', more);
    await answers(person, person.say('/cancelar'));
    return { ticket, person };
  }
  const buttonsOf = ({ inbox }: Person): unknown[] =>
    inbox.flatMap(({ replyMarkup }) => replyMarkup?.inline_keyboard ?? []);
  const buttonsAnswered = () => branch.api.calls.filter(({ method }) => method === 'answerCallbackQuery').length;

  it('R9: asks once, and cancels nothing by itself', async () => {
    const { ticket, person } = await asked();
    const { text, replyMarkup } = person.inbox.at(-1)!;
    expect(text).toBe(es.askCancel(ticket['numero']));
    expect(replyMarkup.inline_keyboard.flat().map((button: Row) => button['text'])).toEqual([es.yesCancel, es.noKeep]);
    expect((await read(ticket))['status']).toBe('EN_ESPERA');
  });

  it('R9: yes cancels, as CLIENTE; pressed again it does no harm', async () => {
    const { ticket, person } = await asked();
    const events = await tailAudit(branch.test);
    const cancelled = `<b>${ticket['numero']}</b> · Caja\n\nTu turno fue cancelado.`;
    expect(await answers(person, person.press(es.yesCancel))).toEqual([cancelled]);
    expect(await read(ticket)).toMatchObject({ status: 'CANCELADO', positionInQueue: 0 });
    expect((await ticketRow(branch.test, ticket['numero']))['cancel_reason']).toBe('CLIENTE');
    const told = await events();
    expect(told.map((event) => `${event['event_type']} ${event['actor']}`)).toEqual([
      'TICKET_CANCELADO CLIENTE',
      'MENSAJE_DESCARTADO SISTEMA',
      'MENSAJE_DESCARTADO SISTEMA',
    ]);
    expect(told[0]).toMatchObject({ entity_identifier: ticket['numero'], ip_address: null, user_agent: 'Telegram' });
    expect(JSON.stringify(told)).not.toContain(String(person.chatId));

    expect(buttonsOf(person)).toEqual([]);

    // A telephone that was asleep still shows them.
    for (const answer of ['cancel', 'keep']) {
      const pressed = branch.api.update({
        callback_query: {
          id: answer,
          from: { id: person.chatId },
          message: { message_id: person.inbox.at(-2)!.messageId, chat: person.chat() },
          data: `${answer} ${codeOf(ticket)}`,
        },
      });
      expect(await answers(person, pressed)).toEqual([cancelled]);
    }
    expect(await answers(person, person.say('/cancelar'))).toEqual([es.nothingToCancel]);
    expect(await events()).toEqual([]);
    expect(buttonsAnswered()).toBe(3);
  });

  it('R9: no keeps the place', async () => {
    const { ticket, person } = await asked({ language: 'en' });
    const before = await versions(branch.test, OF_TICKETS);
    expect(await answers(person, person.press(en.noKeep))).toEqual([en.kept(ticket['numero'])]);
    expect(await versions(branch.test, OF_TICKETS)).toEqual(before);
    expect(buttonsAnswered()).toBe(1);
    expect(buttonsOf(person)).toEqual([]);
  });

  it.each(['yesCancel', 'noKeep'] as const)(
    'R9: %s after the call changes nothing and says how it is',
    async (button) => {
      const { ticket, person } = await asked();
      await branch.ready('carlos.rodriguez', 2);
      const before = await versions(branch.test, OF_TICKETS);
      expect(await answers(person, person.press(es[button]))).toEqual([
        `<b>${ticket['numero']}</b> · Caja\n\n🔔 Es tu turno. Dirígete al módulo: <b>2</b>`,
      ]);
      expect(await versions(branch.test, OF_TICKETS)).toEqual(before);
      expect(await answers(person, person.say('/cancelar'))).toEqual([es.nothingToCancel]);
    },
  );

  it('R9: a button of somebody else’s ticket, or of nothing, does nothing', async () => {
    const { ticket } = await asked();
    const stranger = branch.person();
    stranger.start();
    await branch.listen();
    const from = { id: stranger.chatId };
    const press = (data: string | undefined) =>
      branch.api.update({ callback_query: { id: 'x', from, message: { chat: stranger.chat() }, data } });
    const before = await versions(branch.test, OF_TICKETS);
    for (const data of [
      `cancel ${codeOf(ticket)}`,
      `keep ${codeOf(ticket)}`,
      'cancel',
      'x '.repeat(9),
      '',
      undefined,
    ]) {
      expect(await answers(stranger, press(data))).toEqual([es.unknownTicket]);
      branch.wall.advance(1_000);
    }
    expect(await versions(branch.test, OF_TICKETS)).toEqual(before);
  });

  it('R9: several tickets are asked about one by one; only those that still wait', async () => {
    const { person } = await branch.issueLinked('CAJA');
    await branch.ready('carlos.rodriguez');
    const [two, three] = [await branch.issue('EMPRESAS'), await branch.issue('GERENCIA')];
    for (const ticket of [two, three]) await branch.scan(ticket, person);
    expect(await answers(person, person.say('/cancelar'))).toEqual([
      es.askCancel(three['numero']),
      es.askCancel(two['numero']),
    ]);
    await answers(person, person.press(`cancel ${codeOf(two)}`));
    expect([(await read(two))['status'], (await read(three))['status']]).toEqual(['CANCELADO', 'EN_ESPERA']);
  });
});

describe('whatever else is said', () => {
  it.each(['/ayuda', '/AYUDA', '/help', 'hola', '/start', '/estado por favor', '/', '¿Cuánto falta?'])(
    'R9: %s is answered with help',
    async (text) => {
      const person = branch.person();
      expect(await answers(person, person.say(text))).toEqual([es.help]);
    },
  );

  it('R9: photos, stickers, voices and places too', async () => {
    const person = branch.person();
    person.start();
    await branch.listen();
    for (const content of [{ photo: [{ file_id: 'x' }], caption: '/estado' }, { sticker: {} }, { voice: {} }, {}]) {
      expect(await answers(person, message(person, content))).toEqual([es.help]);
    }
  });

  it('R9: a command may carry the bot’s name and stand in capitals', async () => {
    const { ticket, person } = await branch.issueLinked();
    for (const text of ['/estado@ticketero_test_bot', '/ESTADO', '/Estado ']) {
      expect((await answers(person, person.say(text)))[0]).toContain('Posición en cola');
    }
    const other = branch.person();
    other.say(`/start@ticketero_test_bot ${codeOf(ticket).toUpperCase()}`);
    await branch.listen();
    expect((await ticketRow(branch.test, ticket['numero']))['telegram_chat_id']).toBe(String(other.chatId));
  });

  it('R9: in the person’s language; about a ticket, in the ticket’s', async () => {
    for (const [code, texts] of [
      ['es-CL', es],
      ['es', es],
      ['en', en],
      ['pt-BR', en],
    ] as const) {
      const person = branch.person(undefined, code);
      expect([code, ...(await answers(person, person.say('/ayuda')))]).toEqual([code, texts.help]);
    }
    const silent = branch.person(); // Telegram does not always tell a language
    silent.start();
    await branch.listen();
    expect(await answers(silent, message(silent, { text: '/ayuda' }))).toEqual([es.help]);

    const ticket = await branch.issue('CAJA', { language: 'en' });
    const here = await branch.scan(ticket);
    expect(here.inbox[0]?.text).toBe(en.linked(ticket['numero']));
    expect(await answers(here, here.say('/estado'))).toEqual([expect.stringContaining('Position in line')]);
    expect(await answers(here, here.say('/cancelar'))).toEqual([en.askCancel(ticket['numero'])]);
  });

  it('R9: groups and channels, edited messages and other kinds of updates are passed over', async () => {
    const { ticket, person } = await branch.issueLinked();
    const start = { text: `/start ${codeOf(await branch.issue())}` };
    const sends = () => branch.api.calls.filter(({ method }) => method === 'sendMessage').length;
    const before = [await versions(branch.test, OF_TICKETS), sends()];
    for (const type of ['group', 'supergroup', 'channel']) message(person, start, { id: -100, type });
    for (const place of [undefined, { chat: { id: -100, type: 'group' } }]) {
      const query = { id: 'x', from: { id: person.chatId }, message: place, data: `cancel ${codeOf(ticket)}` };
      branch.api.update({ callback_query: query });
    }
    await branch.listen();
    // Telegram is told not to send these; should one come all the same:
    const said = { message_id: 1, from: { id: person.chatId }, chat: person.chat(), text: '/cancelar' };
    for (const kind of [
      'edited_message',
      'channel_post',
      'business_message',
      'my_chat_member',
      'poll',
      'inline_query',
    ]) {
      await branch.test.app.get(Bot).handle({ update_id: 1, [kind]: said });
    }
    await branch.test.app.get(Bot).idle();
    expect([await versions(branch.test, OF_TICKETS), sends()]).toEqual(before);
    const polls = branch.api.calls.filter(({ method }) => method === 'getUpdates');
    expect(polls.at(-1)?.payload['allowed_updates']).toEqual(['message', 'callback_query']);
  });

  it('R9: names are escaped', async () => {
    await rows(branch.test, "update queue set display_name = '<b>Caja & Cía</i>' where queue_type = 'CAJA'");
    const { person } = await branch.issueLinked();
    await answers(person, person.say('/estado'));
    expect(person.inbox.at(-1)?.plain).toMatch(/^C01 · <b>Caja & Cía<\/i>\n/);
  });
});

describe('when something is in the way', () => {
  /** Real: nobody gets a connection, and those that were open have ended. */
  async function database(there: boolean): Promise<void> {
    const name = new URL(branch.test.database.url).pathname.slice(1);
    const admin = new Client({ connectionString: process.env['TICKETERO_TEST_PG'] });
    await admin.connect();
    await admin.query(`alter database ${name} with allow_connections ${there}`);
    if (!there) await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await admin.end();
  }
  const polls = () => branch.api.calls.filter(({ method }) => method === 'getUpdates').length;

  it('R9: with the database away an update comes again, and is answered once', async () => {
    const { person } = await branch.issueLinked();
    const before = person.inbox.length;
    const stopWatching = branch.api.before(async ({ method }) => {
      if (method === 'getUpdates') await database(false); // after the lease was taken
    });
    person.say('/estado');
    await branch.listen();
    stopWatching();
    const asked = polls();
    for (let i = 0; i < 5; i++) await branch.listen(); // nobody holds the lease: nobody asks
    expect([polls(), person.inbox.length]).toEqual([asked, before]);
    await database(true);
    await branch.listen();
    person.say('/ayuda');
    await branch.listen();
    const texts = person.inbox.slice(before).map(({ text }) => text);
    expect(texts).toEqual([expect.stringContaining('Posición en cola'), es.help]);
  });

  it('R9: an update that fails by itself is left out after three tries, and those behind it go on', async () => {
    const [broken, behind] = [branch.person(PHONE), branch.person()];
    broken.start();
    await branch.listen();
    await rows(branch.test, 'alter table telegram_link rename to telegram_link_away');
    const events = await tailAudit(branch.test);
    broken.shareContact();
    behind.say('/ayuda');
    const heard: number[] = [];
    for (let i = 0; i < 3; i++) {
      await branch.listen();
      heard.push(behind.inbox.length);
    }
    await rows(branch.test, 'alter table telegram_link_away rename to telegram_link');
    expect(heard).toEqual([0, 0, 1]);
    expect((await events()).map((event) => `${event['event_type']} ${event['entity_id']}`)).toEqual([
      'SCHEDULER_ERROR telegram-updates',
    ]);
    broken.shareContact();
    await branch.listen();
    expect(broken.inbox.at(-1)?.text).toBe(es.numberKept);
  });

  it('R9: a flood from one chat neither holds up the others nor exceeds the pace', async () => {
    const client = branch.test.app.get(TelegramClient) as unknown as { call(method: string, payload: Row): unknown };
    const call = client.call.bind(client);
    const left: { chatId: number; at: number }[] = [];
    client.call = (method, payload) => {
      if (method === 'sendMessage') left.push({ chatId: payload['chat_id'], at: branch.wall.now() });
      return call(method, payload);
    };
    const flooder = branch.person();
    const others = Array.from({ length: 40 }, () => branch.person());
    const start = branch.wall.now();
    for (let i = 0; i < 50; i++) flooder.say('/ayuda');
    for (const other of others) other.say('/ayuda');
    await branch.listen();

    expect(others.map(({ inbox }) => inbox.length)).toEqual(Array(others.length).fill(1));
    // At once, and then one a second as long as that is no more than 5 s away.
    expect(flooder.inbox).toHaveLength(1 + Math.floor(5_000 / CHAT_SPACING_MS));
    const lastOther = Math.max(...left.filter(({ chatId }) => chatId !== flooder.chatId).map(({ at }) => at));
    expect(lastOther - start).toBeLessThan((others.length + 3) * SPACING_MS); // as if the flooder had asked three times
    const own = left.filter(({ chatId }) => chatId === flooder.chatId).map(({ at }) => at - start);
    for (const [i, at] of own.entries()) expect(at - (own[i - 1] ?? -CHAT_SPACING_MS)).toBeGreaterThanOrEqual(1_000);
    for (const { at } of left) {
      expect(left.filter((one) => one.at >= at && one.at < at + 1_000).length).toBeLessThanOrEqual(25);
    }
  });
});
