import { MINUTE, openBranch, type TestBranch } from '../../support/branch.js';
import { newPerson, signIn, type Answer, type TestClient } from '../../support/client.js';
import { checked, documentOf } from '../../support/contract.js';

const TODAY = '2026-11-18';

interface Page {
  total: number;
  page: number;
  pageSize: number;
  records: Record<string, string>[];
}

describe('lists', () => {
  let branch: TestBranch;
  let supervisor: TestClient;
  let cancelled: Answer['body'];
  let advisorId: number;
  const refused = async (path: string): Promise<string[]> => {
    const { status, body } = await supervisor.send('GET', `/api/admin/${path}`);
    expect([path, status]).toEqual([path, 400]);
    return Object.keys(body.campos as object);
  };
  const get = async (path: string): Promise<Page> => (await supervisor.send('GET', `/api/admin/${path}`)).body as Page;
  const numbers = async (query: string): Promise<string[]> =>
    (await get(`tickets${query}`)).records.map((one) => one['numero'] ?? '');

  beforeAll(async () => {
    branch = await openBranch();
    supervisor = checked(await signIn(branch.test.url, 'supervisor'), documentOf(branch.test.app));
    branch.test.clock.advance(-24 * 60 * MINUTE);
    const yesterday = await branch.issue('GERENCIA');
    await branch.kiosk.send('DELETE', `/api/tickets/${yesterday.codigoReferencia}`);
    branch.test.clock.advance(24 * 60 * MINUTE);
    for (let i = 0; i < 23; i++) {
      branch.test.clock.advance(1_000);
      await branch.issue('CAJA');
    }
    branch.test.clock.advance(1_000);
    cancelled = await branch.issue('EMPRESAS');
    const path = `/api/admin/tickets/${cancelled.codigoReferencia}/cancel`;
    const answer = await supervisor.send('POST', path, { reason: ' se retira ' });
    expect(answer.body).toMatchObject({ status: 'CANCELADO', nationalId: expect.stringMatching(/^•+\d{3}-K$/) });
    branch.test.clock.advance(1_000);
    await branch.ready('maria.gonzalez', 3);
    const { body } = await supervisor.send('GET', '/api/admin/advisors');
    advisorId = body.advisors.find((one: { currentTicket: string | null }) => one.currentTicket === 'C01').id;
  });
  afterAll(() => branch.test.close());

  it('CONTRACT: tickets of today, newest first, 20 to a page', async () => {
    const first = await get('tickets');
    expect(first).toMatchObject({ total: 24, page: 1, pageSize: 20 });
    expect(first.records).toHaveLength(20);
    expect(first.records.map((one) => one['numero']).slice(0, 3)).toEqual(['E01', 'C23', 'C22']);
    const second = await get('tickets?page=2');
    expect(second).toMatchObject({ total: 24, page: 2, pageSize: 20 });
    expect(second.records.map((one) => one['numero'])).toEqual(['C04', 'C03', 'C02', 'C01']);
    expect(await get('tickets?page=3')).toMatchObject({ total: 24, page: 3, records: [] });
    expect(await numbers('?pageSize=2&page=12')).toEqual(['C02', 'C01']);
    expect(await numbers('?pageSize=200')).toHaveLength(24);
  });

  it('CONTRACT: tickets by status, queue, day and number, and all of it together', async () => {
    expect(await numbers('?status=CANCELADO')).toEqual(['E01']);
    expect(await numbers('?status=ATENDIENDO')).toEqual(['C01']);
    expect(await numbers('?queueType=EMPRESAS')).toEqual(['E01']);
    expect(await numbers('?queueType=NADA')).toEqual([]);
    expect(await numbers('?q=c07')).toEqual(['C07']);
    expect(await numbers('?q=%20C07%20')).toEqual(['C07']);
    expect(await numbers(`?date=${TODAY}&pageSize=1`)).toEqual(['E01']);
    expect(await numbers('?date=2026-11-17')).toEqual(['G01']);
    expect(await numbers('?date=1999-02-08')).toEqual([]);
    expect(await numbers('?status=EN_ESPERA&queueType=CAJA&q=C09&branchOffice=CENTRO')).toEqual(['C09']);
    expect(await numbers('?status=COMPLETADO&q=C09')).toEqual([]);
  });

  it('R13: staff see the national id masked, as the kiosk that issued it did', async () => {
    const { records } = await get('tickets?pageSize=200');
    for (const { nationalId } of records) expect(nationalId).toMatch(/^•{5}\d{3}-K$/);
    const [e01] = (await get('tickets?q=E01')).records;
    expect(e01).toMatchObject({ nationalId: cancelled.nationalId, codigoReferencia: cancelled.codigoReferencia });
  });

  it('R14: a filter that means nothing is a 400 that names it', async () => {
    expect(await refused('tickets?status=PERDIDO')).toEqual(['status']);
    expect(await refused('tickets?date=18-11-2026')).toEqual(['date']);
    expect(await refused('tickets?date=2026-02-30')).toEqual(['date']);
    expect(await refused('tickets?date=0000-01-01')).toEqual(['date']);
    expect(await refused('tickets?page=0')).toEqual(['page']);
    expect(await refused('tickets?page=1.5')).toEqual(['page']);
    expect(await refused('tickets?pageSize=201')).toEqual(['pageSize']);
    expect(await refused('tickets?pageSize=-1&page=x')).toEqual(['page', 'pageSize']);
    expect(await refused('tickets?edad=3')).toEqual(['edad']);
    expect(await refused('tickets?q=a&q=b')).toEqual(['q']);
    expect(await refused('audit?startDate=ayer')).toEqual(['startDate']);
    expect(await refused('audit?endDate=2026-02-30')).toEqual(['endDate']);
    expect(await refused('audit?eventType=NADA')).toEqual(['eventType']);
  });

  it('CONTRACT: the audit log, newest first, with every field of a record', async () => {
    const log = await get('audit?limit=3');
    expect(log).toMatchObject({ page: 1, pageSize: 3 });
    expect(log.total).toBeGreaterThan(25);
    const times = (await get('audit?limit=500')).records.map((one) => one['timestamp'] ?? '');
    expect(times).toEqual([...times].sort().reverse());

    const created = await get('audit?eventType=TICKET_CREADO&limit=500');
    expect(created.total).toBe(25);
    expect(created.records[0]).toEqual({
      id: expect.any(Number),
      timestamp: cancelled.createdAt,
      eventType: 'TICKET_CREADO',
      actor: 'KIOSK:KIOSK de prueba',
      entityType: 'TICKET',
      entityId: expect.any(String),
      entityIdentifier: 'E01',
      previousState: null,
      newState: expect.any(Object),
      metadata: expect.anything(),
      ipAddress: '127.0.0.1',
      userAgent: 'node',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/), // beyond the contract: its place in the chain
    });
  });

  it('CONTRACT: the audit log by actor, entity and time', async () => {
    const byActor = await get('audit?actor=supervisor@banco.com&entityType=TICKET');
    expect(byActor.records.map((one) => one['eventType'])).toEqual(['TICKET_CANCELADO']);
    const since = await get(`audit?startDate=${cancelled.createdAt}&entityType=TICKET&limit=500`);
    expect(since.records.map((one) => `${one['eventType']} ${one['entityIdentifier']}`)).toEqual([
      'TICKET_ASIGNADO C01',
      'TICKET_CANCELADO E01',
      'TICKET_CREADO E01',
    ]);
    expect((await get('audit?endDate=2026-11-17&eventType=TICKET_CREADO')).total).toBe(1);
  });

  it('CONTRACT: the story of one ticket and of one advisor, oldest first', async () => {
    const story = async (path: string): Promise<string[]> =>
      (await get(path)).records.map((one) => `${one['eventType']} ${one['actor']}`);
    expect(await story('audit/ticket/e01')).toEqual([
      'TICKET_CREADO KIOSK:KIOSK de prueba',
      'TICKET_CANCELADO supervisor@banco.com',
    ]);
    expect(await story('audit/ticket/G01')).toEqual([]); // yesterday's
    expect(await story(`audit/advisor/${advisorId}`)).toEqual([
      'ADVISOR_STATUS_CHANGED maria.gonzalez@banco.com',
      'ADVISOR_ASSIGNED SISTEMA',
    ]);
  });

  it('CONTRACT: a cancellation needs a reason', async () => {
    const waiting = await branch.kiosk.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA' });
    const path = `/api/admin/tickets/${waiting.body.codigoReferencia}/cancel`;
    for (const reason of ['', '  ', undefined]) {
      const { status, body } = await supervisor.send('POST', path, { reason });
      expect([status, body.campos]).toEqual([400, { reason: 'El motivo es obligatorio' }]);
    }
  });
});
