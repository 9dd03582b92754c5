import { FirstAdmin, type FirstAdminStart } from '../../src/identity/index.js';
import { SETUP_MS } from '../../src/identity/first-admin.js';
import { ManualClock } from '../../src/platform/clock.js';
import { startApp, type TestApp } from '../support/app.js';
import { ServerProcess } from '../support/built-server.js';
import { client, type Answer } from '../support/client.js';
import { documentOf, routesOf } from '../support/contract.js';
import { createDatabase } from '../support/database.js';
import { browse, cookieOf, refresh } from '../support/people.js';
import { row, rows } from '../support/rows.js';

const PASSWORD = 'tres tristes tigres';
const KEYS = { JWT_SECRET: 'j'.repeat(32), PII_KEY: '0'.repeat(64) };

describe('the first ADMIN of a new installation', () => {
  let test: TestApp;
  let wallClock: ManualClock;
  const prepare = (): Promise<FirstAdminStart> => test.app.get(FirstAdmin).prepare();
  const link = async (): Promise<string> => {
    const start = await prepare();
    if (start.kind !== 'link') throw new Error(start.kind);
    return start.token;
  };
  const setUp = (token: string, more: object = {}): Promise<Answer> =>
    client(test.url).send('POST', '/api/auth/setup', {
      token,
      email: 'Ana.Rojas@Banco.com',
      name: ' Ana Rojas ',
      password: PASSWORD,
      ...more,
    });

  beforeEach(async () => {
    wallClock = new ManualClock(Date.now());
    test = await startApp({ wallClock, config: { seedDemo: false } });
  });
  afterEach(() => test.close());

  it('CONTRACT: nobody can sign in to an empty installation with what everybody knows', async () => {
    for (const email of ['admin@banco.com', 'admin', 'maria.gonzalez@banco.com']) {
      await expect(browse(test.url, email, 'ticketero')).rejects.toThrow('401');
    }
    expect((await client(test.url).send('GET', '/api/demo')).status).toBe(404);
  });

  it('CONTRACT: by a link that works once; its token is kept as a hash', async () => {
    const token = await link();
    expect(JSON.stringify(await rows(test, 'select t::text from setup_token t'))).not.toContain(token);
    const answer = await setUp(token);
    expect(answer.status).toBe(201);
    expect(answer.body.user).toMatchObject({
      email: 'ana.rojas@banco.com',
      name: 'Ana Rojas',
      role: 'ADMIN',
      branchOffice: null,
      mustChangePassword: false,
    });
    expect((await client(test.url, answer.body.accessToken).send('GET', '/api/admin/users')).body.total).toBe(1);
    expect((await refresh(test.url, cookieOf(answer))).status).toBe(200);
    expect((await browse(test.url, 'ana.rojas@banco.com', PASSWORD)).answer.status).toBe(200);
    const again = await setUp(token, { email: 'otra@banco.com' });
    expect([again.status, Object.keys(again.body.campos)]).toEqual([400, ['token']]);
    expect(await rows(test, 'select * from setup_token')).toEqual([]);
    expect(await prepare()).toEqual({ kind: 'there' });
    const log = await rows(
      test,
      "select event_type, actor from audit_log where entity_type = 'USER' order by id limit 2",
    );
    expect(log).toEqual([
      { event_type: 'CONFIG_CAMBIADA', actor: 'ana.rojas@banco.com' },
      { event_type: 'SESION_INICIADA', actor: 'ana.rojas@banco.com' },
    ]);
    expect(JSON.stringify(await rows(test, 'select * from audit_log'))).not.toMatch(new RegExp(`${token}|${PASSWORD}`));
  });

  it('CONTRACT: for 60 minutes; each start prints another', async () => {
    const [first, second] = [await link(), await link()];
    expect(first).not.toBe(second);
    wallClock.advance(SETUP_MS);
    expect((await setUp(first)).status).toBe(400);
    const third = await link();
    expect(await rows(test, 'select * from setup_token')).toHaveLength(1);
    expect((await setUp('x'.repeat(43))).status).toBe(400);
    expect((await setUp(third)).status).toBe(201);
  });

  it('CONTRACT: the rules of passwords hold here too, and the link is still good', async () => {
    const token = await link();
    for (const password of ['corta', 'bienvenido2026', 'ana.rojas99', 'x'.repeat(129)]) {
      const { status, body } = await setUp(token, { password });
      expect([password, status, Object.keys(body.campos)]).toEqual([password, 400, ['password']]);
    }
    expect((await setUp(token, { email: 'ana' })).status).toBe(400);
    expect((await setUp(token)).status).toBe(201);
  });

  it('CONTRACT: two that use the link at once: one ADMIN', async () => {
    const token = await link();
    const answers = await Promise.all([1, 2, 3].map((n) => setUp(token, { email: `p${n}@banco.com` })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
    expect((await row(test, 'select count(*)::int as n from app_user'))['n']).toBe(1);
  });

  it('CONTRACT: a bank without a branch: every route answers its ADMIN, none with a 5xx', async () => {
    const { body } = await setUp(await link());
    const admin = client(test.url, body.accessToken);
    const routes = routesOf(documentOf(test.app));
    for (const { method, path, name } of routes.filter(({ path: one }) => one !== '/api/auth/logout-everywhere')) {
      const params: Record<string, string> = { nationalId: '11222333-4', numero: 'C01', id: '999' };
      const filled = path.replace(/\{(.+?)\}/g, (_, param: string) => params[param] ?? 'CAJA');
      const { status } = await admin.send(method, filled, method === 'GET' ? undefined : {});
      expect([name, status < 500]).toEqual([name, true]);
    }
    const me = await admin.send('GET', '/api/auth/me');
    expect([me.status, me.body.branchOffice, me.body.role]).toEqual([200, null, 'ADMIN']);
    const role = { email: 'otra@banco.com', name: 'Otra', role: 'ADMIN', branchOffice: null };
    expect((await admin.send('POST', '/api/admin/users', role)).status).toBe(201);
  });
});

describe('the first ADMIN from the environment', () => {
  it('CONTRACT: ADMIN_EMAIL and ADMIN_PASSWORD make one who has to change the password, once', async () => {
    const config = { seedDemo: false, firstAdmin: { email: 'jefa@banco.com', password: PASSWORD } };
    const test = await startApp({ config });
    try {
      const first = test.app.get(FirstAdmin);
      expect(await first.prepare()).toEqual({ kind: 'made', email: 'jefa@banco.com' });
      expect(await first.prepare()).toEqual({ kind: 'there' });
      const jefa = await browse(test.url, 'jefa@banco.com', PASSWORD);
      expect(jefa.answer.body.user).toMatchObject({ role: 'ADMIN', branchOffice: null, mustChangePassword: true });
      expect((await jefa.send('GET', '/api/admin/users')).status).toBe(403);
      await rows(test, 'update app_user set active = false');
      expect(await first.prepare()).toEqual({ kind: 'there' });
    } finally {
      await test.close();
    }
  });

  it('CONTRACT: servers that start at once on an empty database make one', async () => {
    const database = await createDatabase();
    const config = { seedDemo: false, firstAdmin: { email: 'jefa@banco.com', password: PASSWORD } };
    const servers = [await startApp({ config, database }), await startApp({ config, database })];
    const starts = await Promise.all(servers.map(({ app }) => app.get(FirstAdmin).prepare()));
    expect(starts.map(({ kind }) => kind).sort()).toEqual(['made', 'there']);
    for (const server of servers) await server.close();
    await database.drop();
  });

  it('CONTRACT: a server of one’s own prints the link before it is ready, and never a password', async () => {
    const database = await createDatabase();
    const start = async (env: Record<string, string>) => {
      const server = new ServerProcess({ ...KEYS, DATABASE_URL: database.url, SEED_DEMO: 'false', ...env });
      const url = await server.ready();
      return { url, stop: async () => (server.kill('SIGTERM'), (await server.ended).stdout) };
    };
    const first = await start({ PUBLIC_URL: 'https://turnos.banco.com' });
    const printed = await first.stop();
    expect(printed).toMatch(/^ {2}https:\/\/turnos\.banco\.com\/console\/#\/setup\/[\w-]{43}$/m);
    const second = await start({ ADMIN_EMAIL: 'Jefa@Banco.com', ADMIN_PASSWORD: PASSWORD });
    const jefa = await browse(second.url, 'jefa@banco.com', PASSWORD);
    expect(jefa.answer.body.user.mustChangePassword).toBe(true);
    const welcome = await second.stop();
    expect(welcome).toContain('jefa@banco.com');
    expect(welcome).not.toMatch(new RegExp(`${PASSWORD}|/setup/`));
    const third = await start({});
    expect(await third.stop()).not.toContain('/setup/');
    await database.drop();
  });

  it.each([
    [{ ADMIN_EMAIL: 'jefa@banco.com' }, 'ADMIN_PASSWORD'],
    [{ ADMIN_PASSWORD: PASSWORD }, 'ADMIN_EMAIL'],
    [{ ADMIN_EMAIL: 'jefa', ADMIN_PASSWORD: PASSWORD }, 'ADMIN_EMAIL'],
    [{ ADMIN_EMAIL: 'jefa@banco.com', ADMIN_PASSWORD: 'bienvenido2026' }, 'ADMIN_PASSWORD'],
    [{ ADMIN_EMAIL: 'jefa@banco.com', ADMIN_PASSWORD: 'corta-x' }, 'ADMIN_PASSWORD'],
  ])('CONTRACT: %j ends the start with one line that names %s and shows no value', async (env, variable) => {
    const all = { ...KEYS, DATABASE_URL: 'postgres://x@127.0.0.1:1/x', SEED_DEMO: 'false', ...env };
    const { code, stderr } = await new ServerProcess(all as Record<string, string>).ended;
    expect({ code, line: stderr.trimEnd() }).toEqual({
      code: 1,
      line: expect.stringMatching(new RegExp(`^ticketero: ${variable}: [^\\n]*$`)),
    });
    for (const value of Object.values(env)) expect(stderr).not.toContain(value);
  });
});
