import { randomUUID } from 'node:crypto';

import { BOT_TEXTS } from '../../src/telegram/bot-texts.js';
import type { TestClient } from '../support/client.js';
import { row, rows, tailAudit, ticketRow, versions, type Row } from '../support/rows.js';
import { listen } from '../support/socket.js';
import { codeOf, openTelegramBranch, seenBy, type Person, type TelegramBranch } from '../support/telegram.js';

const PHONE = '+56900000001';
const HOUR = 3_600_000;
const OF_TICKETS = ['ticket', 'mensaje', 'telegram_link', 'audit_log', 'branch'];

describe('linking', () => {
  let branch: TelegramBranch;
  beforeEach(async () => {
    branch = await openTelegramBranch();
  });
  afterEach(() => branch.close());

  const read = async ({ codigoReferencia }: Row): Promise<Row> =>
    (await branch.kiosk.send('GET', `/api/tickets/${codigoReferencia}`)).body;
  const chatOf = async ({ numero }: Row): Promise<string | null> =>
    (await ticketRow(branch.test, numero))['telegram_chat_id'];
  const links = () => rows(branch.test, 'select chat_id from telegram_link order by linked_at');
  const sends = () => branch.api.calls.filter(({ method }) => method === 'sendMessage').length;
  const lastOf = ({ inbox }: Person): string => inbox.at(-1)?.text ?? '';
  const statesOf = async ({ numero }: Row): Promise<string[]> => {
    const found = await branch.messagesOf(numero);
    return ['creado', 'proximo', 'es_tu'].map(
      (part) => Object.values(found).find(({ plantilla }) => plantilla.includes(part))?.['estado_envio'],
    );
  };
  /** Until nothing more goes out: a chat is written to once in each look. */
  async function deliverAll(): Promise<void> {
    for (let before = -1; before !== sends();) {
      before = sends();
      await branch.deliver();
    }
  }

  /** Every status in which a customer can press Start, and how their ticket comes to it. */
  const LIVES: [string, (ticket: Row, desk: () => Promise<TestClient>) => Promise<unknown>][] = [
    ['EN_ESPERA', async () => {}],
    ['PROXIMO', () => branch.test.turn('positions')],
    ['ATENDIENDO', (_, desk) => desk()],
    ['ATENDIENDO, started', async (_, desk) => (await desk()).send('POST', '/api/advisor/current/start')],
    ['COMPLETADO', async (_, desk) => (await desk()).send('POST', '/api/advisor/current/complete')],
    ['NO_ATENDIDO', async (_, desk) => (await desk()).send('POST', '/api/advisor/current/no-show')],
    ['CANCELADO', (ticket) => branch.kiosk.send('DELETE', `/api/tickets/${ticket['codigoReferencia']}`)],
  ];
  async function ticketThatIs(life: string): Promise<Row> {
    const ticket = await branch.issue();
    await LIVES.find(([name]) => name === life)?.[1](ticket, () => branch.ready('carlos.rodriguez'));
    expect((await read(ticket))['status']).toBe(life.split(',')[0]);
    return ticket;
  }

  describe('by the code', () => {
    it('R9: Start links the chat: over HTTP, over the socket, in the audit log, and the rows are made then', async () => {
      const ticket = await branch.issue();
      const screen = await listen(branch.test.url, 'ticket', { codigoReferencia: ticket['codigoReferencia'] });
      expect(screen.frames[0]?.payload.state.ticket.telegramLinked).toBe(false);
      expect(await rows(branch.test, 'select * from mensaje')).toEqual([]);
      const events = await tailAudit(branch.test);

      const person = branch.person();
      const link = new URL((await read(ticket))['telegramLink']);
      expect(link.origin + link.pathname).toBe(`https://t.me/${branch.api.botName}`);
      person.start(link.searchParams.get('start') ?? '');
      await branch.listen();

      expect((await read(ticket))['telegramLinked']).toBe(true);
      expect((await screen.until('ticket:changed')).ticket.telegramLinked).toBe(true);
      screen.close();
      const [event, ...others] = await events();
      expect(others).toEqual([]);
      expect(event).toMatchObject({
        event_type: 'TELEGRAM_VINCULADO',
        entity_type: 'TICKET',
        entity_identifier: ticket['numero'],
        actor: 'CLIENTE',
      });
      expect(JSON.stringify(event)).not.toContain(String(person.chatId));
      expect(await statesOf(ticket)).toEqual(Array(3).fill('PENDIENTE'));
      expect(lastOf(person)).toBe(BOT_TEXTS.es.linked(ticket['numero']));
      await deliverAll();
      expect(seenBy(person)).toEqual([1]);
    });

    it.each<[string, number[], string[]]>([
      ['EN_ESPERA', [1], ['ENVIADO', 'PENDIENTE', 'PENDIENTE']],
      ['PROXIMO', [1, 2], ['ENVIADO', 'ENVIADO', 'PENDIENTE']],
      ['ATENDIENDO', [3], ['DESCARTADO', 'DESCARTADO', 'ENVIADO']],
      ['ATENDIENDO, started', [], ['DESCARTADO', 'DESCARTADO', 'DESCARTADO']],
    ])('R9: linked while %s: only what is still true goes out', async (life, seen, states) => {
      const ticket = await ticketThatIs(life);
      const person = await branch.scan(ticket);
      await deliverAll();
      expect(seenBy(person)).toEqual(seen);
      expect(await statesOf(ticket)).toEqual(states);
      expect((await read(ticket))['telegramLinked']).toBe(true);
    });

    it.each(['COMPLETADO', 'NO_ATENDIDO', 'CANCELADO'])('R9: %s: help, and nothing changes', async (life) => {
      const ticket = await ticketThatIs(life);
      const before = await versions(branch.test, OF_TICKETS);
      const person = await branch.scan(ticket);
      expect(person.inbox.map(({ text }) => text)).toEqual([BOT_TEXTS.es.unknownTicket]);
      expect(await versions(branch.test, OF_TICKETS)).toEqual(before);
    });

    it('R9: an unknown or malformed code: help, and nothing changes', async () => {
      const ticket = await branch.issue();
      const code = codeOf(ticket);
      const before = await versions(branch.test, OF_TICKETS);
      const wrong = [randomUUID().replaceAll('-', ''), code.slice(1), `${code}0`, ticket['numero'], "'; drop", '%00'];
      for (const payload of wrong) {
        const person = branch.person();
        person.start(payload);
        await branch.listen();
        const expected = payload.includes(' ') ? BOT_TEXTS.es.help : BOT_TEXTS.es.unknownTicket;
        expect([payload, ...person.inbox.map(({ text }) => text)]).toEqual([payload, expected]);
      }
      expect(await versions(branch.test, OF_TICKETS)).toEqual(before);
    });

    it('R9: twice is harmless, one after another or in one breath', async () => {
      const events = await tailAudit(branch.test);
      const ticket = await branch.issue();
      const person = branch.person();
      for (let i = 0; i < 2; i++) person.start(codeOf(ticket));
      await branch.listen();
      await deliverAll();
      await branch.scan(ticket, person);
      await deliverAll();
      expect(seenBy(person)).toEqual([1]);
      expect(lastOf(person)).toContain('Posición en cola: <b>#1</b>');
      expect(await rows(branch.test, 'select * from mensaje')).toHaveLength(3);
      expect((await events()).map(({ event_type: type }) => type)).toEqual([
        'TICKET_CREADO',
        'NO_ADVISORS_AVAILABLE',
        'TELEGRAM_VINCULADO',
        'MENSAJE_ENVIADO',
      ]);
    });

    it('R9: another chat takes over: the first is told so once, and hears nothing more', async () => {
      const { ticket, person: first } = await branch.issueLinked();
      const heard = first.inbox.length;
      const second = await branch.scan(ticket);
      expect(await chatOf(ticket)).toBe(String(second.chatId));
      expect(first.inbox.slice(heard).map(({ text }) => text)).toEqual([
        BOT_TEXTS.es.ticketElsewhere(ticket['numero']),
      ]);
      await branch.scan(ticket, second);
      await branch.ready('carlos.rodriguez');
      await deliverAll();
      expect(first.inbox).toHaveLength(heard + 1);
      expect(seenBy(second)).toEqual([3]); // the first message went out before
      first.say('/estado');
      await branch.listen();
      expect(lastOf(first)).toBe(BOT_TEXTS.es.noTicket);
    });
  });

  describe('by the own number', () => {
    /** A customer whose number the bot knows. */
    async function known(phone = PHONE, person = branch.person(phone)): Promise<Person> {
      person.start();
      person.shareContact({ phone });
      await branch.listen();
      return person;
    }
    const issueFor = (telefono = PHONE) => branch.issue('CAJA', { telefono });

    it.each([PHONE, PHONE.slice(1)])(
      'R9: %s, shared once, is enough from then on: no scan',
      async (asTelegramWrites) => {
        const { ticket, person } = await branch.issueLinked();
        expect(person.inbox[0]?.replyMarkup.keyboard).toEqual([
          [{ text: BOT_TEXTS.es.shareNumber, request_contact: true }],
        ]);
        await known(asTelegramWrites, person);
        expect(person.inbox.at(-1)).toMatchObject({
          text: BOT_TEXTS.es.numberKept,
          replyMarkup: { remove_keyboard: true },
        });
        await branch.kiosk.send('DELETE', `/api/tickets/${ticket['codigoReferencia']}`);

        for (const days of [0, 1, 30]) {
          branch.test.clock.advance(days * 24 * HOUR);
          await branch.test.turn('partitions');
          const events = await tailAudit(branch.test);
          const next = await issueFor();
          expect([days, next['telegramLinked']]).toEqual([days, true]);
          const before = seenBy(person).length;
          await deliverAll();
          expect(seenBy(person)).toHaveLength(before + 1);
          expect(person.inbox.at(-1)?.plain).toContain(next['numero']);
          expect((await events()).map(({ event_type: type }) => type)).not.toContain('TELEGRAM_VINCULADO');
          await branch.kiosk.send('DELETE', `/api/tickets/${next['codigoReferencia']}`);
        }
        // Who has shared is not asked again.
        const scanned = await branch.issue();
        await branch.scan(scanned, person);
        const answer = person.inbox.find(({ text }) => text === BOT_TEXTS.es.linked(scanned['numero']));
        expect(answer?.replyMarkup).toBeNull();
      },
    );

    it('R9: a ticket that already waits with that phone is linked at once, and no other', async () => {
      const mine = await issueFor();
      const family = await branch.issue('EMPRESAS', { telefono: PHONE });
      const other = await issueFor('+56900000002');
      const events = await tailAudit(branch.test);
      const person = await known();
      // The phone, which has no number of its own, and the two tickets.
      expect((await events()).map((event) => `${event['event_type']} ${event['entity_identifier']}`).sort()).toEqual(
        [null, mine['numero'], family['numero']].map((numero) => `TELEGRAM_VINCULADO ${numero}`).sort(),
      );
      await deliverAll();
      expect(seenBy(person)).toEqual([1, 1]);
      expect((await read(other))['telegramLinked']).toBe(false);
      expect(await statesOf(other)).toEqual(Array(3).fill('PENDIENTE'));
    });

    it('R9: a number that moves to another chat: the latest wins', async () => {
      const first = await known();
      const second = await known();
      expect(await links()).toEqual([{ chat_id: String(second.chatId) }]);
      expect(lastOf(first)).toBe(BOT_TEXTS.es.numberElsewhere);
      await known(PHONE, second);
      expect(first.inbox.filter(({ text }) => text === BOT_TEXTS.es.numberElsewhere)).toHaveLength(1);
      await issueFor();
      await deliverAll();
      expect([seenBy(first), seenBy(second)]).toEqual([[], [1]]);
    });

    it('R9: somebody else’s contact is refused, and nothing is stored', async () => {
      const ticket = await issueFor();
      const person = branch.person('+56900000002');
      person.start();
      await branch.listen();
      const before = await versions(branch.test, OF_TICKETS);
      for (const userId of [2_000_000, null]) {
        person.shareContact({ phone: PHONE, userId });
        await branch.listen();
        expect(lastOf(person)).toBe(BOT_TEXTS.es.ownNumberOnly);
      }
      expect(await versions(branch.test, OF_TICKETS)).toEqual(before);
      expect(await links()).toEqual([]);
      expect((await read(ticket))['telegramLinked']).toBe(false);
    });

    it('R9: a phone that nobody linked waits, and no attempt is counted', async () => {
      const { numero, telegramLinked } = await issueFor();
      expect(telegramLinked).toBe(false);
      await branch.test.turn('positions');
      for (let i = 0; i < 5; i++) {
        branch.test.clock.advance(HOUR / 5);
        await branch.deliver();
      }
      expect(sends()).toBe(0);
      for (const message of Object.values(await branch.messagesOf(numero))) {
        expect(message).toMatchObject({ estado_envio: 'PENDIENTE', intentos: 0, ready_at: null, error_message: null });
      }
    });

    it('R9: two people with two phones never get each other’s messages', async () => {
      const phones = [PHONE, '+56900000002'];
      const people = [await known(phones[0]), await known(phones[1])];
      const numbers: string[][] = [[], []];
      for (let round = 0; round < 3; round++) {
        for (const who of round % 2 ? [1, 0] : [0, 1]) {
          numbers[who]?.push((await branch.issue(round ? 'CAJA' : 'EMPRESAS', { telefono: phones[who] }))['numero']);
        }
        await branch.test.turn('positions');
        await deliverAll();
      }
      await branch.ready('carlos.rodriguez');
      await branch.ready('ana.martinez');
      await deliverAll();
      for (const [who, { inbox }] of people.entries()) {
        const named = inbox.flatMap(({ plain }) => plain.match(/\b[CE]\d\d\b/g) ?? []);
        expect([...new Set(named)].sort()).toEqual(numbers[who]?.sort());
      }
      expect(people.flatMap(seenBy).filter((which) => which === 3)).toHaveLength(2);
    });

    it('R9: who blocks the bot is forgotten; pressing Start again goes on', async () => {
      const person = await known();
      const ticket = await issueFor();
      await deliverAll();
      const events = await tailAudit(branch.test);
      person.block();
      await branch.test.turn('positions');
      await deliverAll();

      expect(await links()).toEqual([]);
      expect(await chatOf(ticket)).toBeNull();
      expect((await read(ticket))['telegramLinked']).toBe(false);
      const told = (await events()).map((event) => `${event['event_type']} ${event['actor']}`);
      const lost = ['TELEGRAM_DESVINCULADO SISTEMA', 'TELEGRAM_DESVINCULADO SISTEMA']; // the phone and the ticket
      expect(told).toEqual(['TICKET_PROXIMO SISTEMA', 'MENSAJE_FALLIDO SISTEMA', ...lost]);
      expect(await statesOf(ticket)).toEqual(['ENVIADO', 'FALLIDO', 'PENDIENTE']);
      expect((await issueFor())['telegramLinked']).toBe(false);
      await branch.ready('carlos.rodriguez');
      const calls = sends();
      await deliverAll();
      expect(sends()).toBe(calls);

      await branch.scan(ticket, person);
      await deliverAll();
      expect(seenBy(person)).toEqual([1, 3]);
      expect(await row(branch.test, "select count(*)::int as n from mensaje where estado_envio = 'FALLIDO'")).toEqual({
        n: 1,
      });
    });
  });
});
