import { startApp } from '../support/app.js';
import { openBranch, type TestBranch } from '../support/branch.js';
import { signIn } from '../support/client.js';
import { branchRow, row, rows, versions, type Row } from '../support/rows.js';
import { addSecondBranch } from '../support/second-branch.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TABLES = ['report_day', 'report_hour', 'report_desk', 'report_duty'];

describe('roll-ups', () => {
  let branch: TestBranch;
  beforeEach(async () => {
    branch = await openBranch(); // Wednesday 2026-11-18, 10:00
  });
  afterEach(() => branch.test.close());

  const rolledUp = async (): Promise<string[]> =>
    (
      await rows(
        branch.test,
        `select b.code || ' ' || d.business_date as day from report_day d join branch b on b.id = d.branch_id order by 1`,
      )
    ).map(({ day }) => day);
  const contents = async (): Promise<Row[]> =>
    rows(
      branch.test,
      `select to_jsonb(h) as row from report_hour h union all select to_jsonb(d) from report_desk d
       union all select to_jsonb(u) from report_duty u order by 1`,
    );
  const tomorrow = async (): Promise<void> => {
    branch.test.clock.advance(DAY);
    await branch.test.turn('positions'); // R4: the day before ends
  };
  const issuedOf = async (query = ''): Promise<number> => {
    const { body } = await (await signIn(branch.test.url, 'supervisor')).send('GET', `/api/admin/reports${query}`);
    return body.total.issued;
  };

  it('REPORTS: a day is rolled up when the next has begun, not when the doors close: somebody may open them again', async () => {
    await branch.issue();
    await rows(branch.test, `update branch set opening_hours = $1, settings = settings || '{"graceMinutes": 0}'`, [
      JSON.stringify({ week: { 3: [{ from: '08:00', to: '10:30' }] } }),
    ]);
    branch.test.clock.advance(HOUR);
    await branch.test.turn('close-day');
    expect(await branchRow(branch.test)).toMatchObject({ day_closed: true });
    await branch.test.turn('roll-ups');
    expect(await rolledUp()).toEqual([]);
    expect(await issuedOf()).toBe(1);
    await rows(branch.test, 'update branch set opening_hours = null');
    await branch.issue();
    expect(await issuedOf()).toBe(2);
    await tomorrow();
    await branch.test.turn('roll-ups');
    expect(await rolledUp()).toEqual(['CENTRO 2026-11-18']);
    expect(await issuedOf()).toBe(2);
  });

  it('REPORTS: a day on which nobody came has its mark too, so that nothing is looked for there again', async () => {
    await branch.issue();
    branch.test.clock.advance(3 * DAY);
    await branch.test.turn('positions');
    await branch.test.turn('roll-ups');
    expect(await rolledUp()).toEqual(['CENTRO 2026-11-18', 'CENTRO 2026-11-19', 'CENTRO 2026-11-20']);
    expect(await row(branch.test, 'select count(*)::int as n from report_hour')).toEqual({ n: 1 });
  });

  it('R11: once, in any number of processes, and again changes nothing', async () => {
    await branch.ready('carlos.rodriguez');
    for (let i = 0; i < 3; i++) await branch.issue();
    await tomorrow();
    const others = [];
    for (let i = 0; i < 2; i++) {
      others.push(await startApp({ database: branch.test.database, clock: branch.test.clock }));
    }
    try {
      const turns = [branch.test, ...others].map(async (server) => {
        await rows(branch.test, 'delete from job_lease'); // nobody holds it: all of them do the work
        await server.turn('roll-ups');
      });
      await Promise.all(turns);
      const first = await contents();
      expect(first.length).toBeGreaterThan(2);
      expect(await row(branch.test, 'select sum(issued)::int as issued from report_hour')).toEqual({ issued: 3 });
      const before = await versions(branch.test, TABLES);
      await branch.test.turn('roll-ups');
      expect(await versions(branch.test, TABLES)).toEqual(before);
    } finally {
      for (const server of others) await server.close();
    }
  });

  it('REPORTS: a day that is missing is made again, and until then answered from its tickets', async () => {
    await branch.ready('carlos.rodriguez');
    await branch.issue();
    await tomorrow();
    await branch.test.turn('roll-ups');
    const before = await contents();
    await rows(branch.test, 'delete from report_day');
    expect(await contents()).toEqual([]); // its rows go with it
    expect(await issuedOf()).toBe(1);
    await branch.test.turn('roll-ups');
    expect(await contents()).toEqual(before);
  });

  it('R11: a server that starts makes what is missing at once', async () => {
    await branch.issue();
    await tomorrow();
    const other = await startApp({
      database: branch.test.database,
      clock: branch.test.clock,
      config: { schedules: true },
    });
    try {
      while ((await rolledUp()).length === 0) await new Promise(setImmediate);
      expect(await rolledUp()).toEqual(['CENTRO 2026-11-18']);
    } finally {
      await other.close();
    }
  });

  it('REPORTS: an hour that the clocks repeat is one row with both in it', async () => {
    // Madrid, 2026-10-25: at 03:00 it is 02:00 once more.
    await rows(branch.test, "update branch set time_zone = 'Europe/Madrid', business_date = '2026-10-25'");
    branch.test.clock.set(Date.parse('2026-10-25T00:15:00Z')); // 02:15
    const carlos = await branch.ready('carlos.rodriguez');
    await branch.issue('EMPRESAS');
    branch.test.clock.set(Date.parse('2026-10-25T01:15:00Z')); // 02:15 again
    await branch.issue('EMPRESAS');
    branch.test.clock.set(Date.parse('2026-10-25T02:10:00Z')); // 03:10
    await carlos.send('PUT', '/api/advisor/status', { status: 'OFFLINE', reason: 'PAUSA' });
    await tomorrow();
    await branch.test.turn('roll-ups');
    const duty = await rows(branch.test, 'select hour, on_duty_ms, busy_ms from report_duty order by hour');
    expect(duty).toEqual([
      { hour: 2, on_duty_ms: 105 * MINUTE, busy_ms: 0 },
      { hour: 3, on_duty_ms: 10 * MINUTE, busy_ms: 0 },
    ]);
    expect(await rows(branch.test, 'select hour, issued from report_hour')).toEqual([{ hour: 2, issued: 2 }]);
    const { body } = await (
      await signIn(branch.test.url, 'supervisor')
    ).send('GET', '/api/admin/reports?by=hour&from=2026-10-25&to=2026-10-25');
    expect(body.rows.map(({ key, issued, occupancy }: Row) => [key, issued, occupancy])).toEqual([
      ['02', 2, 0],
      ['03', 0, 0],
    ]);
  });

  it('REPORTS: who is bank-wide chooses a branch or all; everybody else has their own, and nobody else’s advisors', async () => {
    const { advisorId } = await addSecondBranch(branch.test);
    await branch.issue();
    await branch.issue();
    const north = await signIn(branch.test.url, 'supervisor.norte');
    await north.send('POST', '/api/tickets', { nationalId: '11111111-1', queueType: 'CAJA' });
    const admin = await signIn(branch.test.url, 'admin');
    const seen = async (who: typeof admin, query = ''): Promise<unknown> => {
      const { body } = await who.send('GET', `/api/admin/reports?by=branch${query}`);
      return [body.branchOffice, body.total.issued, body.rows.map(({ key }: Row) => key)];
    };
    expect(await seen(admin)).toEqual([null, 3, ['CENTRO', 'NORTE']]);
    expect(await seen(admin, '&branchOffice=NORTE')).toEqual(['NORTE', 1, ['NORTE']]);
    expect(await seen(north)).toEqual(['NORTE', 1, ['NORTE']]);
    const supervisor = await signIn(branch.test.url, 'supervisor');
    expect((await supervisor.send('GET', '/api/admin/reports?branchOffice=NORTE')).status).toBe(403);
    expect((await supervisor.send('GET', `/api/admin/reports?advisorId=${advisorId}`)).status).toBe(404);
    expect((await north.send('GET', `/api/admin/reports?advisorId=${advisorId}`)).status).toBe(200);
  });
});
