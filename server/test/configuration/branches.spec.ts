import { openBranch, type TestBranch } from '../support/branch.js';
import { signIn, type Answer, type TestClient } from '../support/client.js';
import { broken } from '../support/invariants.js';
import { branchRow, inShort, refusedWhole, rows, tailAudit } from '../support/rows.js';
import { addSecondBranch } from '../support/second-branch.js';
import { listen } from '../support/socket.js';

const CENTRO = '/api/admin/branches/CENTRO';
const day = (from: string, to: string) => [{ from, to }];
const WEEK = { '1': day('09:00', '14:00'), '3': [...day('15:00', '18:00'), ...day('09:00', '14:00')] };

describe('branches, as an ADMIN configures them', () => {
  let branch: TestBranch;
  let admin: TestClient;
  let norte: TestClient;

  beforeEach(async () => {
    branch = await openBranch();
    const { url } = branch.test;
    await addSecondBranch(branch.test);
    admin = await signIn(url, 'admin');
    norte = await signIn(url, 'admin.norte');
  });
  afterEach(async () => {
    expect(await broken(branch.test)).toEqual({});
    await branch.test.close();
  });

  const read = async (path = CENTRO): Promise<Answer['body']> => (await admin.send('GET', path)).body;
  const change = (body: object, by = admin, path = CENTRO): Promise<Answer> => by.send('PUT', path, body);
  const good = async (body: object): Promise<Answer['body']> => {
    const answer = await change(body);
    expect([answer.status, answer.body.campos]).toEqual([200, undefined]);
    return answer.body;
  };

  it('CONTRACT: a change answers with what the next read says, and says so to kiosks at once', async () => {
    const kiosk = await listen(branch.test.url, 'kiosk', { token: branch.kiosk.token });
    const before = await read();
    expect(before).toMatchObject({ code: 'CENTRO', moduleCount: 5, active: true, openingHours: null, holidays: [] });
    expect(before.queues.map(({ queueType }: { queueType: string }) => queueType)).toEqual([
      ...['GERENCIA', 'EMPRESAS', 'PERSONAL_BANKER', 'CAJA'],
    ]);
    const after = await good({
      ...{ name: ' Sucursal Plaza ', moduleCount: 7, timeZone: 'America/Lima' },
      settings: { rutCheck: true, phoneFormat: 'INTL', languages: ['en'], language: 'en', telegram: false },
      texts: { notices: [{ es: 'Cierre temprano', en: ' ' }, { es: ' ' }] },
    });
    expect(after).toEqual(await read());
    expect(after).toMatchObject({
      name: 'Sucursal Plaza',
      moduleCount: 7,
      texts: { notices: [{ es: 'Cierre temprano' }] },
    });
    expect(after.version).not.toBe(before.version);
    const { state } = await kiosk.until('queues:changed');
    expect(state).toMatchObject({
      branch: { name: 'Sucursal Plaza', timeZone: 'America/Lima' },
      ...{ rutCheck: true, phoneFormat: 'INTL', languages: ['en'], language: 'en', telegram: false },
    });
    kiosk.close();
    const board = await admin.send('GET', '/api/board?branchOffice=CENTRO');
    expect(board.body.state.notices).toEqual([{ id: 'texto-1', text: { es: 'Cierre temprano' } }]);
  });

  it('R10: one event with what changed and nothing else; a change of nothing is no event and no revision', async () => {
    const heard = await tailAudit(branch.test);
    await good({ moduleCount: 6, settings: { recallMax: 1, undoSeconds: 10 }, openingHours: WEEK });
    const [event, ...others] = await heard();
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      ...{ event_type: 'CONFIG_CAMBIADA', entity_type: 'BRANCH', entity_identifier: 'CENTRO' },
      actor: 'admin@banco.com',
      new_state: { moduleCount: 6, 'settings.recallMax': 1, 'openingHours.3': '09:00–14:00, 15:00–18:00' },
    });
    expect(event!['old_state']).toMatchObject({
      moduleCount: 5,
      'settings.recallMax': 3,
      'openingHours.0': '00:00–24:00',
    });
    expect(Object.keys(event!['new_state'])).toHaveLength(2 + 7);
    const { revision } = await branchRow(branch.test);
    await good({ moduleCount: 6, openingHours: WEEK });
    expect([await heard(), (await branchRow(branch.test))['revision']]).toEqual([[], revision]);
  });

  it('R10: thresholds are changed, audited and versioned like everything else, and what is absent stays', async () => {
    const before = await read();
    expect(before.alerts).toEqual(before.usual.alerts);
    const heard = await tailAudit(branch.test);
    const { version } = before;
    const after = await good({ version, alerts: { idleMinutes: 20, failedPercent: 10, telegramFrom: 'WARNING' } });
    expect(after).toEqual(await read());
    expect(after.alerts).toEqual({ ...before.alerts, idleMinutes: 20, telegramFrom: 'WARNING' });
    expect(after.usual).toEqual(before.usual);
    expect(await heard()).toMatchObject([
      {
        ...{ event_type: 'CONFIG_CAMBIADA', entity_identifier: 'CENTRO', actor: 'admin@banco.com' },
        old_state: { 'alerts.idleMinutes': 10, 'alerts.telegramFrom': 'CRITICAL' },
        new_state: { 'alerts.idleMinutes': 20, 'alerts.telegramFrom': 'WARNING' },
      },
    ]);
    const late = await change({ version, alerts: { idleMinutes: 30 } });
    expect([late.status, Object.keys(late.body.campos)]).toEqual([409, ['version']]);
    const again = await good({ version: after.version, alerts: { coverageLeast: 5 } });
    expect(again.alerts).toEqual({ ...after.alerts, coverageLeast: 5 });
    const [event] = await heard();
    expect([event!['old_state'], event!['new_state']]).toEqual([
      { 'alerts.coverageLeast': 20 },
      { 'alerts.coverageLeast': 5 },
    ]);
  });

  it('CONTRACT: of two edits of the same version the second is refused, and of what has changed since', async () => {
    const { version } = await read();
    expect((await change({ version, moduleCount: 6 })).status).toBe(200);
    const refused = await change({ version, moduleCount: 7 });
    expect([refused.status, refused.body.error]).toEqual([409, 'CONFLICTO']);
    expect(refused.body.campos).toEqual({ version: expect.stringContaining('mientras tanto') });
    expect((await read()).moduleCount).toBe(6);
    // Its queues are edited beside it: they have versions of their own.
    await admin.send('PUT', '/api/admin/queues/CAJA?branchOffice=CENTRO', { alertWaiting: 3 });
    expect((await change({ version: (await read()).version, moduleCount: 7 })).status).toBe(200);
  });

  it('CONTRACT: two at the same moment with one version: one is in, the other is told', async () => {
    const { version } = await read();
    const both = await Promise.all([6, 7, 8, 9].map((moduleCount) => change({ version, moduleCount })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  it('R7: fewer modules than somebody sits at are refused with the reason', async () => {
    await branch.ready('ana.martinez', 5);
    const attempt = () => change({ moduleCount: 4 });
    const refused = await refusedWhole(branch.test, ['branch', 'audit_log'], attempt);
    expect(refused).toEqual([409, 'CONFLICTO', expect.stringContaining('5')]);
    expect((await attempt()).body.campos).toHaveProperty('moduleCount');
    expect((await change({ moduleCount: 6 })).status).toBe(200);
  });

  it('WORDS: the zone of a branch that gave numbers today stays until tomorrow', async () => {
    await branch.issue();
    expect((await change({ timeZone: 'America/Lima' })).body.campos).toHaveProperty('timeZone');
    branch.test.clock.advance(24 * 3_600_000);
    expect((await change({ timeZone: 'America/Lima' })).status).toBe(200);
    await branch.test.turn('positions');
  });

  it('R4: hours by which the day would be over are refused while people wait', async () => {
    await branch.issue(); // 10:00 on a Wednesday
    const hours = { openingHours: { '3': day('08:00', '09:00') } };
    expect((await change({ ...hours, settings: { graceMinutes: 0 } })).body.campos).toHaveProperty('openingHours');
    expect((await change({ ...hours, settings: { graceMinutes: 120 } })).status).toBe(200);
  });

  it('R4: a holiday closes the branch, is named to the kiosk, and the next opening is after it', async () => {
    const kiosk = await listen(branch.test.url, 'kiosk', { token: branch.kiosk.token });
    const all = Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map((weekday) => [weekday, day('09:00', '14:00')]));
    await good({
      openingHours: all,
      holidays: [
        { date: '2026-11-19', name: 'Aniversario', spans: day('11:00', '12:00') },
        { date: '2026-11-18', name: 'Feriado', spans: [] },
      ],
      texts: { outsideHours: { es: 'Volvemos pronto', en: 'Back soon' } },
    });
    const { state } = await kiosk.until('queues:changed');
    expect(state.branch).toMatchObject({
      ...{ open: false, reason: 'FUERA_DE_HORARIO', holiday: 'Feriado', opensAt: '2026-11-19T14:00:00.000Z' },
      ...{ text: 'Volvemos pronto', texts: { es: 'Volvemos pronto', en: 'Back soon' } },
    });
    kiosk.close();
    await expect(branch.issue()).rejects.toThrow('SUCURSAL_CERRADA');
    branch.test.clock.set(Date.parse('2026-11-19T14:30:00Z'));
    expect((await branch.issue()).numero).toBe('C01');
    branch.test.clock.set(Date.parse('2026-11-19T15:31:00Z')); // 12:31: closing time and its grace
    await branch.test.turn('close-day');
    expect((await branchRow(branch.test))['day_closed']).toBe(true);
  });

  it('R9: without Telegram a branch plans no messages and shows no link', async () => {
    const planned = async () => Number((await rows(branch.test, 'select count(*) from mensaje'))[0]!['count']);
    await branch.issue('CAJA', { telefono: '+56987654321' });
    expect(await planned()).toBe(3);
    await good({ settings: { telegram: false } });
    expect((await branch.issue('CAJA', { telefono: '+56987654322' })).telegramLink).toBeNull();
    expect(await planned()).toBe(3);
  });

  it('CONTRACT: a branch that is at work is not disabled; disabled, it gives nothing and keeps everything', async () => {
    const maria = await branch.ready('maria.gonzalez', 3);
    await branch.issue();
    const refused = await admin.send('DELETE', CENTRO);
    expect([refused.status, refused.body.campos.active]).toEqual([409, expect.stringContaining('1 números')]);
    await maria.send('POST', '/api/advisor/current/complete');
    await maria.send('PUT', '/api/advisor/status', { status: 'OFFLINE', reason: 'fin' });
    const heard = await tailAudit(branch.test);
    expect((await admin.send('DELETE', CENTRO)).status).toBe(204);
    expect((await heard()).map((event) => [inShort(event), event['new_state']])).toEqual([
      ['CONFIG_CAMBIADA CENTRO admin@banco.com', { active: false }],
    ]);
    await expect(branch.issue()).rejects.toThrow('SUCURSAL_CERRADA');
    const atDesk = await maria.send('PUT', '/api/advisor/status', { status: 'AVAILABLE' });
    expect([atDesk.status, atDesk.body.error]).toEqual([409, 'SUCURSAL_CERRADA']);
    const { body: list } = await admin.send('GET', '/api/admin/branches');
    expect(list.branches.map(({ code, active, open }: Record<string, unknown>) => [code, active, open])).toEqual([
      ['NORTE', true, true],
      ['CENTRO', false, false],
    ]);
    expect((await admin.send('GET', '/api/admin/tickets?branchOffice=CENTRO')).body.total).toBe(1);
    expect((await change({ active: true })).status).toBe(200);
    expect((await branch.issue()).numero).toBe('C02');
  });

  it('CONTRACT: a branch’s ADMIN changes that branch and makes none', async () => {
    const own = '/api/admin/branches/NORTE';
    expect((await change({ moduleCount: 3 }, norte, own)).status).toBe(200);
    const { body } = await norte.send('GET', '/api/admin/branches');
    expect([body.mayCreate, body.branches.map(({ code }: { code: string }) => code)]).toEqual([false, ['NORTE']]);
    const attempts: Promise<Answer>[] = [
      norte.send('GET', CENTRO),
      norte.send('GET', `${CENTRO}/export`),
      change({ moduleCount: 3 }, norte),
      norte.send('DELETE', CENTRO),
      norte.send('DELETE', own),
      norte.send('POST', '/api/admin/branches', { code: 'SUR', name: 'Sur' }),
      norte.send('POST', `${own}/copy`, { code: 'SUR', name: 'Sur' }),
    ];
    for (const { status } of await Promise.all(attempts)) expect(status).toBe(403);
    expect((await admin.send('GET', '/api/admin/branches/NADA')).body.error).toBe('SUCURSAL_NO_ENCONTRADA');
  });

  it('CONTRACT: a name finds one branch: neither a code nor a name is given twice', async () => {
    const create = (code: string, name: string) => admin.send('POST', '/api/admin/branches', { code, name });
    for (const [code, name, field] of [
      ['NORTE', 'Otra', 'code'],
      ['OTRA', 'sucursal NORTE', 'name'],
      ['OTRA', 'Centro', 'name'],
    ] as const) {
      const { status, body } = await create(code, name);
      expect([status, Object.keys(body.campos)]).toEqual([409, [field]]);
    }
    expect((await change({ name: 'Sucursal Norte' })).body.campos).toHaveProperty('name');
    const same = await Promise.all(['Sur', 'Sur dos', 'Sur tres'].map((name) => create('SUR', name)));
    expect(same.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    for (const bad of ['sur', 'S R', '', 'X'.repeat(21)]) expect((await create(bad, 'Sur nueva')).status).toBe(400);
  });
});
