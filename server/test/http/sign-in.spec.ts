import { ACCESS_SECONDS, REFRESH_MS } from '../../src/identity/tokens.js';
import { WallClock } from '../../src/platform/clock.js';
import { PASSWORD, startApp, type TestApp } from '../support/app.js';
import { client, signIn, type Answer } from '../support/client.js';
import { createDatabase } from '../support/database.js';
import { claimsOf } from '../support/jwt.js';
import { row, rows } from '../support/rows.js';

const MARIA = 'maria.gonzalez@banco.com';

/** argon2id at what OWASP asks for, or more. */
const EXPENSIVE = /^\$argon2id\$v=19\$m=(19456|[2-9]\d{4,}|\d{6,}),t=[2-9],p=\d+\$/;

const cookieOf = (answer: Answer): string => answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';

describe('sign-in of people', () => {
  let test: TestApp;
  const login = (body: object): Promise<Answer> => client(test.url).send('POST', '/api/auth/login', body);
  const refresh = (cookie: string): Promise<Answer> =>
    client(test.url).send('POST', '/api/auth/refresh', undefined, { cookie });
  const me = (token: string): Promise<Answer> => client(test.url, token).send('GET', '/api/auth/me');

  beforeAll(async () => {
    test = await startApp();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => test.close());

  it('CONTRACT: {accessToken, expiresIn, user}, by e-mail in any case or by the name before the @', async () => {
    const answers = [
      await login({ email: MARIA, password: PASSWORD }),
      await login({ email: '  MARIA.Gonzalez@Banco.com ', password: PASSWORD }),
      await login({ username: 'maria.gonzalez', password: PASSWORD }),
      await login({ username: MARIA, password: PASSWORD }),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(Object.keys(body).sort()).toEqual(['accessToken', 'expiresIn', 'user']);
      expect(body.expiresIn).toBe(15 * 60);
      expect(body.user).toMatchObject({
        name: 'María González',
        email: MARIA,
        role: 'ADVISOR',
        branchOffice: 'CENTRO',
      });
      expect((await me(body.accessToken)).body).toEqual(body.user);
      const { iat, exp } = claimsOf(body.accessToken) as { iat: number; exp: number };
      expect(exp - iat).toBe(ACCESS_SECONDS);
    }
  });

  it('CONTRACT: the same answer for an unknown user and a wrong password', async () => {
    const wrong = await login({ email: MARIA, password: 'equivocada' });
    const unknown = await login({ email: 'nadie@banco.com', password: 'equivocada' });
    expect(wrong.status).toBe(401);
    expect(wrong.body.error).toBe('NO_AUTENTICADO');
    expect(unknown.body).toEqual(wrong.body);
    expect(unknown.status).toBe(401);
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  it('CONTRACT: a name that two people share signs in nobody', async () => {
    await rows(
      test,
      `insert into app_user (email, name, role, password_hash)
       select 'ana.martinez@otro.com', 'Ana', role, password_hash from app_user where email = 'ana.martinez@banco.com'`,
    );
    expect((await login({ username: 'ana.martinez', password: PASSWORD })).status).toBe(401);
    expect((await login({ email: 'ana.martinez@otro.com', password: PASSWORD })).status).toBe(200);
  });

  it('CONTRACT: passwords are stored as argon2id, tokens and codes as hashes', async () => {
    const database = await createDatabase(); // a start makes the demo's people there, as the product does
    const fresh = await startApp({ database });
    const people = await rows(fresh, 'select password_hash from app_user');
    await fresh.close();
    await database.drop();
    expect(people).toHaveLength(7);
    for (const { password_hash } of people) {
      expect(password_hash).toMatch(EXPENSIVE);
    }
    const cookie = cookieOf(await login({ email: MARIA, password: PASSWORD }));
    const secret = cookie.slice(cookie.indexOf('=') + 1);
    const stored = await rows(test, 'select t::text as line from refresh_token t');
    expect(stored.length).toBeGreaterThan(0);
    const asStored = [secret, Buffer.from(secret).toString('hex'), Buffer.from(secret, 'base64url').toString('hex')];
    for (const { line } of stored) for (const form of asStored) expect(line).not.toContain(form);
  });

  it('CONTRACT: the refresh cookie is out of reach of scripts and other sites', async () => {
    const answer = await login({ email: MARIA, password: PASSWORD });
    const [cookie = '', ...more] = answer.headers.getSetCookie();
    expect(more).toEqual([]);
    const flags = cookie.split('; ').slice(1).sort();
    expect(flags).toEqual(['HttpOnly', `Max-Age=${REFRESH_MS / 1000}`, 'Path=/api/auth', 'SameSite=Strict']);
    expect(JSON.stringify(answer.body)).not.toContain(cookie.split(';')[0]?.split('=')[1]);
  });

  it.each([
    ['a proxy that is believed says so', { trustProxy: true }, { 'x-forwarded-proto': 'https' }],
    ['PUBLIC_URL is https', { publicUrl: 'https://turnos.banco.com' }, {}],
  ])('CONTRACT: the refresh cookie is Secure behind TLS: %s', async (_what, config, headers) => {
    const tls = await startApp({ config, database: test.database });
    try {
      const body = { email: MARIA, password: PASSWORD };
      const answer = await client(tls.url).send('POST', '/api/auth/login', body, headers);
      expect(answer.headers.getSetCookie()[0]).toContain('; Secure');
    } finally {
      await tls.close();
    }
  });

  it('CONTRACT: each refresh gives a new cookie; an old one that comes back ends the whole session', async () => {
    const first = await login({ email: MARIA, password: PASSWORD });
    const second = await refresh(cookieOf(first));
    const third = await refresh(cookieOf(second));
    expect([second.status, third.status]).toEqual([200, 200]);
    expect(new Set([first, second, third].map(cookieOf)).size).toBe(3);
    expect((await me(third.body.accessToken)).status).toBe(200);

    expect((await refresh(cookieOf(first))).status).toBe(401);
    expect((await refresh(cookieOf(third))).status).toBe(401);
    for (const answer of [first, second, third]) expect((await me(answer.body.accessToken)).status).toBe(401);
  });

  it('CONTRACT: one stolen session does not end the others', async () => {
    const stolen = await login({ email: MARIA, password: PASSWORD });
    const other = await login({ email: MARIA, password: PASSWORD });
    await refresh(cookieOf(await refresh(cookieOf(stolen))));
    expect((await refresh(cookieOf(stolen))).status).toBe(401);
    expect((await me(stolen.body.accessToken)).status).toBe(401);
    expect((await me(other.body.accessToken)).status).toBe(200);
    expect((await refresh(cookieOf(other))).status).toBe(200);
  });

  it('CONTRACT: no cookie, a strange one and one that is too old: 401', async () => {
    expect((await client(test.url).send('POST', '/api/auth/refresh')).status).toBe(401);
    expect((await refresh('ticketero_refresh=abc')).status).toBe(401);
    const answer = await login({ email: MARIA, password: PASSWORD });
    const later = Date.now() + REFRESH_MS + 1_000;
    jest.spyOn(test.app.get(WallClock), 'now').mockReturnValue(later);
    expect((await refresh(cookieOf(answer))).status).toBe(401);
  });

  it('CONTRACT: logout ends the session at once and takes the cookie back', async () => {
    const answer = await login({ email: MARIA, password: PASSWORD });
    const cookie = cookieOf(answer);
    expect((await me(answer.body.accessToken)).status).toBe(200);
    const out = await client(test.url).send('POST', '/api/auth/logout', undefined, { cookie });
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()[0]).toMatch(/^ticketero_refresh=;.*Path=\/api\/auth/);
    expect((await me(answer.body.accessToken)).status).toBe(401);
    expect((await refresh(cookie)).status).toBe(401);
    expect((await client(test.url).send('POST', '/api/auth/logout', undefined, { cookie })).status).toBe(204);
  });

  it('CONTRACT: a new password ends every other session of that person, and only theirs', async () => {
    const email = 'carmen.silva@banco.com';
    const next = 'una-clave-nueva';
    const [mine, other] = [await login({ email, password: PASSWORD }), await login({ email, password: PASSWORD })];
    const maria = await signIn(test.url, 'maria.gonzalez');
    const carmen = client(test.url, mine.body.accessToken);
    const change = (currentPassword: string, newPassword: string) =>
      carmen.send('POST', '/api/auth/change-password', { currentPassword, newPassword });

    const wrong = await change('no-es-esta', next);
    expect([wrong.status, Object.keys(wrong.body.campos)]).toEqual([400, ['currentPassword']]);
    const short = await change(PASSWORD, 'corta');
    expect([short.status, Object.keys(short.body.campos)]).toEqual([400, ['newPassword']]);
    const same = await change(PASSWORD, PASSWORD);
    expect([same.status, Object.keys(same.body.campos)]).toEqual([400, ['newPassword']]);
    expect((await me(other.body.accessToken)).status).toBe(200);

    expect((await change(PASSWORD, next)).status).toBe(204);
    expect((await me(mine.body.accessToken)).status).toBe(200);
    expect((await me(other.body.accessToken)).status).toBe(401);
    expect((await refresh(cookieOf(other))).status).toBe(401);
    expect((await me(maria.token)).status).toBe(200);
    expect((await login({ email, password: PASSWORD })).status).toBe(401);
    expect((await login({ email, password: next })).status).toBe(200);
    const { password_hash } = await row(test, 'select password_hash from app_user where email = $1', [email]);
    expect(password_hash).toMatch(EXPENSIVE);
  });

  it('R10: who signed in and who failed stands in the audit log, without what was typed', async () => {
    await login({ email: MARIA, password: 'secreto-mal-escrito' });
    await login({ email: 'secreto-en-el-nombre', password: 'x' });
    const { id } = await row(test, 'select id from app_user where email = $1', [MARIA]);
    const log = await rows(test, "select * from audit_log where event_type like 'SESION_%' order by id desc limit 2");
    expect(log.map((one) => [one['event_type'], one['entity_id'], one['actor']])).toEqual([
      ['SESION_FALLIDA', '0', 'CLIENTE'],
      ['SESION_FALLIDA', String(id), 'CLIENTE'],
    ]);
    await login({ email: MARIA, password: PASSWORD });
    const last = await row(test, "select * from audit_log where event_type like 'SESION_%' order by id desc limit 1");
    expect(last).toMatchObject({ event_type: 'SESION_INICIADA', entity_id: String(id), actor: MARIA });
    const whole = JSON.stringify(await rows(test, 'select * from audit_log'));
    expect(whole).not.toMatch(/secreto|argon2/);
  });
});
