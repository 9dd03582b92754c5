import { PERMISSIONS } from '@ticketero/contract';
import { ManualClock } from '../../src/platform/clock.js';
import { startApp, type TestApp } from '../support/app.js';
import { client, pairDevice, signIn, type Answer, type TestClient } from '../support/client.js';
import { row } from '../support/rows.js';
import { addSecondBranch } from '../support/second-branch.js';

describe('roles with permissions that the bank can change', () => {
  let test: TestApp;
  let other: TestApp;
  let admin: TestClient;
  let wallClock: ManualClock;
  const of = async (name: string): Promise<string[]> =>
    (await admin.send('GET', '/api/admin/roles')).body.roles.find((one: { name: string }) => one.name === name)
      .permissions;
  const change = (name: string, permissions: unknown, by = admin): Promise<Answer> =>
    by.send('PUT', `/api/admin/roles/${name}`, { permissions });

  beforeAll(async () => {
    wallClock = new ManualClock(Date.now());
    test = await startApp({ wallClock });
    other = await startApp({ wallClock, database: test.database });
    await addSecondBranch(test);
    admin = await signIn(test.url, 'admin');
  });
  afterAll(async () => {
    await other.close();
    await test.close();
  });

  it('CONTRACT: each role with what it holds, and all that there is to hold', async () => {
    const { body } = await admin.send('GET', '/api/admin/roles');
    expect(body.roles.map((one: { name: string }) => one.name)).toEqual([
      'KIOSK',
      'DISPLAY',
      'ADVISOR',
      'SUPERVISOR',
      'ADMIN',
    ]);
    expect(body.permissions).toEqual([...PERMISSIONS]);
    expect([...(await of('ADMIN'))].sort()).toEqual([...PERMISSIONS].sort());
  });

  it('CONTRACT: a change counts at once here and within 5 s in every process, and is audited', async () => {
    const before = await of('ADVISOR');
    const [here, there] = [await signIn(test.url, 'maria.gonzalez'), await signIn(other.url, 'maria.gonzalez')];
    for (const maria of [here, there]) expect((await maria.send('GET', '/api/admin/dashboard')).status).toBe(403);
    const { status, body } = await change('ADVISOR', ['dashboard:read', ...before, 'dashboard:read']);
    expect([status, body.name]).toEqual([200, 'ADVISOR']);
    expect([...body.permissions].sort()).toEqual([...before, 'dashboard:read'].sort());
    expect((await here.send('GET', '/api/admin/dashboard')).status).toBe(200);
    wallClock.advance(4_000);
    expect((await there.send('GET', '/api/admin/dashboard')).status).toBe(200);
    await change('ADVISOR', before);
    expect((await here.send('GET', '/api/admin/dashboard')).status).toBe(403);
    wallClock.advance(4_000);
    expect((await there.send('GET', '/api/admin/dashboard')).status).toBe(403);
    const event = await row(test, "select * from audit_log where entity_id = 'role ADVISOR' order by id limit 1");
    expect(event).toMatchObject({
      event_type: 'CONFIG_CAMBIADA',
      entity_identifier: 'ADVISOR',
      actor: 'admin@banco.com',
      old_state: { permissions: before },
      new_state: { permissions: body.permissions },
    });
  });

  it('CONTRACT: unknown permissions and roles', async () => {
    const unknown = await change('ADVISOR', ['board:read', 'todo:todo']);
    expect([unknown.status, unknown.body.campos]).toEqual([400, { permissions: 'No existe el permiso todo:todo' }]);
    expect((await change('NADIE', ['board:read'])).status).toBe(404);
    for (const wrong of [null, 'board:read', [1], [null], {}])
      expect((await change('ADVISOR', wrong)).status).toBe(400);
  });

  it('CONTRACT: ADMIN keeps what it needs to give anything back', async () => {
    const all = await of('ADMIN');
    for (const kept of ['users:write', 'config:write']) {
      const { status, body } = await change(
        'ADMIN',
        all.filter((one) => one !== kept),
      );
      expect([status, body.error]).toEqual([409, 'CONFLICTO']);
    }
    expect(await of('ADMIN')).toEqual(all);
  });

  it('CONTRACT: a device holds only what makes sense in a hall', async () => {
    for (const name of ['KIOSK', 'DISPLAY']) {
      for (const one of ['tickets:read', 'users:write', 'desk:use', 'audit:read']) {
        const { status, body } = await change(name, ['board:read', one]);
        expect([name, one, status, Object.keys(body.campos)]).toEqual([name, one, 400, ['permissions']]);
      }
    }
    const before = await of('DISPLAY');
    const display = await pairDevice(test.url, 'DISPLAY');
    expect((await change('DISPLAY', [])).status).toBe(200);
    expect((await display.send('GET', '/api/board')).status).toBe(403);
    await change('DISPLAY', before);
    expect((await display.send('GET', '/api/board')).status).toBe(200);
  });

  it('CONTRACT: for an ADMIN of the whole bank alone', async () => {
    const north = await signIn(test.url, 'admin.norte');
    expect((await north.send('GET', '/api/admin/roles')).status).toBe(200);
    expect((await change('ADVISOR', await of('ADVISOR'), north)).status).toBe(403);
    expect((await change('ADVISOR', [], client(test.url, ''))).status).toBe(401);
  });
});
