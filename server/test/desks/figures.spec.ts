import { MINUTE, openBranch, type TestBranch } from '../support/branch.js';
import { signIn } from '../support/client.js';
import { advisorRow, row, rows } from '../support/rows.js';

describe('loads and figures', () => {
  let branch: TestBranch;
  beforeEach(async () => {
    branch = await openBranch();
  });
  afterEach(() => branch.test.close());

  it('R7: load and count are those of the ticket in hand, for each queue its own minutes', async () => {
    const loads = async (user: string) => {
      const advisor = await advisorRow(branch.test, user);
      return [advisor['assigned_tickets_count'], advisor['workload_minutes'], advisor['status']];
    };
    const ana = await branch.ready('ana.martinez');
    expect(await loads('ana.martinez')).toEqual([0, 0, 'AVAILABLE']);
    await branch.issue('GERENCIA');
    expect(await loads('ana.martinez')).toEqual([1, 30, 'BUSY']);
    await branch.issue('EMPRESAS'); // waits: it is nobody's load
    expect(await loads('ana.martinez')).toEqual([1, 30, 'BUSY']);
    await ana.send('POST', '/api/advisor/current/complete');
    expect(await loads('ana.martinez')).toEqual([1, 20, 'BUSY']);
    await ana.send('POST', '/api/advisor/current/no-show');
    expect(await loads('ana.martinez')).toEqual([0, 0, 'AVAILABLE']);
  });

  it('R7: among the free, whoever has been without a ticket longest, never before any', async () => {
    const assigned: string[] = [];
    const callAndFinish = async (): Promise<void> => {
      const ticket = await branch.issue();
      assigned.push(ticket.assignedAdvisor.name);
      const advisor = desks[ticket.assignedAdvisor.name as keyof typeof desks];
      await advisor.send('POST', '/api/advisor/current/complete');
      branch.test.clock.advance(MINUTE);
    };
    const desks = {
      'Luis Pérez': await branch.ready('luis.perez'),
      'María González': await branch.ready('maria.gonzalez'),
      'Carlos Rodríguez': await branch.ready('carlos.rodriguez'),
    };
    for (let i = 0; i < 6; i++) await callAndFinish();
    const round = ['María González', 'Carlos Rodríguez', 'Luis Pérez']; // by id at first, then by last assignment
    expect(assigned).toEqual([...round, ...round]);
  });

  it('R7: served today and the mean count what was completed, and begin anew the next day', async () => {
    const { test } = branch;
    const luis = await branch.ready('luis.perez');
    for (const [minutes, verb] of [
      [4, 'complete'],
      [7, 'complete'],
      [20, 'no-show'],
    ] as const) {
      await branch.issue();
      test.clock.advance(minutes * MINUTE);
      await luis.send('POST', `/api/advisor/current/${verb}`);
    }
    expect(await advisorRow(test, 'luis.perez')).toMatchObject({
      total_tickets_served_today: 2,
      average_service_time_minutes: '5.50',
    });
    expect(await row(test, 'select served, no_show, service_ms from advisor_day')).toEqual({
      served: 2,
      no_show: 1,
      service_ms: 11 * MINUTE,
    });
    expect((await luis.send('GET', '/api/advisor/desk')).body.today).toEqual({
      served: 2,
      noShow: 1,
      averageServiceTimeMinutes: 5.5,
    });

    test.clock.advance(86_400_000);
    // A look at it already shows the new day, though nothing has been written yet.
    expect((await luis.send('GET', '/api/advisor/desk')).body.today).toEqual({
      served: 0,
      noShow: 0,
      averageServiceTimeMinutes: 0,
    });
    await branch.issue();
    expect(await advisorRow(test, 'luis.perez')).toMatchObject({
      total_tickets_served_today: 0,
      average_service_time_minutes: '0.00',
    });
    expect((await row(test, 'select served from advisor_day'))['served']).toBe(2); // yesterday's row stays
  });

  it('R12: the row of the day counts each queue, and agrees with its tickets', async () => {
    const { test } = branch;
    const late = await branch.issue(); // waits 25 of its 20 minutes
    test.clock.advance(25 * MINUTE);
    const luis = await branch.ready('luis.perez');
    expect((await luis.send('GET', '/api/advisor/desk')).body.current.numero).toBe(late.numero);
    test.clock.advance(3 * MINUTE);
    await luis.send('POST', '/api/advisor/current/complete');
    await branch.issue(); // called at once
    await luis.send('POST', '/api/advisor/current/no-show');
    await luis.send('PUT', '/api/advisor/status', { status: 'OFFLINE', reason: 'ALMUERZO' });
    const leaves = await branch.issue();
    await branch.kiosk.send('DELETE', `/api/tickets/${leaves.codigoReferencia}`);
    await branch.issue('EMPRESAS');

    const days = await rows(test, 'select * from queue_day order by queue_type');
    expect(days).toEqual([
      expect.objectContaining({
        queue_type: 'CAJA',
        issued: 3,
        called: 2,
        within_target: 1,
        served: 1,
        no_show: 1,
        cancelled: 1,
        wait_ms: 25 * MINUTE,
        service_ms: 3 * MINUTE,
      }),
      expect.objectContaining({ queue_type: 'EMPRESAS', issued: 1, called: 0, served: 0, wait_ms: 0 }),
    ]);

    const supervisor = await signIn(test.url, 'supervisor');
    const { body } = await supervisor.send('GET', '/api/admin/queues/CAJA/stats');
    expect(body).toMatchObject({
      averageTimeConfigured: 5,
      averageTimeReal: 3,
      ticketsProcessedToday: 1,
      longestWaitTime: 25,
      shortestWaitTime: 0,
      withinTarget: 0.5,
    });
  });
});
