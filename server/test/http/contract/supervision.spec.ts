import { MINUTE, openBranch, type TestBranch } from '../../support/branch.js';
import { signIn, type Answer, type TestClient } from '../../support/client.js';
import { checked, documentOf } from '../../support/contract.js';
import { rows } from '../../support/rows.js';

/**
 * A morning of which every figure is known: three CAJA served after 2, 12 and 24 minutes of waiting, one no-show, two
 * cancelled, one EMPRESAS waiting, one CAJA being served, and one that waits behind it.
 */
describe('supervision', () => {
  let branch: TestBranch;
  let supervisor: TestClient;
  let maria: TestClient;
  const issued: Record<string, Answer['body']> = {};
  const get = async (path: string): Promise<Answer['body']> => {
    const { status, body } = await supervisor.send('GET', `/api/admin/${path}`);
    expect(status).toBe(200);
    return body;
  };
  const wait = (minutes: number): void => branch.test.clock.advance(minutes * MINUTE);
  const issue = async (name: string, queueType = 'CAJA'): Promise<void> => {
    issued[name] = await branch.issue(queueType);
  };

  beforeAll(async () => {
    branch = await openBranch();
    const document = documentOf(branch.test.app);
    supervisor = checked(await signIn(branch.test.url, 'supervisor'), document);
    await issue('C01'); // 10:00
    wait(2);
    maria = checked(await branch.ready('maria.gonzalez', 3), document); // C01 is called after 2 minutes
    await issue('C02');
    await maria.send('POST', '/api/advisor/current/start');
    await issue('E01', 'EMPRESAS');
    await issue('G01', 'GERENCIA');
    wait(12);
    await maria.send('POST', '/api/advisor/current/complete', {}); // C01: 12 of service; C02 waited 12
    await issue('C03');
    await issue('C04');
    wait(4);
    await maria.send('POST', '/api/advisor/current/complete', {}); // C02: 4 of service; C03 waited 4
    await maria.send('POST', '/api/advisor/current/no-show'); // C03; C04 waited 4
    await issue('C05');
    await branch.kiosk.send('DELETE', `/api/tickets/${issued['C05'].codigoReferencia}`);
    await issue('C06');
    wait(24);
    await maria.send('POST', '/api/advisor/current/complete', {}); // C04: 24 of service; C06 waited 24 of 20
    const reason = { reason: 'se retira' };
    await supervisor.send('POST', `/api/admin/tickets/${issued['G01'].codigoReferencia}/cancel`, reason);
    await issue('C07');
    await branch.test.turn('alerts');
  });
  afterAll(() => branch.test.close());

  const TICKETS = {
    enEspera: 2,
    proximo: 0,
    atendiendo: 1,
    completadosHoy: 3,
    canceladosHoy: 2,
    noAtendidosHoy: 1,
    totalActivos: 3,
  };
  const ADVISORS = { available: 0, busy: 1, offline: 4, total: 5 };

  it('CONTRACT: the dashboard is what was done', async () => {
    const dashboard = await get('dashboard');
    expect(dashboard).toMatchObject({
      branchOffice: 'CENTRO',
      ticketsSummary: TICKETS,
      advisorsSummary: ADVISORS,
      autoRefreshInterval: 5,
      lastUpdated: new Date(branch.test.clock.now()).toISOString(),
    });
    const queues = Object.fromEntries(
      dashboard.queuesSummary.map((one: { queueType: string }) => [one.queueType, one]),
    );
    expect(Object.keys(queues)).toEqual(['CAJA', 'PERSONAL_BANKER', 'EMPRESAS', 'GERENCIA']);
    expect(queues['CAJA']).toMatchObject({ waiting: 1, next: 0, nextNumero: 'C07', beingServed: 1, priority: 1 });
    expect(queues['CAJA'].oldestCreatedAt).toBe(issued['C07'].createdAt);
    expect(queues['CAJA'].estimatedWaitTime).toBeGreaterThanOrEqual(issued['C07'].estimatedWaitMinutes); // R8: one more
    expect(queues['EMPRESAS']).toMatchObject({ waiting: 1, nextNumero: 'E01', beingServed: 0, estimatedWaitTime: 40 });
    expect(queues['GERENCIA']).toMatchObject({ waiting: 0, nextNumero: null, oldestCreatedAt: null });
    await branch.test.turn('positions');
    const promoted = (await get('dashboard')).ticketsSummary;
    expect(promoted).toEqual({ ...TICKETS, enEspera: 0, proximo: 2 });
  });

  it('CONTRACT: alerts for the queue that nobody on duty serves, and for the ticket past its target', async () => {
    const { alerts } = await get('dashboard');
    const episode = {
      id: expect.any(Number),
      raisedAt: new Date(branch.test.clock.now()).toISOString(),
      acknowledgedBy: null,
      acknowledgedAt: null,
    };
    expect(alerts).toEqual([
      {
        ...episode,
        type: 'SIN_ASESORES',
        severity: 'WARNING',
        queueType: 'EMPRESAS',
        message: 'Empresas: 1 en espera y ningún asesor conectado atiende esta cola',
        timestamp: issued['E01'].createdAt,
        recommendedAction: expect.any(String),
        facts: { waiting: 1 },
      },
      {
        ...episode,
        type: 'ESPERA_EXCEDIDA',
        severity: 'WARNING',
        queueType: 'EMPRESAS',
        message: 'Empresas: E01 espera hace 40 min (meta 30)',
        timestamp: new Date(Date.parse(issued['E01'].createdAt) + 30 * MINUTE).toISOString(),
        recommendedAction: expect.any(String),
        facts: { numero: 'E01', waitedMinutes: 40, targetMinutes: 30 },
      },
    ]);
  });

  it('CONTRACT: the summary has the configured and the real mean of each queue', async () => {
    const { averageTimes, ticketsSummary, advisorsSummary } = await get('summary');
    expect(averageTimes[0]).toEqual({
      queueType: 'CAJA',
      configuredTime: 5,
      realAverageTime: 13.33,
      ticketsProcessed: 3,
    });
    expect(averageTimes[3]).toEqual({
      queueType: 'GERENCIA',
      configuredTime: 30,
      realAverageTime: null,
      ticketsProcessed: 0,
    });
    expect(ticketsSummary.completadosHoy).toBe(3);
    expect(advisorsSummary).toEqual(ADVISORS);
  });

  /** R8: what each was told at issue against what they waited, by the answers that they got. */
  function whatBecame(waited: Record<string, number>): object {
    const told = Object.entries(waited).map(([numero, minutes]) => ({ minutes, ...issued[numero] }));
    const errors = told.map(({ minutes, estimatedWaitMinutes }) => minutes - estimatedWaitMinutes);
    const held = told.filter(({ minutes, estimatedWaitRange: { low, high } }) => low <= minutes && minutes <= high);
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    return {
      compared: told.length,
      mae: expect.closeTo(mean(errors.map(Math.abs)), 2),
      bias: expect.closeTo(mean(errors), 2),
      coverage: held.length / told.length,
    };
  }

  it('R8: the figures of a day that has passed, and of no day that has not', async () => {
    const today = await get('queues/CAJA/stats');
    expect(await get('queues/CAJA/stats?date=2026-11-18')).toEqual(today);
    const before = await get('queues/CAJA/stats?date=2026-11-17');
    expect(before).toMatchObject({
      ticketsProcessedToday: 0,
      longestWaitTime: null,
      estimate: { compared: 0, mae: null },
    });
    for (const date of ['2026-11-19', '2026-02-30', '18-11-2026', '']) {
      const { status, body } = await supervisor.send('GET', `/api/admin/queues/CAJA/stats?date=${date}`);
      expect([status, Object.keys(body.campos)]).toEqual([400, ['date']]);
    }
  });

  it('CONTRACT: a queue’s day: service 12, 4 and 24, waits 2, 12, 4, 4 and 24', async () => {
    expect(await get('queues/CAJA/stats')).toEqual({
      queueType: 'CAJA',
      averageTimeConfigured: 5,
      averageTimeReal: 13.33,
      ticketsProcessedToday: 3,
      longestServiceTime: 24,
      shortestServiceTime: 4,
      longestWaitTime: 24,
      shortestWaitTime: 2,
      p50WaitMinutes: 4,
      p90WaitMinutes: 19.2,
      withinTarget: 0.8,
      estimate: whatBecame({ C01: 2, C02: 12, C03: 4, C04: 4, C06: 24 }),
    });
    const nothing = await get('queues/PERSONAL_BANKER/stats');
    expect(nothing).toMatchObject({ ticketsProcessedToday: 0, averageTimeReal: null, withinTarget: null });
    expect(nothing.estimate).toEqual({ compared: 0, mae: null, bias: null, coverage: null });
  });

  it('CONTRACT: the queues, and one of them', async () => {
    const list = await get('queues');
    const caja = list[0];
    expect(list.map((one: { prefix: string }) => one.prefix)).toEqual(['C', 'P', 'E', 'G']);
    expect(caja).toEqual({
      queueType: 'CAJA',
      displayName: 'Caja',
      prefix: 'C',
      priority: 1,
      averageTimeMinutes: 5,
      targetWaitMinutes: 20,
      alertWaiting: 15,
      dailyCap: null,
      enabled: true,
      text: null,
      ticketsWaiting: 1,
      version: expect.any(String),
    });
    expect(await get('queues/CAJA')).toEqual({
      ...caja,
      ticketsBeingServed: 1,
      ticketsCompletedToday: 3,
      totalActiveTickets: 2,
      estimatedWaitForNext: expect.any(Number),
      availableAdvisors: 0,
      status: 'NORMAL',
    });
    expect((await get('queues/GERENCIA')).status).toBe('EMPTY');
  });

  it('R1: an ADMIN changes a queue without a restart, and only what was sent', async () => {
    const admin = checked(await signIn(branch.test.url, 'admin'), documentOf(branch.test.app));
    const before = (await get('queues'))[2];
    const load: string[] = [];
    for (const alertWaiting of [15, 1]) {
      const { status, body } = await admin.send('PUT', '/api/admin/queues/EMPRESAS', { alertWaiting });
      expect([status, body]).toEqual([200, { ...before, alertWaiting, version: expect.any(String) }]);
      load.push((await get('queues/EMPRESAS')).status);
    }
    await branch.issue('EMPRESAS');
    load.push((await get('queues/EMPRESAS')).status);
    expect(load).toEqual(['NORMAL', 'HIGH_LOAD', 'CRITICAL']);
    await branch.test.turn('alerts');
    const types = (await get('dashboard')).alerts.map((alert: { type: string }) => alert.type);
    expect(types).toEqual(['COLA_CRITICA', 'SIN_ASESORES', 'ESPERA_EXCEDIDA']);
    const taken = await admin.send('PUT', '/api/admin/queues/EMPRESAS', { prefix: 'C' });
    expect([taken.status, Object.keys(taken.body.campos)]).toEqual([400, ['prefix']]);
    expect((await get('queues'))[2].prefix).toBe('E');
  });

  it('CONTRACT: the advisors, as their desks have it', async () => {
    const { advisors, summary } = await get('advisors');
    expect(summary).toEqual(ADVISORS);
    const one = advisors.find(({ name }: { name: string }) => name === 'María González');
    expect(one).toMatchObject({
      status: 'BUSY',
      reason: null,
      moduleNumber: 3,
      currentTicket: 'C06',
      assignedTicketsCount: 1,
      workloadMinutes: 5,
      totalTicketsServedToday: 3,
      averageServiceTimeMinutes: 13.33,
      queueTypes: ['PERSONAL_BANKER', 'CAJA'],
      lastAssignedAt: expect.any(String),
    });
    expect((await maria.send('GET', '/api/advisor/desk')).body.advisor).toEqual(one);
    expect((await maria.send('GET', '/api/advisor/desk')).body.today).toEqual({
      served: 3,
      noShow: 1,
      averageServiceTimeMinutes: 13.33,
    });
  });

  it('R7: a supervisor sets an advisor’s status; the advisor with a ticket is left alone', async () => {
    const { advisors } = await get('advisors');
    const idOf = (name: string): number => advisors.find((one: { name: string }) => one.name === name).id;
    const set = (name: string, body: object) =>
      supervisor.send('PUT', `/api/admin/advisors/${idOf(name)}/status`, body);
    const busy = await set('María González', { status: 'AVAILABLE' });
    expect([busy.status, busy.body.error]).toEqual([409, 'ASESOR_CON_TICKET']);
    const taken = await set('Luis Pérez', { status: 'AVAILABLE', moduleNumber: 3 });
    expect([taken.status, taken.body.error]).toEqual([409, 'MODULO_OCUPADO']);
    const reasonless = await set('Luis Pérez', { status: 'OFFLINE' });
    expect([reasonless.status, reasonless.body.campos]).toEqual([400, { reason: 'El motivo es obligatorio' }]);
    const drained = await set('María González', { status: 'OFFLINE', reason: 'REUNION', afterCurrent: true });
    expect(drained.body).toMatchObject({ status: 'BUSY', offlineAfterCurrent: true, reason: 'REUNION' });
    const [event] = await rows(
      branch.test,
      "select actor, new_state from audit_log where event_type = 'ADVISOR_STATUS_CHANGED' order by id desc limit 1",
    );
    expect(event?.['actor']).toBe('supervisor@banco.com');
  });
});
