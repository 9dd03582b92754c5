import { startApp, type TestApp } from '../support/app.js';
import { client, signIn, type TestClient } from '../support/client.js';
import { browse, refresh } from '../support/people.js';
import { rows } from '../support/rows.js';
import { listen, refusal } from '../support/socket.js';

const NEXT = 'tres tristes tigres';
const MUST = 'Debe cambiar su contraseña antes de seguir';

describe('a temporary password', () => {
  let test: TestApp;
  let admin: TestClient;
  let people = 0;
  const invite = async (role = 'SUPERVISOR') => {
    const email = `persona.${++people}@banco.com`;
    const person = { email, name: 'Persona Nueva', role, branchOffice: 'CENTRO' };
    const { body } = await admin.send('POST', '/api/admin/users', person);
    return { email, id: body.user.id as number, password: body.temporaryPassword as string };
  };

  beforeAll(async () => {
    test = await startApp();
    admin = await signIn(test.url, 'admin');
  });
  afterAll(() => test.close());

  it('CONTRACT: is made by chance, read aloud with ease, and kept by nobody', async () => {
    const [one, two] = [await invite(), await invite()];
    expect(one.password).toMatch(/^([a-hjkmnp-z2-9]{4}-){2}[a-hjkmnp-z2-9]{4}$/);
    expect(one.password).not.toBe(two.password);
    const stored = [...(await rows(test, 'select * from app_user')), ...(await rows(test, 'select * from audit_log'))];
    expect(JSON.stringify(stored)).not.toContain(one.password);
  });

  it('CONTRACT: opens nothing but its own change: 403 everywhere else, and no socket', async () => {
    const { email, password } = await invite();
    const person = await browse(test.url, email, password);
    expect(person.answer.body.user).toMatchObject({ email, mustChangePassword: true });
    for (const path of ['/api/admin/dashboard', '/api/board', '/api/advisor/desk', '/api/admin/audit']) {
      const { status, body } = await person.send('GET', path);
      expect([path, status, body.error, body.mensaje]).toEqual([path, 403, 'SIN_PERMISO', MUST]);
    }
    for (const name of ['supervisor', 'display', 'kiosk', 'advisor'] as const) {
      expect(await refusal(test.url, name, { token: person.token })).toBe('NO_AUTENTICADO');
    }
    for (const path of ['me', 'sessions']) expect((await person.send('GET', `/api/auth/${path}`)).status).toBe(200);
    const renewed = await refresh(test.url, person.cookie);
    expect([renewed.status, renewed.body.user.mustChangePassword]).toEqual([200, true]);
  });

  it('CONTRACT: after the change the same session goes on, and sockets open', async () => {
    const { email, password } = await invite();
    const person = await browse(test.url, email, password);
    const change = { currentPassword: password, newPassword: NEXT };
    expect((await person.send('POST', '/api/auth/change-password', change)).status).toBe(204);
    expect((await person.send('GET', '/api/auth/me')).body.mustChangePassword).toBe(false);
    expect((await person.send('GET', '/api/admin/dashboard')).status).toBe(200);
    const listener = await listen(test.url, 'supervisor', { token: person.token });
    listener.close();
    expect((await refresh(test.url, person.cookie)).body.user.mustChangePassword).toBe(false);
    await expect(browse(test.url, email, password)).rejects.toThrow('401');
    expect((await browse(test.url, email, NEXT)).answer.body.user.mustChangePassword).toBe(false);
  });

  it('CONTRACT: a reset ends every session and the old password', async () => {
    const { email, id, password } = await invite();
    const person = await browse(test.url, email, password);
    await person.send('POST', '/api/auth/change-password', { currentPassword: password, newPassword: NEXT });
    const { status, body } = await admin.send('POST', `/api/admin/users/${id}/reset-password`);
    expect([status, Object.keys(body)]).toEqual([200, ['temporaryPassword']]);
    expect((await person.send('GET', '/api/auth/me')).status).toBe(401);
    expect((await refresh(test.url, person.cookie)).status).toBe(401);
    await expect(browse(test.url, email, NEXT)).rejects.toThrow('401');
    const again = await browse(test.url, email, body.temporaryPassword);
    expect(again.answer.body.user.mustChangePassword).toBe(true);
    const last = await rows(
      test,
      "select * from audit_log where event_type = 'CLAVE_CAMBIADA' order by id desc limit 1",
    );
    expect(last[0]).toMatchObject({
      entity_id: String(id),
      entity_identifier: email,
      actor: 'admin@banco.com',
      additional_data: { reset: true, endedSessions: 1 },
    });
  });

  it('CONTRACT: people of the demo have none', async () => {
    for (const user of ['maria.gonzalez', 'supervisor', 'admin']) {
      const { body } = await (await signIn(test.url, user)).send('GET', '/api/auth/me');
      expect(body.mustChangePassword).toBe(false);
    }
  });

  it.each([
    ['corta', /al menos 10/],
    ['x'.repeat(129), /como máximo 128/],
    ['maria.gonzalez', /correo ni tu nombre/],
    ['MariaGonzalez1', /correo ni tu nombre/],
    ['bienvenido2026', /más usadas/],
    ['ticketero123', /más usadas/],
  ])('CONTRACT: a new password of one’s own is a good one: %s is not', async (newPassword, words) => {
    const maria = await signIn(test.url, 'maria.gonzalez');
    const change = { currentPassword: 'ticketero', newPassword };
    const { status, body } = await maria.send('POST', '/api/auth/change-password', change);
    expect([status, Object.keys(body.campos)]).toEqual([400, ['newPassword']]);
    expect(body.campos.newPassword).toMatch(words);
    expect((await client(test.url, maria.token).send('GET', '/api/auth/me')).status).toBe(200);
  });
});
