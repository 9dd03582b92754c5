import { openBranch, type TestBranch } from '../../support/branch.js';
import { signIn, type TestClient } from '../../support/client.js';
import { listen } from '../../support/socket.js';

describe('changing a queue', () => {
  let branch: TestBranch;
  let admin: TestClient;

  beforeEach(async () => {
    branch = await openBranch();
    admin = await signIn(branch.test.url, 'admin');
  });
  afterEach(() => branch.test.close());

  const change = (queueType: string, body: object) => admin.send('PUT', `/api/admin/queues/${queueType}`, body);

  it('R1: an ADMIN changes it without a restart, kiosks see it at once, and it is audited with old and new', async () => {
    const kiosk = await listen(branch.test.url, 'kiosk', { token: branch.kiosk.token });
    const answer = await change('CAJA', { dailyCap: 1, displayName: 'Cajas' });
    expect([answer.status, answer.body.dailyCap, answer.body.displayName]).toEqual([200, 1, 'Cajas']);
    const { state } = await kiosk.until('queues:changed');
    expect(state.queues[0]).toMatchObject({ queueType: 'CAJA', displayName: 'Cajas', capReached: false });
    kiosk.close();
    await branch.issue('CAJA');
    await expect(branch.issue('CAJA')).rejects.toThrow('CUPO_AGOTADO');
    const audit = await admin.send('GET', '/api/admin/audit?eventType=CONFIG_CAMBIADA');
    expect(audit.body.records).toHaveLength(1);
    expect(audit.body.records[0]).toMatchObject({ previousState: { dailyCap: null }, newState: { dailyCap: 1 } });
  });

  it('R7: loads stay true when an average changes under an assigned ticket', async () => {
    await branch.ready('carlos.rodriguez', 1);
    await branch.issue('CAJA');
    await change('CAJA', { averageTimeMinutes: 9 });
    const { body } = await admin.send('GET', '/api/admin/advisors');
    const loads = body.advisors.map((advisor: { workloadMinutes: number }) => advisor.workloadMinutes);
    expect(loads.filter((load: number) => load > 0)).toEqual([9]);
  });

  it('R2: a letter that gave numbers today is not given to another queue', async () => {
    await branch.issue('CAJA');
    expect((await change('CAJA', { prefix: 'X' })).status).toBe(200);
    const refused = await change('EMPRESAS', { prefix: 'C' });
    expect([refused.status, refused.body.campos.prefix]).toEqual([400, expect.stringContaining('hoy')]);
    expect((await branch.issue('EMPRESAS')).numero).toBe('E01');
    expect((await branch.issue('CAJA')).numero).toBe('X02');
  });

  it('R10: days of the audit search are days of the branch, and a time needs its zone', async () => {
    await branch.issue('CAJA'); // 2026-11-18, 10:00 in Santiago
    const total = async (query: string) => (await admin.send('GET', `/api/admin/audit?${query}`)).body.total;
    branch.test.clock.set(Date.parse('2026-11-19T02:30:00Z')); // the same day there, the next in UTC
    await branch.issue('CAJA');
    const ofTickets = 'eventType=TICKET_CREADO&';
    expect(await total(`${ofTickets}startDate=2026-11-18&endDate=2026-11-18`)).toBe(2);
    expect(await total(`${ofTickets}startDate=2026-11-19`)).toBe(0);
    expect((await admin.send('GET', '/api/admin/audit?startDate=2026-11-18T10:00')).status).toBe(400);
  });
});

describe('alerts over the socket', () => {
  it('CONTRACT: raised once and cleared once', async () => {
    const branch = await openBranch();
    const supervisor = await signIn(branch.test.url, 'supervisor');
    const listener = await listen(branch.test.url, 'supervisor', { token: supervisor.token });
    await branch.issue('CAJA');
    await branch.test.turn('alerts');
    await branch.issue('CAJA');
    await branch.test.turn('alerts');
    const raised = await listener.until('alert:raised');
    expect(raised.alert).toMatchObject({ type: 'SIN_ASESORES', severity: 'CRITICAL' });
    await branch.ready('carlos.rodriguez', 1);
    await branch.test.turn('alerts');
    await listener.until('alert:cleared', ({ alert }) => alert.type === 'SIN_ASESORES');
    await listener.resync();
    expect(listener.of('alert:raised')).toHaveLength(1);
    expect(listener.of('alert:cleared')).toHaveLength(1);
    listener.close();
    await branch.test.close();
  });
});

describe('a route without fields', () => {
  it('CONTRACT: refuses any field in its body', async () => {
    const branch = await openBranch();
    const carlos = await branch.ready('carlos.rodriguez', 1);
    await branch.issue('CAJA');
    const refused = await carlos.send('POST', '/api/advisor/current/start', { now: true });
    expect([refused.status, refused.body.campos]).toEqual([400, { now: 'Campo desconocido' }]);
    expect((await carlos.send('POST', '/api/advisor/current/start', {})).status).toBe(200);
    await branch.test.close();
  });
});
