import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { FirstAdmin } from '../../../src/identity/index.js';
import { PASSWORD, startApp, type TestApp } from '../../support/app.js';
import { client, newPerson, type Answer, type TestClient } from '../../support/client.js';
import { checked, documentOf, routesOf, type Document } from '../../support/contract.js';
import { row } from '../../support/rows.js';

const MINUTE = 60_000;

/** One morning that uses every route once with success; each answer is held against the document, field by field. */
describe('every route', () => {
  let test: TestApp;
  let document: Document;
  const seen = new Set<string>();
  const texts: string[] = [];
  const as = (token = ''): TestClient => {
    const caller = checked(client(test.url, token), document, seen);
    const send: TestClient['send'] = async (...request) => {
      const answer = await caller.send(...request);
      texts.push(JSON.stringify(answer.body));
      return answer;
    };
    return { token, send };
  };

  const signedIn = async (user: string): Promise<TestClient> => {
    const answer = await as().send('POST', '/api/auth/login', { email: `${user}@banco.com`, password: PASSWORD });
    return as(answer.body.accessToken);
  };

  const paired = async (admin: TestClient, kind: string): Promise<{ id: number; device: TestClient }> => {
    const made = await admin.send('POST', '/api/admin/devices', { kind, name: kind, branchOffice: 'CENTRO' });
    const { pairingCode } = made.body;
    const answer = await as().send('POST', '/api/devices/pair', { pairingCode });
    return { id: made.body.id, device: as(answer.body.deviceToken) };
  };

  beforeAll(async () => {
    test = await startApp();
    document = documentOf(test.app);
  });
  afterAll(() => test.close());

  it('CONTRACT: docs/openapi.json is what the server serves', async () => {
    const file = JSON.parse(readFileSync(resolve(__dirname, '../../../../docs/openapi.json'), 'utf8'));
    expect(JSON.parse(JSON.stringify(document))).toEqual(file);
    const served = await fetch(`${test.url}/api/docs/openapi.json`);
    expect(await served.json()).toEqual(file);
  });

  it('CONTRACT: machines, demo and people', async () => {
    await as().send('GET', '/api/health');
    await as().send('GET', '/api/health/live');
    await as().send('GET', '/api/health/ready');
    await as().send('GET', '/api/demo');
    await as().send('GET', '/brand/brand.json');
    await as().send('POST', '/api/demo/devices', { kind: 'DISPLAY' });
    const login = await client(test.url).send('POST', '/api/auth/login', {
      username: 'luis.perez',
      password: PASSWORD,
    });
    const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const renewed = await as().send('POST', '/api/auth/refresh', undefined, { cookie });
    const luis = as(renewed.body.accessToken);
    await luis.send('GET', '/api/auth/me');
    const change = { currentPassword: PASSWORD, newPassword: 'otra-clave-larga' };
    await luis.send('POST', '/api/auth/change-password', change);
    await client(test.url).send('POST', '/api/auth/login', { username: 'luis.perez', password: change.newPassword });
    const { body: open } = await luis.send('GET', '/api/auth/sessions');
    const other = open.sessions.find((one: { current: boolean }) => !one.current);
    await luis.send('DELETE', `/api/auth/sessions/${other.id}`);
    const last = renewed.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    await as().send('POST', '/api/auth/logout', undefined, { cookie: last });
    await (await signedIn('carlos.rodriguez')).send('POST', '/api/auth/logout-everywhere');
  });

  it('CONTRACT: the first ADMIN of a new installation', async () => {
    const empty = await startApp({ config: { seedDemo: false } });
    try {
      const start = await empty.app.get(FirstAdmin).prepare();
      const token = start.kind === 'link' ? start.token : '';
      const first = { token, email: 'ana@banco.com', name: 'Ana', password: 'tres tristes tigres' };
      const answer = await checked(client(empty.url), document, seen).send('POST', '/api/auth/setup', first);
      expect(answer.status).toBe(201);
      texts.push(JSON.stringify(answer.body));
    } finally {
      await empty.close();
    }
  });

  it('CONTRACT: staff', async () => {
    const admin = await signedIn('admin');
    await admin.send('GET', '/api/admin/users?q=maria');
    const person = { email: 'nueva@banco.com', name: 'Nueva', role: 'SUPERVISOR', branchOffice: 'CENTRO' };
    const { body: made } = await admin.send('POST', '/api/admin/users', person);
    const path = `/api/admin/users/${made.user.id}`;
    await admin.send('GET', path);
    await admin.send('PUT', path, { name: 'Otra' });
    await admin.send('POST', `${path}/reset-password`);
    await admin.send('GET', `${path}/sessions`);
    await admin.send('POST', `${path}/sign-out`);
    await admin.send('DELETE', path);
    await admin.send('GET', '/api/admin/roles');
    await admin.send('PUT', '/api/admin/roles/DISPLAY', { permissions: ['board:read', 'tickets:position'] });
    const desk = { email: 'asesora@banco.com', name: 'Asesora', queueTypes: ['CAJA'] };
    const { body: advisor } = await admin.send('POST', '/api/admin/advisors', desk);
    await admin.send('PUT', `/api/admin/advisors/${advisor.advisor.id}`, { queueTypes: ['CAJA', 'EMPRESAS'] });
    await admin.send('DELETE', `/api/admin/advisors/${advisor.advisor.id}`);
    await admin.send('GET', '/api/admin/devices');
  });

  it('CONTRACT: a customer, a kiosk, a screen and an advisor', async () => {
    const admin = await signedIn('admin');
    const kiosk = (await paired(admin, 'KIOSK')).device;
    const display = (await paired(admin, 'DISPLAY')).device;
    const advisor = await signedIn('maria.gonzalez');
    const issue = (): Promise<Answer> =>
      kiosk.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA', telefono: '+56912345678' });

    const leaving = await issue();
    await as().send('DELETE', `/api/tickets/${leaving.body.codigoReferencia}`);
    const nationalId = newPerson();
    const first = await kiosk.send('POST', '/api/tickets', { nationalId, queueType: 'CAJA' });
    const looked = await kiosk.send('GET', `/api/tickets/by-rut/${nationalId}`);
    const posted = await kiosk.send('POST', '/api/tickets/by-rut', { nationalId });
    expect(posted.body).toEqual(looked.body);
    await display.send('GET', `/api/tickets/${first.body.numero}/position`);
    const paper = await kiosk.send('POST', `/api/tickets/${first.body.codigoReferencia}/print`);
    expect(paper.body).toEqual({ result: 'SIN_IMPRESORA' });
    expect((await display.send('POST', '/api/devices/report', { sound: 'BLOCKED' })).status).toBe(204);
    await as().send('GET', `/api/tickets/${first.body.codigoReferencia}`);
    await issue();

    await advisor.send('PUT', '/api/advisor/status', { status: 'AVAILABLE', moduleNumber: 3 });
    test.clock.advance(MINUTE);
    await advisor.send('GET', '/api/advisor/desk');
    await advisor.send('POST', '/api/advisor/current/recall');
    await advisor.send('POST', '/api/advisor/current/start');
    await as().send('GET', `/api/tickets/${first.body.codigoReferencia}`);
    await display.send('GET', '/api/board');
    await advisor.send('POST', '/api/advisor/current/complete', { outcome: 'OK', note: 'sin novedad' });
    await advisor.send('POST', '/api/advisor/current/no-show');
    const nobody = await advisor.send('POST', '/api/advisor/call-next', {});
    expect(nobody.status).toBe(204);
    await issue();
    const next = await advisor.send('POST', '/api/advisor/call-next', { finish: 'COMPLETADO' });
    expect(next.status).toBe(204);
    await issue();
    await issue();
    const called = await advisor.send('POST', '/api/advisor/call-next', { finish: 'NO_ATENDIDO' });
    expect(called.body.status).toBe('ATENDIENDO');
    const returned = await advisor.send('POST', '/api/advisor/current/return', { afterPlaces: 1 });
    expect(returned.status).toBe(200);
    expect((await advisor.send('GET', '/api/advisor/desk')).body).toMatchObject({
      undo: { command: 'return' },
      missed: [{ codigoReferencia: expect.any(String) }, {}],
    });
    const undone = await advisor.send('POST', '/api/advisor/undo');
    expect(undone.body).toMatchObject({ undone: 'return', current: { numero: called.body.numero } });
    const moved = await advisor.send('POST', '/api/advisor/current/transfer', {
      queueType: 'EMPRESAS',
      note: 'crédito',
    });
    expect(moved.body).toMatchObject({ queueType: 'EMPRESAS', createdAt: called.body.createdAt });
    const missed = (await advisor.send('GET', '/api/advisor/desk')).body.missed[0];
    const back = await advisor.send('POST', '/api/advisor/reinstate', { codigoReferencia: missed.codigoReferencia });
    expect(back.body.numero).toBe(missed.numero);
  });

  it('CONTRACT: supervision, audit and devices', async () => {
    const supervisor = await signedIn('supervisor');
    const admin = await signedIn('admin');
    for (const path of [
      'dashboard',
      'branches/overview',
      'summary',
      'queues',
      'queues/CAJA',
      'queues/CAJA/stats',
      'advisors',
      'tickets',
    ]) {
      await supervisor.send('GET', `/api/admin/${path}`);
    }
    const { body: list } = await supervisor.send('GET', '/api/admin/advisors');
    const idle = list.advisors.find((one: { name: string }) => one.name === 'Ana Martínez').id;
    await supervisor.send('PUT', `/api/admin/advisors/${idle}/status`, { status: 'AVAILABLE', moduleNumber: 5 });
    const changes = [{ kind: 'ADVISOR_TAKES', advisorId: idle, queueTypes: ['CAJA'] }];
    expect((await supervisor.send('POST', '/api/admin/what-if', { changes })).status).toBe(200);
    await supervisor.send('GET', '/api/admin/audit');
    await supervisor.send('GET', '/api/admin/messages?pageSize=200');
    const { id: message } = await row(
      test,
      `update mensaje set estado_envio = 'FALLIDO', intentos = 4, error_message = 'ERROR_DE_TELEGRAM'
       where id = (select m.id from mensaje m join ticket t on t.id = m.ticket_id
         where t.status = 'ATENDIENDO' and t.started_at is null and m.plantilla = 'totem_es_tu_turno' limit 1)
       returning id`,
    );
    await supervisor.send('POST', `/api/admin/messages/${message}/retry`);
    await supervisor.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'GERENCIA' });
    await test.turn('alerts');
    const { body: alerts } = await supervisor.send('GET', '/api/admin/alerts');
    const seenTo = await supervisor.send('POST', `/api/admin/alerts/${alerts.records[0].id}/acknowledge`);
    expect(seenTo.status).toBe(200);
    for (const method of ['GET', 'POST', 'DELETE'] as const) await supervisor.send(method, '/api/auth/telegram');
    await supervisor.send('GET', '/api/admin/audit/verify');
    await supervisor.send('GET', '/api/admin/audit/head');
    await supervisor.send('GET', '/api/admin/audit/export');
    await supervisor.send('GET', '/api/admin/audit/ticket/C01');
    await supervisor.send('GET', `/api/admin/audit/advisor/${idle}`);
    for (const report of ['', '/csv', '/xlsx', '/arrivals', '/arrivals/csv', '/arrivals/xlsx']) {
      await supervisor.send('GET', `/api/admin/reports${report}`);
    }
    const { body: waiting } = await supervisor.send('POST', '/api/tickets', {
      nationalId: newPerson(),
      queueType: 'CAJA',
    });
    const one = `/api/admin/tickets/${waiting.codigoReferencia}`;
    const elsewhere = await supervisor.send('POST', `${one}/transfer`, { queueType: 'PERSONAL_BANKER' });
    expect(elsewhere.status).toBe(200);
    await supervisor.send('POST', `${one}/cancel`, { reason: 'se retira' });
    const again = await supervisor.send('POST', `${one}/reinstate`, { reason: 'volvió' });
    expect(again.status).toBe(200);
    const third = await supervisor.send('POST', `${one}/cancel`, { reason: 'se retira' });
    expect(third.status).toBe(200);
    const calledBack = await supervisor.send('POST', `${one}/call-back`, { reason: 'volvió' });
    expect(calledBack.status).toBe(200);
    const shut = { open: false, reason: 'falta personal', text: 'Vuelva a las 12' };
    const closed = await supervisor.send('PUT', '/api/admin/queues/CAJA/open', shut);
    expect(closed.body).toMatchObject({ enabled: false, text: 'Vuelva a las 12' });
    await supervisor.send('PUT', '/api/admin/queues/CAJA/open', { open: true });
    const paused = await supervisor.send('PUT', '/api/admin/branch/status', { status: 'PAUSED', reason: 'sin luz' });
    expect(paused.body).toMatchObject({ status: 'PAUSED', opening: { open: false, reason: 'PAUSADA' } });
    await supervisor.send('PUT', '/api/admin/branch/status', { status: 'OPEN' });
    const { body: desks } = await supervisor.send('GET', '/api/admin/advisors');
    const busy = desks.advisors.find((advisor: { currentTicket: string | null }) => advisor.currentTicket !== null);
    const release = { numero: busy.currentTicket, ticket: 'DEVUELTO', reason: 'su equipo no responde' };
    const released = await supervisor.send('POST', `/api/admin/advisors/${busy.id}/release`, release);
    expect(released.body).toMatchObject({ status: 'OFFLINE', currentTicket: null });
    await admin.send('PUT', '/api/admin/queues/CAJA', { alertWaiting: 12 });
    await configure(admin);
    const { id } = await paired(admin, 'KIOSK');
    const printer = { host: 'impresora.invalid', columns: 42 };
    const changed = await admin.send('PUT', `/api/admin/devices/${id}`, { name: 'Tótem', printer });
    expect(changed.body.printer).toEqual({ ...printer, port: 9100, codePage: 'windows1252' });
    const page = await admin.send('POST', `/api/admin/devices/${id}/test-page`);
    expect(page.body).toEqual({ result: 'SIN_CONEXION' });
    await admin.send('POST', `/api/admin/devices/${id}/pairing-code`);
    await admin.send('DELETE', `/api/admin/devices/${id}`);
  });

  async function configure(admin: TestClient): Promise<void> {
    const queue = { queueType: 'JOVEN', displayName: 'Joven', prefix: 'J', priority: 2 };
    const times = { averageTimeMinutes: 5, targetWaitMinutes: 15 };
    const made = await admin.send('POST', '/api/admin/queues', { ...queue, ...times });
    expect(made.body).toMatchObject({ ...queue, ...times, dailyCap: null, enabled: true, ticketsWaiting: 0 });
    await admin.send('DELETE', '/api/admin/queues/JOVEN');
    const centro = '/api/admin/branches/CENTRO';
    const holidays = [{ date: '2026-12-25', name: 'Navidad', spans: [] }];
    await admin.send('PUT', centro, { holidays, texts: { closed: { es: 'Cerrado', en: 'Closed' } } });
    await admin.send('GET', centro);
    const { body: file } = await admin.send('GET', `${centro}/export`);
    const imported = await admin.send('POST', '/api/admin/branches/import', { file, dryRun: true });
    expect(imported.body).toMatchObject({ created: false, applied: false, changes: [] });
    const copy = await admin.send('POST', `${centro}/copy`, { code: 'COPIA', name: 'Copia' });
    expect(copy.body).toMatchObject({ code: 'COPIA', holidays, active: true });
    await admin.send('POST', '/api/admin/branches', { code: 'SUR', name: 'Sucursal Sur' });
    // The rest of the morning names no branch: of one that is alone.
    for (const code of ['COPIA', 'SUR']) await admin.send('DELETE', `/api/admin/branches/${code}`);
    await admin.send('GET', '/api/admin/branches');
    const { body: database } = await checked(client(test.url, admin.token), document, seen).send(
      'GET',
      '/api/admin/database',
    );
    texts.push(JSON.stringify(database).replaceAll('"refresh_token"', '""')); // the name of a table, and nothing of it
    await admin.send('GET', '/api/admin/telegram');
    await admin.send('POST', '/api/admin/telegram/test', {});
  }

  it('R13: no hash, no key and no token of anybody else in any answer of the morning', () => {
    const secrets =
      /argon2|password_?hash|token_?hash|code_?hash|national_?id_?hash|refresh_?token|piiKey|"stack"|select /i;
    expect(texts.length).toBeGreaterThan(40);
    for (const text of texts) expect(text).not.toMatch(secrets);
    // Tokens go to those who sign in or pair, and nowhere else. A signature is base64 that nobody chose: it may hold three letters of theirs.
    const unsigned = texts.map((text) => text.replace(/"signature":"[\w+/]{86}=="/, ''));
    const withToken = unsigned.filter((text) => /dev_[\w-]{20}|eyJ[\w-]{20}/.test(text));
    for (const text of withToken) expect(text).toMatch(/^\{"(accessToken|deviceToken)":/);
  });

  it('CONTRACT: no route of the document is left out of this morning', () => {
    const routes = routesOf(document).map((route) => route.name);
    expect(routes.length).toBeGreaterThan(30);
    expect(routes.filter((name) => !seen.has(name))).toEqual([]);
  });
});
