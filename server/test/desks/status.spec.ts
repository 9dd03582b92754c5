import { openBranch, type TestBranch } from '../support/branch.js';
import { signIn, type Answer, type TestClient } from '../support/client.js';
import { addAdvisors, advisorRow, inShort, rows, tailAudit, versions } from '../support/rows.js';

describe("the table of an advisor's changes", () => {
  let branch: TestBranch;
  let carlos: TestClient;

  beforeEach(async () => {
    branch = await openBranch();
    carlos = await signIn(branch.test.url, 'carlos.rodriguez');
  });
  afterEach(() => branch.test.close());

  const put = (advisor: TestClient, body: object): Promise<Answer> => advisor.send('PUT', '/api/advisor/status', body);
  const carlosRow = () => advisorRow(branch.test, 'carlos.rodriguez');

  /** R14: a refused change leaves every row as it was. */
  async function expectRefused(send: () => Promise<Answer>, status: number, error: string): Promise<Answer> {
    const tables = ['advisor', 'ticket', 'branch', 'audit_log'];
    const before = await versions(branch.test, tables);
    const answer = await send();
    expect({ status: answer.status, error: answer.body.error }).toEqual({ status, error });
    expect(await versions(branch.test, tables)).toEqual(before);
    return answer;
  }

  it('R7: OFFLINE → AVAILABLE takes the module, with its event', async () => {
    const newEvents = await tailAudit(branch.test);
    const answer = await put(carlos, { status: 'AVAILABLE', moduleNumber: 4 });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ status: 'AVAILABLE', moduleNumber: 4, reason: null, currentTicket: null });
    expect(await carlosRow()).toMatchObject({
      status: 'AVAILABLE',
      module_number: 4,
      status_since: new Date(branch.test.clock.now()),
    });
    const events = await newEvents();
    expect(events.map(inShort)).toEqual(['ADVISOR_STATUS_CHANGED Carlos Rodríguez carlos.rodriguez@banco.com']);
    expect(events[0]).toMatchObject({
      old_state: { status: 'OFFLINE', reason: null, moduleNumber: 1 },
      new_state: { status: 'AVAILABLE', reason: null, moduleNumber: 4, workloadMinutes: 0 },
    });
    expect((await put(carlos, { status: 'AVAILABLE' })).body.moduleNumber).toBe(4);
    expect(await newEvents()).toEqual([]); // the same again is no change
  });

  it('R7: AVAILABLE → OFFLINE at once, and only with a reason', async () => {
    await put(carlos, { status: 'AVAILABLE' });
    for (const reason of [undefined, '', '   ']) {
      const refused = await expectRefused(() => put(carlos, { status: 'OFFLINE', reason }), 400, 'VALIDACION_FALLIDA');
      expect(refused.body.campos).toEqual({ reason: 'El motivo es obligatorio' });
    }
    const answer = await put(carlos, { status: 'OFFLINE', reason: 'ALMUERZO' });
    expect(answer.body).toMatchObject({ status: 'OFFLINE', reason: 'ALMUERZO' });
    await branch.issue();
    expect(await carlosRow()).toMatchObject({
      status: 'OFFLINE',
      status_reason: 'ALMUERZO',
      assigned_tickets_count: 0,
    });
  });

  it.each([
    ['AVAILABLE', { status: 'AVAILABLE' }],
    ['OFFLINE', { status: 'OFFLINE', reason: 'ALMUERZO' }],
    ['OFFLINE without afterCurrent', { status: 'OFFLINE', reason: 'ALMUERZO', afterCurrent: false }],
  ])('R7: with a ticket in hand, %s is refused', async (_, body) => {
    await put(carlos, { status: 'AVAILABLE' });
    const { numero } = await branch.issue();
    const refused = await expectRefused(() => put(carlos, body), 409, 'ASESOR_CON_TICKET');
    expect(refused.body.mensaje).toContain(numero);
  });

  it('R7: drain: OFFLINE when the ticket in hand ends, and nobody else is called', async () => {
    await put(carlos, { status: 'AVAILABLE' });
    await branch.issue();
    await branch.issue();
    const asked = await put(carlos, { status: 'OFFLINE', reason: 'CAPACITACION', afterCurrent: true });
    expect(asked.body).toMatchObject({ status: 'BUSY', offlineAfterCurrent: true, reason: 'CAPACITACION' });
    const done = await carlos.send('POST', '/api/advisor/current/complete');
    expect(done.body.status).toBe('COMPLETADO');
    expect(await carlosRow()).toMatchObject({
      status: 'OFFLINE',
      status_reason: 'CAPACITACION',
      offline_after_current: false,
      assigned_tickets_count: 0,
      workload_minutes: 0,
    });
    expect(await rows(branch.test, "select numero from ticket where status = 'EN_ESPERA'")).toEqual([
      { numero: 'C02' },
    ]);
  });

  it('R7: drain by "call next" ends the ticket, calls nobody and answers 204', async () => {
    await put(carlos, { status: 'AVAILABLE' });
    await branch.issue();
    await branch.issue();
    await put(carlos, { status: 'OFFLINE', reason: 'ALMUERZO', afterCurrent: true });
    const answer = await carlos.send('POST', '/api/advisor/call-next', { finish: 'COMPLETADO' });
    expect(answer.status).toBe(204);
    expect(await carlosRow()).toMatchObject({ status: 'OFFLINE', status_reason: 'ALMUERZO' });
  });

  it('R7: a wish to go OFFLINE can be taken back', async () => {
    await put(carlos, { status: 'AVAILABLE' });
    await branch.issue();
    await put(carlos, { status: 'OFFLINE', reason: 'ALMUERZO', afterCurrent: true });
    const back = await put(carlos, { status: 'BUSY' });
    expect(back.body).toMatchObject({ status: 'BUSY', offlineAfterCurrent: false, reason: null });
    await carlos.send('POST', '/api/advisor/current/complete');
    expect((await carlosRow())['status']).toBe('AVAILABLE');
  });

  it('R7: a module has one advisor, and is free again when they go OFFLINE', async () => {
    const maria = await branch.ready('maria.gonzalez', 2);
    for (const status of ['AVAILABLE', 'BUSY']) {
      const taken = await expectRefused(() => put(carlos, { status, moduleNumber: 2 }), 409, 'MODULO_OCUPADO');
      expect(taken.body.mensaje).toBe('El módulo 2 ya está ocupado');
    }
    await put(maria, { status: 'BUSY' }); // at the desk, just no calls: still theirs
    await expectRefused(() => put(carlos, { status: 'AVAILABLE', moduleNumber: 2 }), 409, 'MODULO_OCUPADO');
    await put(maria, { status: 'OFFLINE', reason: 'ALMUERZO' });
    expect((await put(carlos, { status: 'AVAILABLE', moduleNumber: 2 })).status).toBe(200);
    await expectRefused(() => put(maria, { status: 'AVAILABLE' }), 409, 'MODULO_OCUPADO');
    expect((await put(maria, { status: 'AVAILABLE', moduleNumber: 5 })).status).toBe(200);
  });

  it.each([0, 6, 99])('R7: there is no module %i in a branch of five', async (moduleNumber) => {
    await expectRefused(() => put(carlos, { status: 'AVAILABLE', moduleNumber }), 400, 'VALIDACION_FALLIDA');
  });

  it('R7: a supervisor changes the status of an advisor by the same table', async () => {
    const supervisor = await signIn(branch.test.url, 'supervisor');
    const { id } = await carlosRow();
    const change = (body: object) => supervisor.send('PUT', `/api/admin/advisors/${id}/status`, body);
    await put(carlos, { status: 'AVAILABLE' });
    await branch.issue();
    await expectRefused(() => change({ status: 'OFFLINE', reason: 'ALMUERZO' }), 409, 'ASESOR_CON_TICKET');
    const newEvents = await tailAudit(branch.test);
    expect((await change({ status: 'OFFLINE', reason: 'ALMUERZO', afterCurrent: true })).status).toBe(200);
    expect((await newEvents()).map(inShort)).toEqual(['ADVISOR_STATUS_CHANGED Carlos Rodríguez supervisor@banco.com']);
    const nobody = await supervisor.send('PUT', '/api/admin/advisors/999999/status', { status: 'AVAILABLE' });
    expect(nobody.body.error).toBe('ASESOR_NO_ENCONTRADO');
  });

  it('R7: yesterday’s desk is free in the morning, whoever asks for it first', async () => {
    // The first command of the day closes the one before: the old holder leaves the module in the statement in which the
    // new one comes, and a unique index is checked row by row. Both orders of their rows; and a bank's number of advisors,
    // with which PostgreSQL reads the table from its beginning instead of row by row as it is told.
    await addAdvisors(branch.test, 500);
    for (const [leaver, comer] of [
      ['ana.martinez', 'carlos.rodriguez'],
      ['carlos.rodriguez', 'ana.martinez'],
    ] as const) {
      const before = await branch.ready(leaver, 3);
      branch.test.clock.advance(86_400_000);
      const after = await signIn(branch.test.url, comer);
      const answer = await put(after, { status: 'AVAILABLE', moduleNumber: 3 });
      expect(answer).toMatchObject({ status: 200, body: { moduleNumber: 3 } });
      expect(await advisorRow(branch.test, leaver)).toMatchObject({ status: 'OFFLINE', module_number: 3 });
      expect((await put(before, { status: 'AVAILABLE' })).body.error).toBe('MODULO_OCUPADO');
      await put(after, { status: 'OFFLINE', reason: 'FIN' });
    }
  });
});

describe('nobody is there', () => {
  let branch: TestBranch;
  beforeAll(async () => {
    branch = await openBranch();
  });
  afterAll(() => branch.test.close());

  it('R7: NO_ADVISORS_AVAILABLE once for each episode', async () => {
    const newEvents = await tailAudit(branch.test);
    const alarms = async () =>
      (await newEvents()).filter((event) => event['event_type'] === 'NO_ADVISORS_AVAILABLE').map(inShort);
    const theAlarm = ['NO_ADVISORS_AVAILABLE CENTRO SISTEMA'];

    await branch.issue('GERENCIA');
    expect(await alarms()).toEqual(theAlarm);
    await branch.issue('GERENCIA');
    await branch.test.turn('positions');
    expect(await alarms()).toEqual([]); // the same episode

    const ana = await branch.ready('ana.martinez'); // takes G01; G02 waits and nobody is ready
    expect(await alarms()).toEqual([]);
    await ana.send('POST', '/api/advisor/call-next', { finish: 'COMPLETADO' });
    await ana.send('POST', '/api/advisor/current/complete'); // Ana is ready and nobody waits: over
    await ana.send('PUT', '/api/advisor/status', { status: 'OFFLINE', reason: 'ALMUERZO' });
    expect(await alarms()).toEqual([]);
    await branch.issue('GERENCIA');
    expect(await alarms()).toEqual(theAlarm);
  });
});
