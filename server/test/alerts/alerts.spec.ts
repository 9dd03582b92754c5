import type { Alert, AlertEpisode } from '@ticketero/contract';

import { AlertKeeper } from '../../src/alerts/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { MINUTE, openBranch, type TestBranch } from '../support/branch.js';
import { pairDevice, signIn, type TestClient } from '../support/client.js';
import { branchRow, row, rows } from '../support/rows.js';
import { addSecondBranch } from '../support/second-branch.js';
import { listen, type Listener } from '../support/socket.js';

const SECOND = 1_000;

describe('alerts are episodes: raised once, cleared once', () => {
  let branch: TestBranch;
  let test: TestApp;
  let supervisor: TestClient;
  let hall: Listener;

  beforeEach(async () => {
    branch = await openBranch();
    test = branch.test;
    supervisor = await signIn(test.url, 'supervisor');
    hall = await listen(test.url, 'supervisor', { token: supervisor.token });
  });
  afterEach(async () => {
    hall.close();
    await test.close();
  });

  const look = () => test.turn('alerts');
  const open = async (): Promise<Alert[]> => (await supervisor.send('GET', '/api/admin/dashboard')).body.alerts;
  const types = async () => (await open()).map(({ type }) => type);
  const history = async (query = ''): Promise<AlertEpisode[]> => {
    const { status, body } = await supervisor.send('GET', `/api/admin/alerts${query}`);
    expect(status).toBe(200);
    return body.records;
  };
  /** As the configuration does it: the revision tells of it. */
  const limit = async (alertWaiting: number, queueType = 'CAJA') =>
    rows(
      test,
      `with changed as (update queue set alert_waiting = $1 where queue_type = $2 returning branch_id)
       update branch set revision = revision + 1 where id in (select branch_id from changed)`,
      [alertWaiting, queueType],
    );

  it('R10: COLA_CRITICA from its first look to its last, in the figures of the moment, and in the log with those of its beginning', async () => {
    await branch.ready('ana.martinez');
    await limit(1, 'EMPRESAS');
    const [first] = [await branch.issue('EMPRESAS'), await branch.issue('EMPRESAS'), await branch.issue('EMPRESAS')];
    await look();
    const [alert] = await open();
    expect(alert).toMatchObject({ type: 'COLA_CRITICA', queueType: 'EMPRESAS', facts: { waiting: 2, limit: 1 } });
    expect((await hall.until('alert:raised')).alert).toEqual(alert);
    await branch.issue('EMPRESAS');
    await look();
    const [same] = await open();
    expect(same).toEqual({ ...alert, message: expect.stringContaining('3 personas'), facts: { waiting: 3, limit: 1 } });
    await limit(15, 'EMPRESAS');
    await look();
    expect(await types()).toEqual(['COLA_CRITICA']); // it may come back
    test.clock.advance(MINUTE);
    await look();
    expect(await open()).toEqual([]);
    expect((await hall.until('alert:cleared')).alert.id).toBe(alert?.id);
    const [episode, ...more] = await history();
    expect(more).toEqual([]);
    const clearedAt = new Date(test.clock.now()).toISOString();
    expect(episode).toMatchObject({ id: alert?.id, clearedAt, facts: { waiting: 2, limit: 1 } });
    expect(hall.of('alert:raised').length + hall.of('alert:cleared').length).toBe(2);
    const log = await rows(test, "select * from audit_log where event_type like 'ALERTA%' order by id");
    expect(log.map(({ event_type: type, entity_type: of, entity_identifier: name }) => [type, of, name])).toEqual([
      ['ALERTA_LEVANTADA', 'BRANCH', 'EMPRESAS'],
      ['ALERTA_DESPEJADA', 'BRANCH', 'EMPRESAS'],
    ]);
    expect(first.numero).toBe('E01');
  });

  it('R1: a queue that swings about its limit is one episode', async () => {
    await branch.ready('ana.martinez');
    for (let i = 0; i < 3; i++) await branch.issue('EMPRESAS');
    for (let i = 0; i < 12; i++) {
      await limit(i % 2 === 0 ? 1 : 15, 'EMPRESAS');
      test.clock.advance(5 * SECOND);
      await look();
    }
    expect((await history()).length).toBe(1);
    expect(await types()).toEqual(['COLA_CRITICA']);
  });

  it('CONTRACT: a look that finds nothing new writes nothing, and moves no screen', async () => {
    await branch.issue();
    await look();
    const before = await row(test, "select *, xmin from branch where code = 'CENTRO'");
    for (let i = 0; i < 3; i++) await look();
    expect(await row(test, "select *, xmin from branch where code = 'CENTRO'")).toEqual(before);
  });

  it('R6: an alert moves the screens, and leaves the positions settled', async () => {
    await branch.issue();
    await test.turn('positions');
    const settled = await branchRow(test);
    expect(settled['positions_revision']).toBe(settled['revision']);
    await look();
    const after = await branchRow(test);
    expect(Number(after['revision'])).toBe(Number(settled['revision']) + 1);
    expect(after['positions_revision']).toBe(after['revision']);
  });

  it('CONTRACT: the gravest first, of these the oldest', async () => {
    await branch.ready('carlos.rodriguez', 1);
    await branch.issue('GERENCIA');
    await look();
    test.clock.advance(MINUTE);
    await branch.issue('EMPRESAS');
    await limit(1);
    for (let i = 0; i < 3; i++) await branch.issue('CAJA');
    await look();
    expect((await open()).map(({ type, queueType }) => [type, queueType])).toEqual([
      ['COLA_CRITICA', 'CAJA'],
      ['SIN_ASESORES', 'GERENCIA'],
      ['SIN_ASESORES', 'EMPRESAS'],
    ]);
  });

  it('CONTRACT: thresholds are the branch’s own, from the next look after they were changed', async () => {
    const admin = await signIn(test.url, 'admin');
    const set = async (alerts: object) =>
      expect((await admin.send('PUT', '/api/admin/branches/CENTRO', { alerts })).status).toBe(200);
    const idle = async () => (await open()).find(({ type }) => type === 'ASESOR_INACTIVO');
    await branch.ready('ana.martinez');
    await branch.issue('CAJA');
    test.clock.advance(3 * MINUTE);
    await look();
    expect(await types()).toEqual(['SIN_ASESORES']);
    await set({ idleMinutes: 3 });
    await look();
    const facts = { advisor: 'Ana Martínez', idleMinutes: 3, waiting: 1 };
    expect(await idle()).toMatchObject({ severity: 'INFO', facts });
    expect((await idle())?.message).toContain('Ana Martínez (módulo 5)');
    await set({ idleMinutes: 4 });
    await look();
    expect(await idle()).toMatchObject({ facts }); // it may come back
    test.clock.advance(10 * SECOND);
    await look();
    expect(await types()).toEqual(['SIN_ASESORES']);
  });

  it('CONTRACT: a device without a sign of life, and with one again', async () => {
    await pairDevice(test.url, 'DISPLAY');
    const silence = (minutes: number) =>
      rows(test, 'update device set last_seen_at = now() - make_interval(mins => $1) where not demo', [minutes]);
    await silence(6);
    await look();
    expect(await types()).toEqual([]); // it is given a minute
    test.clock.advance(MINUTE);
    await look();
    expect((await open()).map(({ type, severity, facts }) => [type, severity, facts.device])).toEqual([
      ['KIOSKO_CAIDO', 'CRITICAL', 'KIOSK de prueba'],
      ['PANTALLA_CAIDA', 'WARNING', 'DISPLAY de prueba'],
    ]);
    await silence(0);
    await look();
    test.clock.advance(10 * SECOND);
    await look();
    expect(await open()).toEqual([]);
  });

  it('R9: messages that do not go out, counted once each at their last attempt', async () => {
    await branch.ready('ana.martinez');
    const tell = (event: string, from: number, to: number) =>
      rows(
        test,
        `insert into audit_log (branch_id, entity_type, entity_id, event_type, actor, created_at)
         select (select id from branch where code = 'CENTRO'), 'MENSAJE', n::text, $1, 'SISTEMA', $2
         from generate_series($3::int, $4::int) n`,
        [event, new Date(test.clock.now()), from, to],
      );
    await tell('MENSAJE_REINTENTADO', 1, 20);
    await tell('MENSAJE_ENVIADO', 1, 18);
    await look();
    expect(await types()).toEqual([]);
    await tell('MENSAJE_FALLIDO', 18, 18);
    await look();
    const [alert] = await open();
    expect(alert).toMatchObject({ type: 'MENSAJES_FALLIDOS', facts: { failed: 3, messages: 20, overMinutes: 10 } });
    test.clock.advance(11 * MINUTE);
    await look();
    test.clock.advance(2 * MINUTE);
    await look();
    expect(await open()).toEqual([]);
  });

  it('R8: a day whose ranges do not hold', async () => {
    await branch.ready('carlos.rodriguez', 1);
    const day = (compared: number, covered: number) =>
      rows(test, `update queue_day set compared = $1, covered = $2 where queue_type = 'CAJA' returning 1`, [
        compared,
        covered,
      ]);
    await branch.issue('CAJA');
    expect((await day(30, 20)).length).toBe(1);
    await look();
    test.clock.advance(MINUTE);
    await look();
    const [alert] = await open();
    expect(alert).toMatchObject({ type: 'PROMESA_ROTA', queueType: 'CAJA', facts: { coverage: 66, compared: 30 } });
  });

  it('R11: two servers that look at the same time raise once', async () => {
    const other = await startApp({ database: test.database, clock: test.clock });
    try {
      for (let round = 0; round < 5; round++) {
        await branch.issue('GERENCIA');
        await branch.issue('EMPRESAS');
        const keepers = [test, other].map((one) => one.app.get(AlertKeeper));
        await Promise.all([...keepers, ...keepers].map((keeper) => keeper.turn()));
        await branch.ready('ana.martinez');
        await Promise.all([...keepers, ...keepers].map((keeper) => keeper.turn()));
        await supervisor.send('GET', '/api/admin/dashboard');
        await rows(test, "update advisor set status = 'OFFLINE'");
        await rows(test, "update ticket set status = 'CANCELADO', closed_at = updated_at where closed_at is null");
      }
      const counted = await rows(
        test,
        `select event_type, additional_data->>'alertId' as alert, count(*)::int as times from audit_log
         where event_type like 'ALERTA%' group by 1, 2`,
      );
      expect(counted.length).toBeGreaterThanOrEqual(10);
      expect(counted.filter(({ times }) => times !== 1)).toEqual([]);
      expect((await rows(test, 'select 1 from alert')).length).toBe(counted.length / 2);
    } finally {
      await other.close();
    }
  });

  it('R12: what was wrong is kept for a year, and what still is for ever', async () => {
    await branch.issue('CAJA');
    await look();
    await rows(test, "update alert set raised_at = raised_at - interval '400 days'");
    await test.turn('alerts-forget');
    expect((await rows(test, 'select 1 from alert')).length).toBe(1);
    await rows(test, 'update alert set cleared_at = raised_at');
    await test.turn('alerts-forget');
    expect(await rows(test, 'select 1 from alert')).toEqual([]);
  });

  describe('somebody sees to it', () => {
    const acknowledge = (id: number | string, by = supervisor) =>
      by.send('POST', `/api/admin/alerts/${id}/acknowledge`);
    let id: number;

    beforeEach(async () => {
      await branch.issue('CAJA');
      await look();
      id = (await open())[0]?.id ?? 0;
    });

    it('R10: by name, once, on every screen; who comes second changes nothing', async () => {
      const admin = await signIn(test.url, 'admin');
      const { name } = (await supervisor.send('GET', '/api/auth/me')).body;
      const at = new Date(test.clock.now()).toISOString();
      const first = await acknowledge(id);
      expect([first.status, first.body]).toMatchObject([
        200,
        { id, acknowledgedBy: name, acknowledgedAt: at, clearedAt: null },
      ]);
      await hall.until('dashboard:changed', ({ state }) => state.alerts[0]?.acknowledgedBy === name);
      test.clock.advance(MINUTE);
      const before = await branchRow(test);
      const again = await acknowledge(id, admin);
      expect([again.status, again.body]).toMatchObject([200, { acknowledgedBy: name, acknowledgedAt: at }]);
      expect(await branchRow(test)).toEqual(before);
      const log = await rows(test, "select actor from audit_log where event_type = 'ALERTA_RECONOCIDA'");
      expect(log).toEqual([{ actor: 'supervisor@banco.com' }]);
    });

    it('R14: one that is not there, and one of another branch', async () => {
      for (const wrong of ['999999', 'nada', '1.5']) expect((await acknowledge(wrong)).status).toBe(404);
      await addSecondBranch(test);
      const admin = await signIn(test.url, 'admin');
      const path = `/api/admin/alerts/${id}/acknowledge?branchOffice=NORTE`;
      expect((await admin.send('POST', path)).status).toBe(404);
      expect((await supervisor.send('POST', path)).status).toBe(403);
      expect((await acknowledge(id)).status).toBe(200);
    });
  });

  it('CONTRACT: the history by day of the branch and by type, in pages', async () => {
    const day = (iso: string) => test.clock.set(Date.parse(iso));
    day('2026-11-19T02:30:00Z'); // the 18th, 23:30 in Santiago
    await branch.issue('CAJA');
    await look();
    day('2026-11-19T13:00:00Z');
    await branch.issue('CAJA');
    await branch.ready('carlos.rodriguez', 1);
    await branch.issue('EMPRESAS');
    await branch.issue('GERENCIA');
    await look();
    const raised = async (query: string) => (await history(query)).map(({ type, queueType }) => `${type} ${queueType}`);
    expect(await raised('?from=2026-11-18&to=2026-11-18')).toEqual(['SIN_ASESORES null']);
    expect(await raised('')).toEqual(['SIN_ASESORES EMPRESAS', 'SIN_ASESORES GERENCIA'].reverse());
    expect((await history('?from=2026-11-18')).length).toBe(3);
    expect(await raised('?from=2026-11-18&type=COLA_CRITICA')).toEqual([]);
    const { body } = await supervisor.send('GET', '/api/admin/alerts?from=2026-11-18&page=2&pageSize=2');
    expect([body.total, body.page, body.pageSize, body.records.length]).toEqual([3, 2, 2, 1]);
    for (const wrong of ['from=2026-02-31', 'from=2026-11-19&to=2026-11-18', 'type=NADA', 'from=hoy']) {
      expect((await supervisor.send('GET', `/api/admin/alerts?${wrong}`)).status).toBe(400);
    }
  });
});

describe('a server at work', () => {
  it('CONTRACT: what a command makes wrong is on the dashboard with its answer, and over the socket at once', async () => {
    const branch = await openBranch(undefined, { config: { schedules: true } });
    const supervisor = await signIn(branch.test.url, 'supervisor');
    const hall = await listen(branch.test.url, 'supervisor', { token: supervisor.token });
    await branch.ready('ana.martinez');
    await rows(branch.test, "update queue set alert_waiting = 2 where queue_type = 'EMPRESAS'");
    for (let i = 0; i < 4; i++) await branch.issue('EMPRESAS');
    const types = async () =>
      (await supervisor.send('GET', '/api/admin/dashboard')).body.alerts.map((one: Alert) => one.type);
    expect(await types()).toEqual(['COLA_CRITICA']);
    await hall.until('alert:raised', ({ alert }) => alert.type === 'COLA_CRITICA');
    await hall.until('dashboard:changed', ({ state }) => state.alerts.length === 1);
    expect(hall.of('alert:raised')).toHaveLength(1);
    hall.close();
    await branch.test.close();
  });
});
