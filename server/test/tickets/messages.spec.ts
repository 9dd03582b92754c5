import { MINUTE, openBranch, PHONE, type TestBranch } from '../support/branch.js';
import { START } from '../support/app.js';
import { inShort, rows, tailAudit, type Row } from '../support/rows.js';

describe('the messages of a ticket', () => {
  let branch: TestBranch;

  beforeEach(async () => {
    branch = await openBranch();
  });
  afterEach(() => branch.test.close());

  const messagesOf = (numero: string): Promise<Row[]> =>
    rows(
      branch.test,
      'select m.* from mensaje m join ticket t on t.id = m.ticket_id where t.numero = $1 order by m.id',
      [numero],
    );
  /** Template → minutes after START. */
  async function planOf(numero: string): Promise<Record<string, number>> {
    const found = await messagesOf(numero);
    return Object.fromEntries(
      found.map((message) => [message['plantilla'], (message['fecha_programada'].getTime() - START) / MINUTE]),
    );
  }
  const withPhone = { telefono: PHONE };
  const cancel = (ticket: Row) => branch.kiosk.send('DELETE', `/api/tickets/${ticket['codigoReferencia']}`);

  it('R9: three with a phone, planned by the estimate', async () => {
    for (let i = 0; i < 4; i++) await branch.issue();
    const { numero, estimatedWaitMinutes } = await branch.issue('CAJA', withPhone);
    expect(estimatedWaitMinutes).toBe(25); // fifth, five minutes each
    expect(await planOf(numero)).toEqual({
      totem_ticket_creado: 0,
      totem_proximo_turno: 10, // when two of the five are left to be called before the third place
      totem_es_tu_turno: 25,
    });
    for (const message of await messagesOf(numero)) {
      expect(message).toMatchObject({ estado_envio: 'PENDIENTE', intentos: 0, fecha_envio: null, locked_until: null });
    }
  });

  it('R9: none without a phone, and everything else works', async () => {
    const { numero } = await branch.issue('CAJA', { telefono: null });
    const advisor = await branch.ready('luis.perez');
    expect((await advisor.send('POST', '/api/advisor/current/complete')).body.numero).toBe(numero);
    expect(await rows(branch.test, 'select * from mensaje')).toEqual([]);
    expect(await rows(branch.test, "select * from audit_log where entity_type = 'MENSAJE'")).toEqual([]);
  });

  it('R9: the second is pulled forward by the promotion, the third by the call', async () => {
    const { test } = branch;
    const others: Row[] = [];
    for (let i = 0; i < 4; i++) others.push(await branch.issue());
    const { numero } = await branch.issue('CAJA', withPhone);
    test.clock.advance(MINUTE);
    await test.turn('positions');
    expect(await planOf(numero)).toMatchObject({ totem_proximo_turno: 10 }); // fifth: not near yet

    test.clock.advance(MINUTE);
    for (const other of others.slice(0, 2)) await cancel(other);
    await test.turn('positions');
    expect(await planOf(numero)).toEqual({ totem_ticket_creado: 0, totem_proximo_turno: 2, totem_es_tu_turno: 25 });

    test.clock.advance(MINUTE);
    for (const other of others.slice(2)) await cancel(other);
    await branch.ready('carlos.rodriguez');
    expect(await planOf(numero)).toEqual({ totem_ticket_creado: 0, totem_proximo_turno: 2, totem_es_tu_turno: 3 });
  });

  it('R9: an event never puts a message off: one that was due stays due', async () => {
    const { test } = branch;
    const { numero } = await branch.issue('CAJA', withPhone);
    test.clock.advance(60 * MINUTE); // the estimate said five minutes
    await test.turn('positions');
    await branch.ready('carlos.rodriguez');
    expect(await planOf(numero)).toEqual({ totem_ticket_creado: 0, totem_proximo_turno: 0, totem_es_tu_turno: 5 });
  });

  it('R9: called in the moment of issue: the third is due at once', async () => {
    await branch.ready('carlos.rodriguez');
    const { numero, status } = await branch.issue('CAJA', withPhone);
    expect(status).toBe('ATENDIENDO');
    expect(await planOf(numero)).toMatchObject({ totem_ticket_creado: 0, totem_es_tu_turno: 0 });
  });

  it('R9: what is pending when the ticket ends is DESCARTADO, each with its event; what was sent stays sent', async () => {
    const { test } = branch;
    const ticket = await branch.issue('CAJA', withPhone);
    await rows(test, "update mensaje set estado_envio = 'ENVIADO' where plantilla = 'totem_ticket_creado'");
    const newEvents = await tailAudit(test);
    await cancel(ticket);

    const after = await messagesOf(ticket.numero);
    expect(after.map((message) => `${message['plantilla']} ${message['estado_envio']}`)).toEqual([
      'totem_ticket_creado ENVIADO',
      'totem_proximo_turno DESCARTADO',
      'totem_es_tu_turno DESCARTADO',
    ]);
    const events = await newEvents();
    expect(events.map(inShort)).toEqual([
      `TICKET_CANCELADO ${ticket.numero} KIOSK:KIOSK de prueba`,
      `MENSAJE_DESCARTADO ${ticket.numero} SISTEMA`,
      `MENSAJE_DESCARTADO ${ticket.numero} SISTEMA`,
    ]);
    expect(events.slice(1)).toEqual(
      after.slice(1).map((message) =>
        expect.objectContaining({
          entity_type: 'MENSAJE',
          entity_id: String(message['id']),
          old_state: { estadoEnvio: 'PENDIENTE' },
          new_state: { estadoEnvio: 'DESCARTADO' },
          additional_data: { plantilla: message['plantilla'] },
          ip_address: null,
          user_agent: null,
        }),
      ),
    );
  });

  it.each(['complete', 'no-show'])('R9: %s discards too, and only the messages of that ticket', async (verb) => {
    const advisor = await branch.ready('carlos.rodriguez');
    const served = await branch.issue('CAJA', withPhone);
    const waiting = await branch.issue('EMPRESAS', { telefono: '+56911111111' });
    await advisor.send('POST', `/api/advisor/current/${verb}`);
    const states = async (numero: string) => (await messagesOf(numero)).map((message) => message['estado_envio']);
    expect(await states(served.numero)).toEqual(Array(3).fill('DESCARTADO'));
    expect(await states(waiting.numero)).toEqual(Array(3).fill('PENDIENTE'));
  });
});
