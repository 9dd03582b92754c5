import { openBranch, type TestBranch } from '../support/branch.js';
import { client, newPerson, pairDevice, signIn, type Answer, type TestClient } from '../support/client.js';
import { broken } from '../support/invariants.js';
import { branchRow, rows } from '../support/rows.js';

const DAY = 24 * 3_600_000;
const EVERY_DAY = Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map((one) => [one, [{ from: '09:00', to: '18:00' }]]));

describe('new branches and files', () => {
  let branch: TestBranch;
  let admin: TestClient;

  beforeEach(async () => {
    branch = await openBranch();
    admin = await signIn(branch.test.url, 'admin');
  });
  afterEach(async () => {
    expect(await broken(branch.test)).toEqual({});
    await branch.test.close();
  });

  const get = async (path: string): Promise<Answer['body']> => (await admin.send('GET', path)).body;
  const importing = (file: object, more: object = {}): Promise<Answer> =>
    admin.send('POST', '/api/admin/branches/import', { file, dryRun: false, ...more });

  /** An advisor of the new branch who signed in with the temporary password and is ready. */
  async function atDesk(branchOffice: string): Promise<TestClient> {
    const email = 'rosa.diaz@banco.com';
    const person = { email, name: 'Rosa Díaz', queueTypes: ['CAJA'], branchOffice };
    const made = await admin.send('POST', '/api/admin/advisors', person);
    const first = await signIn(branch.test.url, 'rosa.diaz', made.body.temporaryPassword);
    const passwords = { currentPassword: made.body.temporaryPassword, newPassword: 'tres tristes tigres' };
    const { body } = await first.send('POST', '/api/auth/change-password', passwords);
    const rosa = body?.accessToken
      ? client(branch.test.url, body.accessToken)
      : await signIn(branch.test.url, 'rosa.diaz', passwords.newPassword);
    const ready = await rosa.send('PUT', '/api/advisor/status', { status: 'AVAILABLE', moduleNumber: 1 });
    expect(ready.status).toBe(200);
    return rosa;
  }

  it('CONTRACT: a new branch works: it gives a number, calls it, closes its day, and its log is whole', async () => {
    const created = await admin.send('POST', '/api/admin/branches', {
      code: 'SUR',
      name: 'Sucursal Sur',
      moduleCount: 2,
    });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ code: 'SUR', timeZone: 'America/Santiago', moduleCount: 2, active: true });
    expect(created.body).toEqual(await get('/api/admin/branches/SUR'));
    await admin.send('PUT', '/api/admin/branches/SUR', { openingHours: EVERY_DAY });
    const kiosk = await pairDevice(branch.test.url, 'KIOSK', 'SUR');
    const ticket = { nationalId: newPerson(), queueType: 'CAJA' };
    const first = await kiosk.send('POST', '/api/tickets', ticket);
    expect([first.status, first.body.numero, first.body.branchName]).toEqual([201, 'C01', 'Sucursal Sur']);
    const waits = await kiosk.send('POST', '/api/tickets', { ...ticket, nationalId: newPerson() });
    await branch.test.turn('positions');
    expect((await kiosk.send('GET', `/api/tickets/${waits.body.codigoReferencia}`)).body.status).toBe('PROXIMO');
    const rosa = await atDesk('SUR');
    expect((await rosa.send('GET', '/api/advisor/desk')).body.current.numero).toBe('C01');
    await rosa.send('POST', '/api/advisor/current/complete');
    expect((await rosa.send('GET', '/api/advisor/desk')).body.current.numero).toBe('C02');
    branch.test.clock.advance(9 * 3_600_000); // 19:00: closing time and its grace
    await branch.test.turn('close-day');
    expect(await branchRow(branch.test, 'SUR')).toMatchObject({ day_closed: true });
    branch.test.clock.advance(DAY / 2 + 6 * 3_600_000);
    const tomorrow = await kiosk.send('POST', '/api/tickets', { ...ticket, nationalId: newPerson() });
    expect([tomorrow.status, tomorrow.body.numero]).toEqual([201, 'C01']);
    const verified = await get('/api/admin/audit/verify?branchOffice=SUR');
    expect(verified).toMatchObject({ valid: true, firstInvalidId: null });
    expect(verified.events).toBeGreaterThan(10);
    expect((await branchRow(branch.test))['revision']).toBe(0); // nothing of it is CENTRO's
  });

  it('CONTRACT: a copy has every rule, hour, text and queue of the other, and nobody of it', async () => {
    const queue = { queueType: 'JOVEN', displayName: 'Joven', prefix: 'J', priority: 2 };
    await admin.send('POST', '/api/admin/queues', {
      ...queue,
      averageTimeMinutes: 5,
      targetWaitMinutes: 15,
      dailyCap: 9,
    });
    const change = {
      ...{ openingHours: EVERY_DAY, holidays: [{ date: '2026-12-25', name: 'Navidad', spans: [] }] },
      ...{ settings: { recallMax: 1, noShowMinutes: 7 }, texts: { paused: { es: 'Volvemos a las 12' } } },
      alerts: { silentMinutes: 3, telegramFrom: 'INFO' },
    };
    await admin.send('PUT', '/api/admin/branches/CENTRO', change);
    const copied = await admin.send('POST', '/api/admin/branches/CENTRO/copy', { code: 'SUR', name: 'Sucursal Sur' });
    expect(copied.status).toBe(201);
    const { version: _, ...centro } = await get('/api/admin/branches/CENTRO');
    const { version: __, ...sur } = await get('/api/admin/branches/SUR');
    expect(sur).toEqual({ ...centro, code: 'SUR', name: 'Sucursal Sur' });
    const { branches } = await get('/api/admin/branches');
    expect(branches.find(({ code }: { code: string }) => code === 'SUR')).toMatchObject({
      advisors: 0,
      devices: 0,
      queues: 5,
    });
    const rules = await rows(
      branch.test,
      "select settings->>'noShowMinutes' as absent, settings->'alerts'->>'silentMinutes' as silent from branch",
    );
    expect(rules).toEqual([
      { absent: '7', silent: '3' },
      { absent: '7', silent: '3' },
    ]);
  });

  it('CONTRACT: a file holds what is configured and nobody’s name, and makes the same branch elsewhere', async () => {
    const exported = await admin.send('GET', '/api/admin/branches/CENTRO/export');
    expect(exported.headers.get('content-disposition')).toBe('attachment; filename="sucursal-CENTRO.json"');
    const file = exported.body;
    expect(Object.keys(file)).toEqual([
      ...[
        'ticketero',
        'code',
        'name',
        'timeZone',
        'moduleCount',
        'openingHours',
        'holidays',
        'settings',
        'alerts',
        'texts',
        'queues',
      ],
    ]);
    expect(JSON.stringify(file)).not.toMatch(/maría|carlos|@|password|token/i);
    const same = await importing(file);
    expect(same.body).toMatchObject({ code: 'CENTRO', created: false, applied: true, changes: [] });
    const elsewhere = { code: 'SUR', name: 'Sucursal Sur' };
    const tried = await importing(file, { ...elsewhere, dryRun: true });
    expect(tried.body).toMatchObject({ code: 'SUR', created: true, applied: false, version: null });
    expect(tried.body.changes).toContainEqual({ queueType: 'CAJA', field: 'prefix', before: null, after: 'C' });
    expect((await get('/api/admin/branches')).branches).toHaveLength(1);
    expect((await importing(file, elsewhere)).body).toMatchObject({ created: true, applied: true });
    expect(await get('/api/admin/branches/SUR/export')).toEqual({ ...file, ...elsewhere });
  });

  it('CONTRACT: a file of before there were thresholds leaves them as they are; a new branch of it has the defaults', async () => {
    await admin.send('PUT', '/api/admin/branches/CENTRO', { alerts: { silentMinutes: 3 } });
    const { alerts, ...older } = await get('/api/admin/branches/CENTRO/export');
    expect(alerts).toMatchObject({ silentMinutes: 3, idleMinutes: 10 });
    expect((await importing(older)).body).toMatchObject({ applied: true, changes: [] });
    expect((await get('/api/admin/branches/CENTRO')).alerts).toEqual(alerts);
    expect((await importing(older, { code: 'SUR', name: 'Sucursal Sur' })).status).toBe(200);
    const sur = await get('/api/admin/branches/SUR');
    expect(sur.alerts).toEqual(sur.usual.alerts);
    const { body } = await importing({ ...older, alerts: { telegramFrom: 'INFO' } });
    expect(body.changes).toEqual([
      { queueType: null, field: 'alerts.telegramFrom', before: 'CRITICAL', after: 'INFO' },
    ]);
  });

  it('CONTRACT: a dry run says what would change and changes nothing; applied, it is exactly that', async () => {
    const file = await get('/api/admin/branches/CENTRO/export');
    const [caja, ...others] = file.queues.sort((a: { prefix: string }, b: { prefix: string }) =>
      a.prefix < b.prefix ? -1 : 1,
    );
    // A letter moves on: EMPRESAS, which goes, gives its own to a new queue only when it is free.
    const joven = { ...caja, queueType: 'JOVEN', displayName: 'Joven', prefix: 'C' };
    const wanted = {
      ...file,
      moduleCount: 9,
      queues: [joven, { ...caja, prefix: 'X' }, ...others.filter(({ prefix }: { prefix: string }) => prefix !== 'E')],
    };
    const before = await get('/api/admin/branches/CENTRO');
    const tried = await importing(wanted, { dryRun: true });
    expect(tried.status).toBe(200);
    expect(tried.body.changes).toEqual(
      expect.arrayContaining([
        { queueType: null, field: 'moduleCount', before: 5, after: 9 },
        { queueType: 'CAJA', field: 'prefix', before: 'C', after: 'X' },
        { queueType: 'EMPRESAS', field: 'enabled', before: true, after: false },
        { queueType: 'JOVEN', field: 'prefix', before: null, after: 'C' },
      ]),
    );
    expect(await get('/api/admin/branches/CENTRO')).toEqual(before);
    const applied = await importing(wanted, { version: tried.body.version });
    expect(applied.body).toEqual({ ...tried.body, applied: true, version: expect.any(String) });
    const again = await importing(wanted, { version: applied.body.version });
    expect([again.status, again.body.changes]).toEqual([200, []]);
    expect((await importing(wanted, { version: tried.body.version })).body.campos).toHaveProperty('version');
  });

  it('CONTRACT: the longest file that there can be is taken, in one transaction', async () => {
    const file = await get('/api/admin/branches/CENTRO/export');
    const day = [0, 1, 2, 3, 4, 5].map((n) => ({ from: `${10 + 2 * n}:00`, to: `${11 + 2 * n}:00` }));
    const text = { es: 'ñ'.repeat(200), en: 'é'.repeat(200) };
    const [queue] = file.queues;
    const most = {
      ...file,
      openingHours: Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map((one) => [one, day])),
      holidays: Array.from({ length: 60 }, (_, n) => {
        const date = new Date(Date.UTC(2027, 0, 1 + n)).toISOString().slice(0, 10);
        return { date, name: 'ñ'.repeat(60), spans: day };
      }),
      texts: { closed: text, paused: text, outsideHours: text, notices: [text, text, text, text, text] },
      queues: [...'ABCDEFGHJKLMNPQRSTUVWXYZ'].map((prefix) => ({
        ...{ ...queue, prefix, queueType: `${prefix}${'_'.repeat(39)}`, displayName: 'ñ'.repeat(60) },
      })),
    };
    expect(Buffer.byteLength(JSON.stringify(most))).toBeGreaterThan(16 * 1024);
    const made = await importing(most, { code: 'SUR', name: 'Sucursal Sur' });
    expect([made.status, made.body.campos, made.body.created]).toEqual([200, undefined, true]);
    expect(await get('/api/admin/branches/SUR/export')).toMatchObject({ holidays: most.holidays, texts: most.texts });
    expect((await importing({ ...most, name: 'x'.repeat(64 * 1024) })).status).toBe(413);
  });

  it('CONTRACT: a file that cannot be is refused whole, by its fields; a dry run is refused like the deed', async () => {
    const file = await get('/api/admin/branches/CENTRO/export');
    const before = await get('/api/admin/branches/CENTRO');
    const wrong: [object, string][] = [
      [{ ticketero: 2 }, 'file.ticketero'],
      [{ queues: [{ ...file.queues[0], prefix: 'I' }] }, 'file.queues.0.prefix'],
      [{ queues: [file.queues[0], { ...file.queues[1], prefix: file.queues[0].prefix }] }, 'file.queues.1.prefix'],
      [{ queues: [file.queues[0], file.queues[0]] }, 'file.queues.1.queueType'],
      [{ settings: { recallMax: null } }, 'file.settings.recallMax'],
      [{ alerts: { ...file.alerts, failedPercent: 100 } }, 'file.alerts.failedPercent'],
      [{ alerts: null }, 'file.alerts'],
      [{ advisors: [] }, 'file.advisors'],
    ];
    for (const [more, field] of wrong) {
      const { status, body } = await importing({ ...file, moduleCount: 7, ...more });
      expect([status, Object.keys(body.campos ?? {})]).toEqual([400, [field]]);
    }
    await branch.ready('carmen.silva', 4);
    for (const dryRun of [true, false]) {
      const { status, body } = await importing({ ...file, moduleCount: 3 }, { dryRun });
      expect([status, Object.keys(body.campos)]).toEqual([409, ['moduleCount']]);
    }
    expect(await get('/api/admin/branches/CENTRO')).toEqual(before);
  });
});
