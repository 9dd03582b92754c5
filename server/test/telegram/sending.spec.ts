import type { Row } from '../support/rows.js';
import { row, rows, tailAudit, inShort } from '../support/rows.js';
import { IMPATIENT, openTelegramBranch, type TelegramBranch } from '../support/telegram.js';

const SECOND = 1_000;
const textsOf = (person: { inbox: { plain: string }[] }) => person.inbox.map(({ plain }) => plain.split('\n')[0]);

describe('the three messages', () => {
  let branch: TelegramBranch;

  beforeEach(async () => {
    branch = await openTelegramBranch();
  });
  afterEach(() => branch.close());

  /** What reached the customer of the three, in order. */
  const plantillas = (person: { inbox: { plain: string }[] }): string[] =>
    textsOf(person).flatMap((line) =>
      line?.includes('Ticket Creado')
        ? ['1']
        : line?.includes('Pronto')
          ? ['2']
          : line?.includes('ES TU TURNO')
            ? ['3']
            : [],
    );

  it('R9: made, soon, now: each once, at its event', async () => {
    const { test } = branch;
    for (let i = 0; i < 4; i++) await branch.issue();
    const { ticket, person } = await branch.issueLinked();
    expect(plantillas(person)).toEqual(['1']);
    expect(person.inbox.map(({ plain }) => plain)).toContain(
      `✅ Ticket Creado\n\nTu número de turno: ${ticket['numero']}\nPosición en cola: #5\nTiempo estimado: 25 minutos\n\n` +
        'Te notificaremos cuando estés próximo.',
    );
    test.clock.advance(60 * 60 * SECOND); // the estimates have passed: never before its event
    await branch.deliver();
    expect(plantillas(person)).toEqual(['1']);

    const carlos = await branch.ready('carlos.rodriguez');
    for (let i = 0; i < 2; i++) await carlos.send('POST', '/api/advisor/call-next', { finish: 'NO_ATENDIDO' });
    await test.turn('positions');
    await branch.deliver();
    expect(plantillas(person)).toEqual(['1', '2']);
    expect(person.inbox.at(-1)?.plain).toContain('Faltan aproximadamente 2 turnos.');

    for (let i = 0; i < 2; i++) await carlos.send('POST', '/api/advisor/call-next', { finish: 'NO_ATENDIDO' });
    await branch.deliver();
    expect(plantillas(person)).toEqual(['1', '2', '3']);
    expect(person.inbox.at(-1)?.plain).toBe(
      `🔔 ¡ES TU TURNO ${ticket['numero']}!\n\nDirígete al módulo: 1\nAsesor: Carlos Rodríguez`,
    );
    for (let i = 0; i < 3; i++) await branch.deliver();
    expect(plantillas(person)).toEqual(['1', '2', '3']);

    const messages = await branch.messagesOf(ticket['numero']);
    for (const message of Object.values(messages)) {
      expect(message).toMatchObject({ estado_envio: 'ENVIADO', intentos: 0, locked_until: null });
      expect(message['telegram_message_id']).toMatch(/^\d+$/);
      expect(message['fecha_envio'].getTime()).toBe(message['ready_at'].getTime());
    }
  });

  it('R9: without Telegram nothing is sent, and everything else works', async () => {
    await branch.issue('CAJA', { telefono: '+56900000001' });
    await branch.deliver();
    expect(branch.api.calls.filter(({ method }) => method === 'sendMessage')).toEqual([]);
    expect((await rows(branch.test, "select * from mensaje where estado_envio = 'PENDIENTE'")).length).toBe(3);
  });

  it('R9: a ticket that is called before its messages went out hears of the call alone', async () => {
    const ticket = await branch.issue();
    const person = branch.person();
    person.start(ticket['codigoReferencia'].replaceAll('-', ''));
    await branch.listen();
    await branch.ready('carlos.rodriguez');
    const events = await tailAudit(branch.test);
    await branch.deliver();
    expect(plantillas(person)).toEqual(['3']);
    const states = await branch.messagesOf(ticket['numero']);
    expect(states['totem_ticket_creado']?.['estado_envio']).toBe('DESCARTADO');
    expect(states['totem_proximo_turno']?.['estado_envio']).toBe('DESCARTADO');
    expect((await events()).map(inShort)).toEqual([`MENSAJE_ENVIADO ${ticket['numero']} SISTEMA`]);
  });

  it('R9: what stopped being true while it waited for its next attempt is discarded, with its event', async () => {
    const { ticket } = await branch.issueLinked();
    const luis = await branch.ready('luis.perez');
    branch.api.next({ status: 500 });
    await branch.deliver(); // the third fails
    await luis.send('POST', '/api/advisor/current/start'); // the customer stands at the desk
    branch.test.clock.advance(60 * SECOND);
    await branch.deliver();
    const messages = await branch.messagesOf(ticket['numero']);
    expect(messages['totem_es_tu_turno']).toMatchObject({
      estado_envio: 'DESCARTADO',
      intentos: 1,
      locked_until: null,
    });
  });

  it('R9: in the customer’s language, names escaped', async () => {
    await rows(branch.test, "update advisor set name = 'Ana <b>& Cía</b>' where email like 'carlos%'");
    const { person } = await branch.issueLinked('CAJA', { language: 'en' });
    await branch.ready('carlos.rodriguez');
    await branch.deliver();
    expect(person.inbox.some(({ plain }) => plain.startsWith('✅ Ticket created'))).toBe(true);
    expect(person.inbox.at(-1)?.plain).toContain('Advisor: Ana <b>& Cía</b>');
  });

  describe('when Telegram fails', () => {
    const created = async (numero: string): Promise<Row> => {
      const found = (await branch.messagesOf(numero))['totem_ticket_creado'];
      if (!found) throw new Error('no message');
      return found;
    };
    const sends = () => branch.api.calls.filter(({ method }) => method === 'sendMessage').length;

    async function becomeImpatient(): Promise<void> {
      await branch.close();
      branch = await openTelegramBranch(IMPATIENT);
    }

    /** A ticket of a chat that the bot knows already: its first message is the next thing to be sent. */
    async function dueNow(): Promise<Row> {
      const person = branch.person('+56900000009');
      person.start();
      await branch.listen();
      person.shareContact();
      await branch.listen();
      return branch.issue('CAJA', { telefono: '+56900000009' });
    }

    it.each<[string, Parameters<TelegramBranch['api']['always']>[0], string]>([
      ['500', { status: 500 }, 'ERROR_DE_TELEGRAM'],
      ['502 with a page', 'html-502', 'ERROR_DE_TELEGRAM'],
      ['a connection that breaks', 'reset', 'SIN_CONEXION'],
      ['no answer at all', 'silent', 'SIN_RESPUESTA'],
      ['an answer that comes too late', { slowMs: 5_000 }, 'SIN_RESPUESTA'],
      ['JSON that cannot be read', 'malformed', 'RESPUESTA_ILEGIBLE'],
      ['401', { status: 401 }, 'NO_AUTORIZADO'],
    ])('R9: %s: again after 30, 60 and 120 s, and the fourth is FALLIDO', async (_, fault, word) => {
      if (word === 'SIN_RESPUESTA') await becomeImpatient();
      const ticket = await dueNow();
      const { clock } = branch.test;
      branch.api.always(fault);
      const before = sends();
      const attempts = () => sends() - before;
      await branch.deliver();
      expect(attempts()).toBe(1);
      for (const [failures, seconds] of [
        [1, 30],
        [2, 60],
        [3, 120],
      ] as const) {
        expect(await created(ticket['numero'])).toMatchObject({
          estado_envio: 'PENDIENTE',
          intentos: failures,
          error_message: word,
          fecha_programada: new Date(clock.now() + seconds * SECOND),
        });
        clock.advance(seconds * SECOND - 1);
        await branch.deliver();
        expect(attempts()).toBe(failures);
        clock.advance(1);
        await branch.deliver();
        expect(attempts()).toBe(failures + 1);
      }
      expect(await created(ticket['numero'])).toMatchObject({
        estado_envio: 'FALLIDO',
        intentos: 4,
        error_message: word,
      });
      clock.advance(600 * SECOND);
      await branch.deliver();
      expect(attempts()).toBe(4);
      const events = await rows(
        branch.test,
        "select event_type, additional_data, new_state from audit_log where event_type like 'MENSAJE_%' order by id",
      );
      expect(events.map((event) => event['event_type'])).toEqual([
        ...Array(3).fill('MENSAJE_REINTENTADO'),
        'MENSAJE_FALLIDO',
      ]);
      expect(events.at(-1)).toEqual({
        event_type: 'MENSAJE_FALLIDO',
        additional_data: { plantilla: 'totem_ticket_creado', error: word },
        new_state: { estadoEnvio: 'FALLIDO', intentos: 4 },
      });
    });

    it('R9: 429: not before retry_after, and it is no failure', async () => {
      const ticket = await dueNow();
      const { clock } = branch.test;
      for (let i = 0; i < 5; i++) {
        branch.api.next({ status: 429, retryAfter: 17 });
        const before = sends();
        await branch.deliver();
        expect(sends()).toBe(before + 1);
        expect(await created(ticket['numero'])).toMatchObject({ estado_envio: 'PENDIENTE', intentos: 0 });
        clock.advance(16 * SECOND);
        branch.wall.advance(16 * SECOND);
        await branch.deliver();
        expect(sends()).toBe(before + 1);
        clock.advance(SECOND);
        branch.wall.advance(SECOND);
      }
      await branch.deliver();
      expect(await created(ticket['numero'])).toMatchObject({
        estado_envio: 'ENVIADO',
        intentos: 0,
        error_message: null,
      });
    });

    it.each([
      ['403', { status: 403 }, 'BLOQUEADO', 0],
      ['400, chat not found', { status: 400, description: 'Bad Request: chat not found' }, 'CHAT_NO_ENCONTRADO', 0],
      ['400', { status: 400, description: "Bad Request: can't parse entities" }, 'RECHAZADO', 1],
    ])('R9: %s: FALLIDO at once, and a chat that is gone is forgotten', async (_, fault, word, links) => {
      const ticket = await dueNow();
      branch.api.next(fault);
      await branch.deliver();
      expect(await created(ticket['numero'])).toMatchObject({
        estado_envio: 'FALLIDO',
        intentos: 1,
        error_message: word,
      });
      expect((await rows(branch.test, 'select * from telegram_link')).length).toBe(links);
      const { body } = await branch.kiosk.send('GET', `/api/tickets/${ticket['codigoReferencia']}`);
      expect(body.telegramLinked).toBe(links === 1);
    });

    it('R9: updates that come in do not hide that nothing goes out; a message that does, ends it', async () => {
      await dueNow();
      const telegram = async () => (await branch.kiosk.send('GET', '/api/health')).body.components.telegram;
      branch.api.always({ status: 500 });
      await branch.deliver();
      branch.person().say('/ayuda');
      await branch.listen();
      expect(await telegram()).toEqual({ status: 'DOWN', detail: expect.stringMatching(/^ERROR_DE_TELEGRAM desde /) });
      branch.api.calm();
      branch.test.clock.advance(30 * SECOND);
      await branch.deliver();
      expect(await telegram()).toEqual({ status: 'UP' });
    });

    it('R9: whatever Telegram does, health says it and nothing else suffers', async () => {
      await becomeImpatient();
      await dueNow();
      branch.api.always('silent');
      const advisor = await branch.ready('carlos.rodriguez');
      await branch.deliver();
      const { status, body } = await branch.kiosk.send('GET', '/api/health');
      expect(status).toBe(200);
      expect(body.status).toBe('UP');
      expect(body.components.telegram).toEqual({
        status: 'DOWN',
        detail: expect.stringMatching(/^SIN_RESPUESTA desde 20/),
      });
      expect((await branch.issue())['status']).toBe('EN_ESPERA');
      expect((await advisor.send('POST', '/api/advisor/current/complete')).status).toBe(200);
      branch.api.calm();
      branch.test.clock.advance(30 * SECOND);
      await branch.test.turn('telegram-probe');
      await branch.deliver();
    });
  });

  it('R9: a message under way when its ticket ends is settled by its sender, once', async () => {
    const { ticket, person } = await branch.issueLinked();
    const luis = await branch.ready('luis.perez');
    branch.api.afterDelivered(async () => {
      await luis.send('POST', '/api/advisor/current/complete');
    });
    await branch.deliver();
    expect(plantillas(person)).toEqual(['1', '3']);
    const { totem_es_tu_turno: third } = await branch.messagesOf(ticket['numero']);
    expect(third).toMatchObject({ estado_envio: 'ENVIADO', locked_until: null });
    expect(
      (await row(branch.test, "select count(*)::int as n from mensaje where estado_envio = 'PENDIENTE'"))['n'],
    ).toBe(0);
  });
});
