import { MINUTE, openBranch, type TestBranch } from '../support/branch.js';
import { signIn, type TestClient } from '../support/client.js';
import { advisorRow, branchRow, row, setSettings, ticketRow, versions } from '../support/rows.js';

/** Everything that a recalculation could write. */
const WRITTEN = ['branch', 'queue', 'advisor', 'ticket', 'mensaje', 'audit_log', 'queue_day'];

describe('the promise', () => {
  let branch: TestBranch;
  let supervisor: TestClient;
  beforeEach(async () => {
    branch = await openBranch();
    supervisor = await signIn(branch.test.url, 'supervisor');
  });
  afterEach(() => branch.test.close());

  const read = async ({ codigoReferencia }: { codigoReferencia: string }) =>
    (await branch.kiosk.send('GET', `/api/tickets/${codigoReferencia}`)).body;
  const issueMany = async (count: number) => {
    for (let i = 1; i < count; i++) await branch.issue();
    return branch.issue();
  };
  const offline = (advisor: TestClient) =>
    advisor.send('PUT', '/api/advisor/status', { status: 'OFFLINE', reason: 'almuerzo', afterCurrent: true });
  const instant = (iso: string): number => Date.parse(iso);
  const learned = (table: 'queue' | 'advisor' | 'branch') =>
    row(branch.test, `select jsonb_agg(learned) filter (where learned is not null) as all from ${table}`);

  it('R8: nobody on duty, nothing learned: the formula; with a desk there the replay, unless the branch wants the formula', async () => {
    const fifth = await issueMany(5);
    expect(fifth).toMatchObject({ positionInQueue: 5, estimatedWaitMinutes: 25 });
    await branch.ready('luis.perez');
    await branch.ready('maria.gonzalez');
    await branch.ready('carlos.rodriguez');
    expect((await read(fifth)).positionInQueue).toBe(2);
    const eighth = await issueMany(3);
    expect(eighth.positionInQueue).toBe(5);
    expect(eighth.estimatedWaitMinutes).toBeLessThan(20);
    await setSettings(branch.test, { estimator: 'formula' });
    expect((await read(eighth)).estimatedWaitMinutes).toBe(25);
  });

  it('R8: the promise is stored with its ticket and stays, while the estimate follows the present', async () => {
    const luis = await branch.ready('luis.perez');
    await branch.issue();
    const ticket = await branch.issue();
    const promised = {
      promised_at: new Date(ticket.createdAt),
      promised_minutes: ticket.estimatedWaitMinutes,
      promised_low: ticket.estimatedWaitRange.low,
      promised_high: ticket.estimatedWaitRange.high,
      promised_raw: expect.objectContaining({ waitMs: expect.any(Number) }),
    };
    expect(await ticketRow(branch.test, 'C02')).toMatchObject({ ...promised, told_by: new Date(ticket.expectedBy) });
    branch.test.clock.advance(7 * MINUTE);
    await luis.send('POST', '/api/advisor/current/start');
    await branch.test.turn('positions');
    const later = await ticketRow(branch.test, 'C02');
    expect(later).toMatchObject(promised);
    expect(later['estimated_wait_minutes']).not.toBe(ticket.estimatedWaitMinutes);
    await luis.send('POST', '/api/advisor/current/complete', {});
    expect(await ticketRow(branch.test, 'C02')).toMatchObject({ status: 'ATENDIENDO', ...promised });
    const { body } = await supervisor.send('GET', '/api/admin/queues/CAJA/stats');
    expect(body.estimate).toMatchObject({ compared: 1, bias: 7 - ticket.estimatedWaitMinutes });
  });

  it('R8: what is learned is stored with its branch, its queue and its advisor, and a new average leaves it there', async () => {
    expect([await learned('queue'), await learned('advisor'), await learned('branch')]).toEqual(
      Array(3).fill({ all: null }), // the first day: what is configured
    );
    const luis = await branch.ready('luis.perez');
    await branch.issue();
    await branch.issue();
    branch.test.clock.advance(11 * MINUTE);
    await luis.send('POST', '/api/advisor/call-next', { finish: 'COMPLETADO' });
    const [queue] = (await learned('queue'))['all'];
    expect(queue.service.weight).toBeGreaterThan(0);
    expect(queue.calibration.weight).toBeGreaterThan(0);
    expect((await advisorRow(branch.test, 'luis.perez'))['learned']).not.toBeNull();
    expect((await branchRow(branch.test))['learned']).not.toBeNull();
    const admin = await signIn(branch.test.url, 'admin');
    const changed = await admin.send('PUT', '/api/admin/queues/CAJA', { averageTimeMinutes: 6, displayName: 'Cajas' });
    expect(changed.status).toBe(200);
    expect((await learned('queue'))['all']).toEqual([queue]);
    const before = await branch.issue();
    // What is learned counts: without it the next one is promised another wait.
    await row(branch.test, 'update queue set learned = null returning queue_type').catch(() => null);
    expect((await read(before)).estimatedWaitMinutes).not.toBe(before.estimatedWaitMinutes);
  });

  it('R8: an advisor leaves: the bound rises and says so at once, and the recalculation stores what was said', async () => {
    const luis = await branch.ready('luis.perez');
    const maria = await branch.ready('maria.gonzalez');
    const ticket = await issueMany(8);
    await branch.test.turn('positions');
    expect(await read(ticket)).toMatchObject({ expectedBy: ticket.expectedBy, expectedByRaised: null });
    branch.test.clock.advance(MINUTE);
    for (const advisor of [maria, luis]) expect((await offline(advisor)).status).toBe(200);
    const at = new Date(branch.test.clock.now()).toISOString();
    const told = await read(ticket);
    expect(instant(told.expectedBy)).toBeGreaterThan(instant(ticket.expectedBy));
    expect(told.expectedByRaised).toEqual({ at, before: ticket.expectedBy });
    await branch.test.turn('positions');
    expect(await ticketRow(branch.test, 'C08')).toMatchObject({
      told_by: new Date(told.expectedBy),
      told_raised_at: new Date(at),
      told_raised_before: new Date(ticket.expectedBy),
    });
    branch.test.clock.advance(MINUTE);
    expect((await read(ticket)).expectedByRaised).toEqual(told.expectedByRaised); // for the rest of the wait
  });

  it('R8: time alone breaks a bound: it is told anew without anything having happened, and nothing is written before', async () => {
    const ticket = await branch.issue();
    await branch.test.turn('positions');
    const settled = await versions(branch.test, WRITTEN);
    const left = instant(ticket.expectedBy) - branch.test.clock.now();
    branch.test.clock.advance(left - 6 * MINUTE);
    await branch.test.turn('positions');
    expect(await versions(branch.test, WRITTEN)).toEqual(settled);
    branch.test.clock.advance(5 * MINUTE);
    const { revision } = await branchRow(branch.test);
    await branch.test.turn('positions');
    expect((await branchRow(branch.test))['revision']).toBe(revision + 1); // the customer's page hears of it
    expect((await read(ticket)).expectedByRaised).toMatchObject({ before: ticket.expectedBy });
    const told = await versions(branch.test, WRITTEN);
    await branch.test.turn('positions');
    expect(await versions(branch.test, WRITTEN)).toEqual(told);
  });

  it('R8: the kiosk and the supervisor are shown the wait of whoever would come next', async () => {
    const luis = await branch.ready('luis.perez');
    const queue = async () => (await supervisor.send('GET', '/api/admin/queues/CAJA')).body;
    expect((await queue()).estimatedWaitForNext).toBe(0);
    await issueMany(4);
    const shown = (await queue()).estimatedWaitForNext;
    const next = await branch.issue();
    expect(next.estimatedWaitMinutes).toBe(shown);
    const { body } = await supervisor.send('GET', '/api/admin/dashboard');
    expect(body.queuesSummary[0].estimatedWaitTime).toBe((await queue()).estimatedWaitForNext);
    await offline(luis);
  });
});
