import { openBranch, type TestBranch } from '../support/branch.js';
import { client, signIn, type Answer, type TestClient } from '../support/client.js';
import { advisorRow, branchRow, inShort, tailAudit, ticketRow } from '../support/rows.js';

describe('cancelling', () => {
  let branch: TestBranch;
  let customer: TestClient;

  beforeEach(async () => {
    branch = await openBranch();
    customer = client(branch.test.url);
  });
  afterEach(() => branch.test.close());

  const cancel = (codigoReferencia: string): Promise<Answer> =>
    customer.send('DELETE', `/api/tickets/${codigoReferencia}`, undefined, { 'user-agent': 'telefono/1' });

  it('R10: who cancels with a token of their own is named, and a token that is none is nobody', async () => {
    const { test, kiosk } = branch;
    const advisor = await signIn(test.url, 'maria.gonzalez');
    for (const [caller, actor, reason] of [
      [advisor, 'maria.gonzalez@banco.com', 'PERSONAL'],
      [kiosk, 'KIOSK:KIOSK de prueba', 'CLIENTE'],
      [client(test.url, 'no es ninguna'), 'CLIENTE', 'CLIENTE'],
    ] as const) {
      const { codigoReferencia, numero } = await branch.issue();
      const newEvents = await tailAudit(test);
      expect((await caller.send('DELETE', `/api/tickets/${codigoReferencia}`)).status).toBe(200);
      expect((await newEvents()).map(inShort)).toEqual([`TICKET_CANCELADO ${numero} ${actor}`]);
      expect((await ticketRow(test, numero))['cancel_reason']).toBe(reason);
    }
  });

  it.each(['EN_ESPERA', 'PROXIMO'])('R4: the customer leaves while %s', async (status) => {
    const { test } = branch;
    const { codigoReferencia, numero } = await branch.issue();
    if (status === 'PROXIMO') await test.turn('positions');
    expect((await ticketRow(test, numero))['status']).toBe(status);
    const newEvents = await tailAudit(test);
    test.clock.advance(90_000);

    const answer = await cancel(codigoReferencia);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      status: 'CANCELADO',
      positionInQueue: 0,
      estimatedWaitMinutes: 0,
      estimatedWaitRange: { low: 0, high: 0 },
      cancelledAt: new Date(test.clock.now()).toISOString(),
      message: 'Este ticket ha sido cancelado',
    });
    expect(await ticketRow(test, numero)).toMatchObject({
      status: 'CANCELADO',
      cancel_reason: 'CLIENTE',
      closed_at: new Date(test.clock.now()),
      completed_at: null,
      position_in_queue: 0,
      estimated_wait_minutes: 0,
      estimated_low: 0,
      estimated_high: 0,
    });
    expect(await newEvents()).toEqual([
      expect.objectContaining({
        event_type: 'TICKET_CANCELADO',
        entity_type: 'TICKET',
        entity_id: codigoReferencia,
        entity_identifier: numero,
        actor: 'CLIENTE',
        ip_address: '127.0.0.1',
        user_agent: 'telefono/1',
        old_state: { status, positionInQueue: 1 },
        new_state: expect.objectContaining({ status: 'CANCELADO', queueType: 'CAJA' }),
        additional_data: { reason: 'CLIENTE' },
        created_at: new Date(test.clock.now()),
      }),
    ]);
  });

  it('R6: whoever stood behind moves up at once', async () => {
    const first = await branch.issue();
    const second = await branch.issue();
    expect(second.positionInQueue).toBe(2);
    await cancel(first.codigoReferencia);
    const { body } = await customer.send('GET', `/api/tickets/${second.codigoReferencia}`);
    expect(body).toMatchObject({ positionInQueue: 1, ticketsAhead: 0, estimatedWaitMinutes: 5 });
  });

  it('R4: not by the customer once called, but by a supervisor; the desk is free for the next', async () => {
    const { test } = branch;
    const first = await branch.issue();
    const second = await branch.issue();
    await branch.ready('luis.perez');
    const revision = (await branchRow(test))['revision'];
    const refused = await cancel(first.codigoReferencia);
    expect(refused.status).toBe(409);
    expect(refused.body.error).toBe('TRANSICION_INVALIDA');
    expect((await branchRow(test))['revision']).toBe(revision);

    const supervisor = await signIn(test.url, 'supervisor');
    const newEvents = await tailAudit(test);
    const path = `/api/admin/tickets/${first.codigoReferencia}/cancel`;
    const done = await supervisor.send('POST', path, { reason: 'Se descompuso' });
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({ status: 'CANCELADO', actualServiceTimeMinutes: null });
    expect(await ticketRow(test, first.numero)).toMatchObject({
      cancel_reason: 'Se descompuso',
      actual_service_time_minutes: null,
    });
    expect(await ticketRow(test, second.numero)).toMatchObject({ status: 'ATENDIENDO', assigned_module_number: 2 });
    expect(await advisorRow(test, 'luis.perez')).toMatchObject({
      status: 'BUSY',
      assigned_tickets_count: 1,
      workload_minutes: 5,
      total_tickets_served_today: 0,
    });
    expect((await newEvents()).map(inShort)).toEqual([
      `TICKET_CANCELADO ${first.numero} supervisor@banco.com`,
      'ADVISOR_FREED Luis Pérez SISTEMA',
      `TICKET_ASIGNADO ${second.numero} SISTEMA`,
      'ADVISOR_ASSIGNED Luis Pérez SISTEMA',
    ]);
  });

  it.each(['COMPLETADO', 'NO_ATENDIDO', 'CANCELADO'])('R4: what is %s stays so, for everybody', async (status) => {
    const { test } = branch;
    const { codigoReferencia, numero } = await branch.issue();
    if (status === 'CANCELADO') await cancel(codigoReferencia);
    else {
      const advisor = await branch.ready('maria.gonzalez');
      await advisor.send('POST', `/api/advisor/current/${status === 'COMPLETADO' ? 'complete' : 'no-show'}`);
    }
    const before = await ticketRow(test, numero);
    expect(before['status']).toBe(status);
    const revision = (await branchRow(test))['revision'];

    const supervisor = await signIn(test.url, 'supervisor');
    const newEvents = await tailAudit(test);
    const answers = [
      await cancel(codigoReferencia),
      await supervisor.send('POST', `/api/admin/tickets/${codigoReferencia}/cancel`, { reason: 'Error' }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({ error: 'TRANSICION_INVALIDA' });
      expect(answer.body.mensaje).toContain(status);
    }
    expect(await ticketRow(test, numero)).toEqual(before);
    expect((await branchRow(test))['revision']).toBe(revision);
    expect(await newEvents()).toEqual([]);
  });

  it('R14: a ticket that nobody has is a 404, a malformed reference too', async () => {
    for (const reference of [
      '0b1e8f3c-1111-4222-8333-123456789abc',
      'C01',
      "'; drop table ticket --",
      'x'.repeat(90),
    ]) {
      const answer = await cancel(encodeURIComponent(reference));
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ error: 'TICKET_NO_ENCONTRADO' });
    }
  });
});
