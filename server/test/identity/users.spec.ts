import { startApp, type TestApp } from '../support/app.js';
import { client, pairDevice, signIn, type Answer, type TestClient } from '../support/client.js';
import { browse, refresh } from '../support/people.js';
import { inShort, row, rows, tailAudit } from '../support/rows.js';
import { addSecondBranch } from '../support/second-branch.js';

const NEXT = 'tres tristes tigres';

describe('users, as an ADMIN manages them', () => {
  let test: TestApp;
  let admin: TestClient;
  let north: TestClient;
  let people = 0;
  const person = (more: object = {}) => ({
    email: `persona.${++people}@banco.com`,
    name: 'Persona Nueva',
    role: 'SUPERVISOR',
    branchOffice: 'CENTRO',
    ...more,
  });
  const create = (more: object = {}, by = admin): Promise<Answer> => by.send('POST', '/api/admin/users', person(more));
  const idOf = async (user: string): Promise<number> =>
    (await row(test, 'select id from app_user where email = $1', [`${user}@banco.com`]))['id'];
  /** Somebody who has signed in and chosen a password. */
  const settled = async (more: object = {}) => {
    const { body } = await create(more);
    const first = await browse(test.url, body.user.email, body.temporaryPassword);
    const change = { currentPassword: body.temporaryPassword, newPassword: NEXT };
    await first.send('POST', '/api/auth/change-password', change);
    return { ...first, id: body.user.id as number, email: body.user.email as string };
  };

  beforeAll(async () => {
    test = await startApp();
    await addSecondBranch(test);
    admin = await signIn(test.url, 'admin');
    north = await signIn(test.url, 'admin.norte');
  });
  afterAll(() => test.close());

  it('CONTRACT: made with a role and a branch, audited, never with the password', async () => {
    const heard = await tailAudit(test);
    const { status, body } = await create({ email: ' Ana.Rojas@Banco.com ', name: ' Ana Rojas ' });
    expect(status).toBe(201);
    expect(body).toEqual({
      user: {
        id: expect.any(Number),
        email: 'ana.rojas@banco.com',
        name: 'Ana Rojas',
        role: 'SUPERVISOR',
        branchOffice: 'CENTRO',
        branchName: 'Sucursal Centro',
        active: true,
        mustChangePassword: true,
        advisor: null,
        createdAt: expect.any(String),
      },
      temporaryPassword: expect.any(String),
    });
    expect((await admin.send('GET', `/api/admin/users/${body.user.id}`)).body).toEqual(body.user);
    const events = await heard();
    expect(events.map(inShort)).toEqual(['CONFIG_CAMBIADA ana.rojas@banco.com admin@banco.com']);
    expect(events[0]).toMatchObject({
      entity_type: 'USER',
      entity_id: String(body.user.id),
      old_state: null,
      new_state: {
        email: 'ana.rojas@banco.com',
        name: 'Ana Rojas',
        role: 'SUPERVISOR',
        branchOffice: 'CENTRO',
        active: true,
      },
    });
    expect(JSON.stringify(events)).not.toContain(body.temporaryPassword);
    expect([(await create({ email: 'ANA.rojas@banco.com' })).status]).toEqual([409]);
  });

  it.each([
    [{ email: 'sin-arroba' }, 'email'],
    [{ email: 'a@b' }, 'email'],
    [{ email: 'dos@@banco.com' }, 'email'],
    [{ name: ' ' }, 'name'],
    [{ role: 'KIOSK' }, 'role'],
    [{ role: 'ADVISOR', branchOffice: null }, 'branchOffice'],
    [{ branchOffice: undefined }, 'branchOffice'],
    [{ password: 'x' }, 'password'],
  ])('R14: %j is a 400 that says so', async (wrong, field) => {
    const { status, body } = await create(wrong);
    expect([status, Object.keys(body.campos)]).toEqual([400, [field]]);
  });

  it('CONTRACT: the list by part of the name or the address, page by page', async () => {
    const { body: found } = await admin.send('GET', '/api/admin/users?q=GONZ%C3%81LEZ');
    expect(found.records.map((one: { email: string }) => one.email)).toEqual(['maria.gonzalez@banco.com']);
    expect(found.records[0].advisor).toEqual({
      id: expect.any(Number),
      queueTypes: ['PERSONAL_BANKER', 'CAJA'],
      active: true,
    });
    const { body: all } = await admin.send('GET', '/api/admin/users?pageSize=200');
    const pages = [1, 2, 3].map((page) => admin.send('GET', `/api/admin/users?pageSize=4&page=${page}`));
    const walked = (await Promise.all(pages)).flatMap(({ body }) => body.records);
    expect(walked).toEqual(all.records.slice(0, 12));
    expect(all.total).toBe(all.records.length);
    expect((await admin.send('GET', '/api/admin/users?q=100%25_')).body.total).toBe(0);
  });

  it('CONTRACT: what is absent in a change stays; old and new are audited', async () => {
    const { id, email } = await settled();
    const heard = await tailAudit(test);
    const { body } = await admin.send('PUT', `/api/admin/users/${id}`, { role: 'ADVISOR' });
    expect(body).toMatchObject({ name: 'Persona Nueva', role: 'ADVISOR', branchOffice: 'CENTRO', active: true });
    await admin.send('PUT', `/api/admin/users/${id}`, { role: 'ADVISOR' });
    await admin.send('PUT', `/api/admin/users/${id}`, {});
    const [event, ...more] = await heard();
    expect(more).toEqual([]);
    expect(event).toMatchObject({ old_state: { email, role: 'SUPERVISOR' }, new_state: { email, role: 'ADVISOR' } });
    for (const field of ['name', 'role', 'active']) {
      const wrong = await admin.send('PUT', `/api/admin/users/${id}`, { [field]: null });
      expect([wrong.status, Object.keys(wrong.body.campos)]).toEqual([400, [field]]);
    }
    expect((await admin.send('PUT', '/api/admin/users/999999', {})).status).toBe(404);
  });

  it('CONTRACT: a move is told in both branches, and counts at once', async () => {
    const moved = await settled();
    await admin.send('PUT', `/api/admin/users/${moved.id}`, { branchOffice: 'NORTE' });
    expect((await moved.send('GET', '/api/admin/dashboard')).body.branchOffice).toBe('NORTE');
    expect((await moved.send('GET', '/api/admin/dashboard?branchOffice=CENTRO')).status).toBe(403);
    const told = await rows(
      test,
      `select b.code from audit_log l join branch b on b.id = l.branch_id
       where entity_type = 'USER' and entity_id = $1 and old_state is not null order by 1`,
      [String(moved.id)],
    );
    expect(told.map(({ code }) => code)).toEqual(['CENTRO', 'NORTE']);
  });

  it('CONTRACT: who is disabled is out at once, and comes back with the old password', async () => {
    const gone = await settled();
    expect((await admin.send('DELETE', `/api/admin/users/${gone.id}`)).status).toBe(204);
    expect((await gone.send('GET', '/api/auth/me')).status).toBe(401);
    expect((await refresh(test.url, gone.cookie)).status).toBe(401);
    await expect(browse(test.url, gone.email, NEXT)).rejects.toThrow('401');
    expect((await admin.send('GET', `/api/admin/users/${gone.id}`)).body.active).toBe(false);
    expect((await admin.send('DELETE', `/api/admin/users/${gone.id}`)).status).toBe(204);
    await admin.send('PUT', `/api/admin/users/${gone.id}`, { active: true });
    expect((await browse(test.url, gone.email, NEXT)).answer.status).toBe(200);
  });

  it('CONTRACT: their sessions are seen and ended', async () => {
    const one = await settled();
    await browse(test.url, one.email, NEXT);
    const { body } = await admin.send('GET', `/api/admin/users/${one.id}/sessions`);
    expect(body.sessions.map((session: { current: boolean }) => session.current)).toEqual([false, false]);
    expect((await admin.send('POST', `/api/admin/users/${one.id}/sign-out`)).status).toBe(204);
    expect((await one.send('GET', '/api/auth/me')).status).toBe(401);
    expect((await admin.send('GET', `/api/admin/users/${one.id}/sessions`)).body).toEqual({ sessions: [] });
    const last = await row(
      test,
      "select * from audit_log where event_type = 'SESION_REVOCADA' order by id desc limit 1",
    );
    expect(last).toMatchObject({
      entity_identifier: one.email,
      actor: 'admin@banco.com',
      additional_data: { reason: 'ADMINISTRADOR', sessions: 2 },
    });
    const own = await admin.send('GET', `/api/admin/users/${await idOf('admin')}/sessions`);
    expect(own.body.sessions.filter((session: { current: boolean }) => session.current)).toHaveLength(1);
  });

  it('CONTRACT: a branch’s ADMIN has that branch’s people, and nobody bank-wide', async () => {
    const { body } = await north.send('GET', '/api/admin/users?pageSize=200');
    expect(new Set(body.records.map((one: { branchOffice: string }) => one.branchOffice))).toEqual(new Set(['NORTE']));
    expect((await create({ branchOffice: undefined, role: 'ADMIN' }, north)).body.user.branchOffice).toBe('NORTE');
    for (const branchOffice of [null, 'CENTRO']) {
      expect([branchOffice, (await create({ branchOffice }, north)).status]).toEqual([branchOffice, 403]);
    }
    const own = await idOf('supervisor.norte');
    for (const branchOffice of [null, 'CENTRO']) {
      expect((await north.send('PUT', `/api/admin/users/${own}`, { branchOffice })).status).toBe(403);
    }
    for (const user of ['admin', 'maria.gonzalez']) {
      const path = `/api/admin/users/${await idOf(user)}`;
      const answers = [
        await north.send('GET', path),
        await north.send('PUT', path, { name: 'x' }),
        await north.send('DELETE', path),
        await north.send('POST', `${path}/reset-password`),
        await north.send('POST', `${path}/sign-out`),
        await north.send('GET', `${path}/sessions`),
      ];
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403]);
    }
  });

  it('CONTRACT: nobody but an ADMIN gives a role that can do more than they can', async () => {
    const supervisor = await signIn(test.url, 'supervisor');
    const { permissions } = await row(test, "select permissions from role where name = 'SUPERVISOR'");
    const grant = (all: string[]) => admin.send('PUT', '/api/admin/roles/SUPERVISOR', { permissions: all });
    await grant([...permissions, 'users:write']);
    try {
      expect((await create({ branchOffice: undefined }, supervisor)).status).toBe(201);
      expect((await create({ branchOffice: undefined, role: 'ADMIN' }, supervisor)).status).toBe(403);
      const { body } = await create({ role: 'ADMIN' });
      const path = `/api/admin/users/${body.user.id}`;
      expect((await supervisor.send('POST', `${path}/reset-password`)).status).toBe(403);
      expect((await supervisor.send('PUT', path, { role: 'SUPERVISOR' })).status).toBe(403);
      const me = `/api/admin/users/${await idOf('supervisor')}`;
      expect((await supervisor.send('PUT', me, { role: 'ADMIN' })).status).toBe(403);
    } finally {
      await grant(permissions);
    }
  });

  it('CONTRACT: the last active ADMIN of the bank stays', async () => {
    const own = `/api/admin/users/${await idOf('admin')}`;
    const attempts = [{ active: false }, { role: 'SUPERVISOR' }, { branchOffice: 'CENTRO' }];
    for (const attempt of attempts) {
      const { status, body } = await admin.send('PUT', own, attempt);
      expect([attempt, status, body.error]).toEqual([attempt, 409, 'CONFLICTO']);
    }
    expect((await admin.send('DELETE', own)).status).toBe(409);
    // An ADMIN of one branch, and one who is disabled, do not count.
    const second = await settled({ role: 'ADMIN', branchOffice: null });
    await admin.send('DELETE', `/api/admin/users/${second.id}`);
    expect((await admin.send('DELETE', own)).status).toBe(409);
    await admin.send('PUT', `/api/admin/users/${second.id}`, { active: true });
    expect((await admin.send('PUT', own, { name: 'Administración' })).status).toBe(200);
  });

  it('CONTRACT: two that disable each other at once: one of them stays', async () => {
    for (let round = 0; round < 8; round++) {
      const { body: list } = await admin.send('GET', '/api/admin/users?pageSize=200');
      const others = list.records.filter(
        (one: { role: string; branchOffice: string | null; email: string }) =>
          one.role === 'ADMIN' && one.branchOffice === null && one.email !== 'admin@banco.com',
      );
      for (const { id } of others) await admin.send('DELETE', `/api/admin/users/${id}`);
      const second = await settled({ role: 'ADMIN', branchOffice: null });
      const own = await idOf('admin');
      const answers = await Promise.all([
        admin.send('DELETE', `/api/admin/users/${second.id}`),
        client(test.url, second.token).send('DELETE', `/api/admin/users/${own}`),
      ]);
      const left = await rows(test, "select id from app_user where role = 'ADMIN' and branch_id is null and active");
      expect(left).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
      await rows(test, "update app_user set active = true where email = 'admin@banco.com'");
      admin = await signIn(test.url, 'admin');
    }
  });

  it('CONTRACT: a kiosk manages nobody', async () => {
    const kiosk = await pairDevice(test.url, 'KIOSK');
    expect((await kiosk.send('GET', '/api/admin/users')).status).toBe(403);
  });
});
