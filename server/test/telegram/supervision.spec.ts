import type { MessageView, MessagesSummary } from '@ticketero/contract';

import { openBranch } from '../support/branch.js';
import { signIn, type Answer, type TestClient } from '../support/client.js';
import { row, rows, tailAudit, type Row } from '../support/rows.js';
import { openTelegramBranch, seenBy, type Person, type TelegramBranch } from '../support/telegram.js';

const SECOND = 1_000;
const PHONE = '+56900000001';
const CREATED = 'totem_ticket_creado';
const NEAR = 'totem_proximo_turno';
const TURN = 'totem_es_tu_turno';

let branch: TelegramBranch;
let supervisor: TestClient;
beforeEach(async () => {
  branch = await openTelegramBranch();
  supervisor = await signIn(branch.test.url, 'supervisor');
});
afterEach(() => branch.close());

const list = async (query = ''): Promise<Answer['body']> => {
  const { status, body } = await supervisor.send('GET', `/api/admin/messages${query}`);
  expect([query, status]).toEqual([query, 200]);
  return body;
};
const retry = (id: number | string, by = supervisor) => by.send('POST', `/api/admin/messages/${id}/retry`);
const idOf = async ({ numero }: Row, plantilla: string): Promise<number> =>
  (await branch.messagesOf(numero))[plantilla]?.['id'];
const stateOf = async ({ numero }: Row, plantilla: string): Promise<Row | undefined> =>
  (await branch.messagesOf(numero))[plantilla];

/** A ticket whose first message Telegram has refused for good. */
async function failed(fault: Parameters<typeof branch.api.next>[0] = { status: 400, description: 'Bad Request: no' }) {
  const ticket = await branch.issue();
  branch.api.on(({ payload }) => (String(payload['text']).includes('Ticket Creado') ? fault : undefined));
  const person = await branch.scan(ticket);
  branch.api.calm();
  return { ticket, person, id: await idOf(ticket, CREATED) };
}

describe('the messages of a day', () => {
  /** One of each: sent, sending, planned, waiting for its link, failed, discarded. */
  async function someDay(): Promise<Record<'sent' | 'failed' | 'unlinked' | 'cancelled', Row>> {
    const { ticket: sent } = await branch.issueLinked('EMPRESAS');
    const { ticket: refused } = await failed();
    const unlinked = await branch.issue('CAJA', { telefono: PHONE });
    const { ticket: cancelled } = await branch.issueLinked('GERENCIA');
    await branch.kiosk.send('DELETE', `/api/tickets/${cancelled['codigoReferencia']}`);
    await branch.test.turn('positions');
    return { sent, failed: refused, unlinked, cancelled };
  }

  it('R9: the figures agree with the table', async () => {
    await someDay();
    const { summary, telegram, total } = await list();
    const of = async (where: string) =>
      (
        await row(
          branch.test,
          `select count(*)::int as n from mensaje m join ticket t on t.id = m.ticket_id where ${where}`,
        )
      )['n'] as number;
    const pending = "estado_envio = 'PENDIENTE'";
    const expected: MessagesSummary = {
      sent: await of("estado_envio = 'ENVIADO'"),
      sending: await of(
        `${pending} and t.telegram_chat_id is not null and t.status = 'PROXIMO' and plantilla = '${NEAR}'`,
      ),
      planned: await of(`${pending} and t.telegram_chat_id is not null and plantilla = '${TURN}'`),
      waitingForLink: await of(`${pending} and t.telegram_chat_id is null`),
      failed: await of("estado_envio = 'FALLIDO'"),
      discarded: await of("estado_envio = 'DESCARTADO'"),
    };
    expect(summary).toEqual(expected);
    expect(expected).toEqual({ sent: 2, sending: 2, planned: 2, waitingForLink: 3, failed: 1, discarded: 2 });
    expect(total).toBe(12);
    expect(telegram).toEqual({ status: 'UP' });
  });

  it('R9: each is told with all there is to know of it, newest first', async () => {
    const tickets = await someDay();
    const { records } = (await list()) as { records: MessageView[] };
    expect(records.map(({ id }) => id)).toEqual(records.map(({ id }) => id).sort((a, b) => b - a));
    const told = (ticket: Row, plantilla: string) =>
      records.find((one) => one.numero === ticket['numero'] && one.plantilla === plantilla);
    const now = new Date(branch.test.clock.now()).toISOString();
    const { numero, codigoReferencia } = tickets.failed;
    expect(told(tickets.failed, CREATED)).toEqual({
      ...{ id: await idOf(tickets.failed, CREATED), numero, codigoReferencia, queueType: 'CAJA', plantilla: CREATED },
      ...{ estadoEnvio: 'FALLIDO', linked: true, fechaProgramada: now, readyAt: now, fechaEnvio: null },
      ...{ intentos: 1, errorMessage: 'RECHAZADO', canRetry: true },
    });
    expect(told(tickets.sent, CREATED)).toMatchObject({ estadoEnvio: 'ENVIADO', fechaEnvio: now, canRetry: false });
    expect(told(tickets.unlinked, CREATED)).toMatchObject({ linked: false, readyAt: null, canRetry: false });
    expect(told(tickets.cancelled, TURN)).toMatchObject({ estadoEnvio: 'DESCARTADO', canRetry: false });
  });

  it('R9: filters and pages', async () => {
    const tickets = await someDay();
    const { numero } = tickets.unlinked;
    for (const [query, total] of [
      ['?estadoEnvio=FALLIDO', 1],
      ['?estadoEnvio=PENDIENTE', 7],
      [`?plantilla=${NEAR}`, 4],
      [`?plantilla=${NEAR}&estadoEnvio=DESCARTADO`, 1],
      [`?q=${numero}`, 3],
      [`?q=${numero.toLowerCase()}`, 3],
      ['?q=C9', 0],
      ['?date=2026-11-18', 12],
      ['?date=2026-11-17', 0],
    ] as const) {
      const answer = await list(query);
      expect([query, answer.total, answer.records.length]).toEqual([query, total, total]);
    }
    const pages = [await list('?pageSize=5'), await list('?pageSize=5&page=2'), await list('?pageSize=5&page=3')];
    expect(pages.map(({ records, total }) => [records.length, total])).toEqual([
      [5, 12],
      [5, 12],
      [2, 12],
    ]);
    expect(pages.flatMap(({ records }) => records)).toEqual((await list()).records);
    for (const query of ['?date=2026-02-30', '?estadoEnvio=X', '?plantilla=X', '?page=0', '?pageSize=201', '?x=1']) {
      expect([query, (await supervisor.send('GET', `/api/admin/messages${query}`)).status]).toEqual([query, 400]);
    }
  });

  it('R9: where Telegram is off they wait, and the answer says so', async () => {
    const off = await openBranch();
    const somebody = await signIn(off.test.url, 'supervisor');
    await off.issue('CAJA', { telefono: PHONE });
    const { body } = await somebody.send('GET', '/api/admin/messages');
    expect([body.telegram, body.summary.waitingForLink]).toEqual([{ status: 'OFF' }, 3]);
    await off.test.close();
  });
});

describe('again by hand', () => {
  it('R9: one that failed and is still true goes out, and the log says who wanted it', async () => {
    const { ticket, person, id } = await failed();
    const events = await tailAudit(branch.test);
    branch.test.clock.advance(60 * SECOND);
    const { status, body } = await retry(id);
    expect([status, body.estadoEnvio, body.intentos, body.errorMessage, body.canRetry]).toEqual([
      ...[200, 'PENDIENTE', 0, null, false],
    ]);
    expect(body.readyAt).toBe(new Date(branch.test.clock.now()).toISOString());
    expect(await events()).toEqual([
      expect.objectContaining({
        ...{ event_type: 'MENSAJE_REINTENTADO', entity_type: 'MENSAJE', entity_id: String(id) },
        ...{ entity_identifier: ticket['numero'], actor: 'supervisor@banco.com' },
        old_state: { estadoEnvio: 'FALLIDO', intentos: 1 },
        new_state: { estadoEnvio: 'PENDIENTE', intentos: 0 },
        additional_data: { plantilla: CREATED },
      }),
    ]);
    expect(seenBy(person)).toEqual([]);
    await branch.deliver();
    expect(seenBy(person)).toEqual([1]);
    expect(await stateOf(ticket, CREATED)).toMatchObject({ estado_envio: 'ENVIADO', intentos: 0 });
    expect(await branch.deliver()).toBeUndefined();
    expect(seenBy(person)).toEqual([1]);
  });

  it('R9: it has all its attempts again', async () => {
    const { ticket, id } = await failed();
    branch.api.always({ status: 500 });
    expect((await retry(id)).status).toBe(200);
    const failures: unknown[] = [];
    for (const seconds of [30, 60, 120, 0]) {
      await branch.deliver();
      const { estado_envio: state, intentos } = (await stateOf(ticket, CREATED)) ?? {};
      failures.push([state, intentos]);
      branch.test.clock.advance(seconds * SECOND);
    }
    expect(failures).toEqual([...[1, 2, 3].map((n) => ['PENDIENTE', n]), ['FALLIDO', 4]]);
  });

  it('R9: one that waits for its next attempt is pulled forward', async () => {
    const { ticket, person, id } = await failed({ status: 500 });
    expect(await stateOf(ticket, CREATED)).toMatchObject({ estado_envio: 'PENDIENTE', intentos: 1 });
    expect((await list()).records.find((one: MessageView) => one.id === id).canRetry).toBe(true);
    await branch.deliver();
    expect(seenBy(person)).toEqual([]);
    expect((await retry(id)).status).toBe(200);
    await branch.deliver();
    expect(seenBy(person)).toEqual([1]);
  });

  it('R9: one whose chat is gone waits for the next link', async () => {
    const { ticket, person, id } = await failed({ status: 403 });
    const { status, body } = await retry(id);
    expect([status, body.linked, body.readyAt]).toEqual([200, false, null]);
    await branch.deliver();
    expect(seenBy(person)).toEqual([]);
    await branch.scan(ticket, person);
    expect(seenBy(person)).toEqual([1]);
  });

  it.each<[string, (person: Person) => Promise<{ id: number }>]>([
    [
      'what is no longer true',
      async () => {
        const { id } = await failed();
        await branch.ready('carlos.rodriguez');
        return { id };
      },
    ],
    [
      'what is not true yet',
      async () => {
        const { ticket } = await branch.issueLinked();
        return { id: await idOf(ticket, TURN) };
      },
    ],
    ['what was sent', async () => ({ id: await idOf((await branch.issueLinked()).ticket, CREATED) })],
    [
      'what was never tried',
      async () => ({ id: await idOf(await branch.issue('CAJA', { telefono: PHONE }), CREATED) }),
    ],
    [
      'what is under way at this moment',
      async () => {
        const { id } = await failed({ status: 500 });
        await rows(branch.test, 'update mensaje set locked_until = now() where id = $1', [id]);
        return { id };
      },
    ],
  ])('R9: %s: 409, and nothing changes', async (_, prepare) => {
    const { id } = await prepare(branch.person());
    const before = await row(branch.test, 'select * from mensaje where id = $1', [id]);
    const events = await tailAudit(branch.test);
    const { status, body } = await retry(id);
    expect([status, body.error]).toEqual([409, 'TRANSICION_INVALIDA']);
    expect(await row(branch.test, 'select * from mensaje where id = $1', [id])).toEqual(before);
    expect(await events()).toEqual([]);
  });

  it('R9: one that does not exist: 404', async () => {
    for (const id of [999_999, '0', 'x', '1.5', '-1', '99999999999999999999']) {
      const { status, body } = await retry(id);
      expect([id, status, body.error]).toEqual([id, 404, 'MENSAJE_NO_ENCONTRADO']);
    }
  });

  it.each([
    ['that failed', { status: 400, description: 'Bad Request: no' }],
    ['that waits for its next attempt', { status: 500 }],
  ])('R9: two supervisors at once, one message %s: one of them is told 409', async (_, fault) => {
    const { person, id } = await failed(fault);
    const admin = await signIn(branch.test.url, 'admin');
    const events = await tailAudit(branch.test);
    // Both have seen it as it is, and meet at the row.
    const holder = branch.test.dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query('select * from mensaje where id = $1 for update', [id]);
    const answers = Promise.all([retry(id), retry(id, admin)]);
    const waiting = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    while ((await rows(branch.test, waiting)).length < 2) await new Promise((resolve) => setImmediate(resolve));
    await holder.commitTransaction();
    await holder.release();
    expect((await answers).map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await events()).map(({ event_type: type }) => type)).toEqual(['MENSAJE_REINTENTADO']);
    await branch.deliver();
    await branch.deliver();
    expect(seenBy(person)).toEqual([1]);
  });
});
