import { MINUTE, openBranch, type TestBranch } from '../support/branch.js';
import { signIn, type Answer, type TestClient } from '../support/client.js';
import { advisorRow, inShort, row, setSettings, tailAudit, ticketRow, versions } from '../support/rows.js';

describe('call next', () => {
  let branch: TestBranch;
  let luis: TestClient;

  beforeEach(async () => {
    branch = await openBranch({ assignmentMode: 'onCall' });
    luis = await signIn(branch.test.url, 'luis.perez');
  });
  afterEach(() => branch.test.close());

  const callNext = (body: object = {}, advisor = luis): Promise<Answer> =>
    advisor.send('POST', '/api/advisor/call-next', body);

  it('R7: makes the advisor AVAILABLE and assigns, with both events', async () => {
    await branch.issue();
    const newEvents = await tailAudit(branch.test);
    const answer = await callNext();
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      numero: 'C01',
      status: 'ATENDIENDO',
      assignedModuleNumber: 2,
      assignedAdvisor: { name: 'Luis Pérez', moduleNumber: 2 },
      message: 'Tu turno está siendo atendido en el módulo 2',
    });
    expect((await newEvents()).map(inShort)).toEqual([
      'ADVISOR_STATUS_CHANGED Luis Pérez luis.perez@banco.com',
      'TICKET_ASIGNADO C01 SISTEMA',
      'ADVISOR_ASSIGNED Luis Pérez SISTEMA',
    ]);
    expect(await ticketRow(branch.test, 'C01')).toMatchObject({
      assigned_advisor_id: (await advisorRow(branch.test, 'luis.perez'))['id'],
      assigned_module_number: 2,
      assigned_at: new Date(branch.test.clock.now()),
      position_in_queue: 0,
      estimated_wait_minutes: 0,
    });
  });

  it('R7: nothing waits: 204, and the next compatible arrival is theirs', async () => {
    await branch.issue('EMPRESAS'); // not a queue of Luis
    const answer = await callNext();
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 204, body: null });
    expect((await advisorRow(branch.test, 'luis.perez'))['status']).toBe('AVAILABLE');
    expect((await branch.issue('EMPRESAS')).status).toBe('EN_ESPERA');
    expect(await branch.issue('PERSONAL_BANKER')).toMatchObject({ numero: 'P01', status: 'ATENDIENDO' });
  });

  it('R7: with a ticket in hand it must say how that one ends', async () => {
    await branch.issue();
    await branch.issue();
    await callNext();
    const before = await versions(branch.test, ['ticket', 'advisor', 'branch', 'audit_log']);
    const refused = await callNext();
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      error: 'ASESOR_CON_TICKET',
      mensaje: 'El asesor tiene el ticket C01 en atención',
    });
    expect(await versions(branch.test, ['ticket', 'advisor', 'branch', 'audit_log'])).toEqual(before);

    const newEvents = await tailAudit(branch.test);
    const next = await callNext({ finish: 'NO_ATENDIDO' });
    expect(next.body).toMatchObject({ numero: 'C02', status: 'ATENDIENDO' });
    expect((await ticketRow(branch.test, 'C01'))['status']).toBe('NO_ATENDIDO');
    expect((await newEvents()).map(inShort)).toEqual([
      'TICKET_NO_ATENDIDO C01 luis.perez@banco.com',
      'ADVISOR_FREED Luis Pérez SISTEMA',
      'ADVISOR_STATUS_CHANGED Luis Pérez luis.perez@banco.com',
      'TICKET_ASIGNADO C02 SISTEMA',
      'ADVISOR_ASSIGNED Luis Pérez SISTEMA',
    ]);
  });

  it('R4: a ticket that was started cannot end as a no-show by "call next" either', async () => {
    await branch.issue();
    await callNext();
    await luis.send('POST', '/api/advisor/current/start');
    expect((await callNext({ finish: 'NO_ATENDIDO' })).body.error).toBe('TRANSICION_INVALIDA');
    expect((await ticketRow(branch.test, 'C01'))['status']).toBe('ATENDIENDO');
  });

  it('R7: onCall: after finishing the advisor stays BUSY and is given nobody until they call', async () => {
    await branch.issue();
    await branch.issue();
    await callNext();
    await luis.send('POST', '/api/advisor/current/complete');
    expect(await advisorRow(branch.test, 'luis.perez')).toMatchObject({ status: 'BUSY', assigned_tickets_count: 0 });
    await branch.test.turn('assignment');
    expect((await ticketRow(branch.test, 'C02'))['status']).toBe('EN_ESPERA');
    expect((await callNext()).body.numero).toBe('C02');
  });

  it('R5: guard: by priority while all are on time, then whoever has waited most of their target', async () => {
    const { test } = branch;
    await branch.issue(); // C01, target 20 minutes
    test.clock.advance(15 * MINUTE);
    await branch.issue('PERSONAL_BANKER'); // P01, target 30
    expect((await callNext()).body.numero).toBe('P01');
    await branch.issue('PERSONAL_BANKER'); // P02
    test.clock.advance(2 * MINUTE); // C01 has waited 17 of 20: 0.85
    expect((await callNext({ finish: 'COMPLETADO' })).body.numero).toBe('C01');
    expect((await ticketRow(test, 'C01'))['call_reason']).toEqual({
      numero: 'C01',
      queueType: 'CAJA',
      policy: 'guard',
      rank: 1,
      overCount: 1,
      preferential: false,
      picked: false,
      waitedMinutes: 17,
      targetMinutes: 20,
      over: [{ numero: 'P02', queueType: 'PERSONAL_BANKER', waitedMinutes: 2, targetMinutes: 30 }],
    });
  });

  it.each([
    ['strict', ['P01', 'C01', 'C02']],
    ['fifo', ['C01', 'P01', 'C02']],
  ])('R5: the policy %s calls %j', async (dispatchPolicy, expected) => {
    const { test } = branch;
    await setSettings(test, { dispatchPolicy });
    await branch.issue();
    test.clock.advance(MINUTE);
    await branch.issue('PERSONAL_BANKER');
    test.clock.advance(40 * MINUTE);
    await branch.issue();
    const order: string[] = [(await callNext()).body.numero];
    for (let i = 0; i < 2; i++) order.push((await callNext({ finish: 'COMPLETADO' })).body.numero);
    expect(order).toEqual(expected);
  });

  it('R7: a pick takes the chosen ticket, says so, and only where the branch allows it', async () => {
    await branch.issue();
    const { codigoReferencia } = await branch.issue();
    const foreign = await branch.issue('GERENCIA');
    const newEvents = await tailAudit(branch.test);
    const picked = await callNext({ codigoReferencia });
    expect(picked.body.numero).toBe('C02');
    const events = await newEvents();
    expect(events.map(inShort)).toEqual([
      'ADVISOR_STATUS_CHANGED Luis Pérez luis.perez@banco.com',
      'TICKET_ASIGNADO C02 luis.perez@banco.com',
      'ADVISOR_ASSIGNED Luis Pérez luis.perez@banco.com',
    ]);
    expect(events[1]!['additional_data'].reason).toContain('elegido a mano');
    expect((await ticketRow(branch.test, 'C02'))['call_reason'].picked).toBe(true);

    const refusals = [
      { finish: 'COMPLETADO', codigoReferencia: foreign.codigoReferencia }, // not a queue of theirs
      { finish: 'COMPLETADO', codigoReferencia }, // their own, which ends now
    ];
    for (const body of refusals) expect((await callNext(body)).body.error).toBe('TRANSICION_INVALIDA');
    await setSettings(branch.test, { pickAllowed: false });
    const first = await row(branch.test, "select codigo_referencia from ticket where numero = 'C01'");
    const forbidden = await callNext({ finish: 'COMPLETADO', codigoReferencia: first['codigo_referencia'] });
    expect(forbidden.body.error).toBe('TRANSICION_INVALIDA');
    expect((await ticketRow(branch.test, 'C02'))['status']).toBe('ATENDIENDO'); // nothing of it was done
  });
});
