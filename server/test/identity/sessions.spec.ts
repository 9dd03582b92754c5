import { randomUUID } from 'node:crypto';

import { ManualClock } from '../../src/platform/clock.js';
import { PASSWORD, startApp, type TestApp } from '../support/app.js';
import { client, type Answer } from '../support/client.js';
import { browse, cookieOf, refresh, type Browser } from '../support/people.js';
import { inShort, row, tailAudit } from '../support/rows.js';

const MARIA = 'maria.gonzalez@banco.com';
const MINUTE = 60_000;

describe('the sessions of a person', () => {
  let test: TestApp;
  let wallClock: ManualClock;
  const browser = (email = MARIA, headers = {}): Promise<Browser> => browse(test.url, email, PASSWORD, headers);
  const list = async (who: Browser) => (await who.send('GET', '/api/auth/sessions')).body.sessions;
  const renew = (cookie: string): Promise<Answer> => refresh(test.url, cookie);
  const alive = async (who: Browser): Promise<boolean> => (await who.send('GET', '/api/auth/me')).status === 200;

  beforeAll(async () => {
    wallClock = new ManualClock(Date.now());
    test = await startApp({ wallClock, config: { trustProxy: true } });
  });
  afterEach(async () => {
    const everybody = await browser();
    await everybody.send('POST', '/api/auth/logout-everywhere');
  });
  afterAll(() => test.close());

  it('CONTRACT: the list says where each was last used, and which is this one', async () => {
    const desk = await browser(MARIA, { 'user-agent': 'Firefox', 'x-forwarded-for': '10.0.0.3' });
    const startedAt = new Date(wallClock.now()).toISOString();
    wallClock.advance(12 * MINUTE);
    await refresh(test.url, desk.cookie, { 'user-agent': 'Firefox 2', 'x-forwarded-for': '10.0.0.4' });
    const phone = await browser(MARIA, { 'user-agent': 'Teléfono' });
    const sessions = await list(phone);
    expect(sessions).toHaveLength(2);
    expect(sessions.filter((one: { current: boolean }) => one.current)).toEqual([
      expect.objectContaining({ userAgent: expect.stringContaining('Tel'), lastUsedAt: sessions[0].startedAt }),
    ]);
    expect(sessions.find((one: { current: boolean }) => !one.current)).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      current: false,
      startedAt,
      lastUsedAt: new Date(wallClock.now()).toISOString(),
      ipAddress: '10.0.0.4',
      userAgent: 'Firefox 2',
    });
  });

  it('CONTRACT: one of mine can be ended from another; nobody else’s', async () => {
    const [mine, other, luis] = [await browser(), await browser(), await browser('luis.perez@banco.com')];
    const [his] = await list(luis);
    const target = (await list(mine)).find((one: { current: boolean }) => !one.current);
    for (const id of [his.id, randomUUID(), 'x', '1']) {
      expect((await mine.send('DELETE', `/api/auth/sessions/${id}`)).status).toBe(404);
    }
    const ended = await mine.send('DELETE', `/api/auth/sessions/${target.id}`);
    expect([ended.status, ended.headers.getSetCookie()]).toEqual([204, []]);
    expect([await alive(mine), await alive(other), await alive(luis)]).toEqual([true, false, true]);
    expect((await renew(other.cookie)).status).toBe(401);
    expect((await mine.send('DELETE', `/api/auth/sessions/${target.id}`)).status).toBe(404);
  });

  it('CONTRACT: ending the one that asks takes its cookie back', async () => {
    const mine = await browser();
    const [{ id }] = await list(mine);
    const ended = await mine.send('DELETE', `/api/auth/sessions/${id}`);
    expect(ended.headers.getSetCookie()[0]).toMatch(/^ticketero_refresh=;/);
    expect(await alive(mine)).toBe(false);
  });

  it('CONTRACT: sign out everywhere ends all of mine, this one too, and nobody else’s', async () => {
    const [mine, other, luis] = [await browser(), await browser(), await browser('luis.perez@banco.com')];
    const out = await mine.send('POST', '/api/auth/logout-everywhere');
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()[0]).toMatch(/^ticketero_refresh=;.*Path=\/api\/auth/);
    expect([await alive(mine), await alive(other), await alive(luis)]).toEqual([false, false, true]);
    for (const one of [mine, other]) expect((await renew(one.cookie)).status).toBe(401);
  });

  it('CONTRACT: a token that comes back ends the session, however soon, and its successor with it', async () => {
    const mine = await browser();
    const next = await renew(mine.cookie);
    expect((await renew(mine.cookie)).status).toBe(401);
    expect((await renew(cookieOf(next))).status).toBe(401);
    expect(await alive(mine)).toBe(false);
  });

  it('CONTRACT: a token that comes back after its successor was used ends the session at once', async () => {
    const mine = await browser();
    const next = await renew(mine.cookie);
    const last = await renew(cookieOf(next));
    const heard = await tailAudit(test);
    expect((await renew(mine.cookie)).status).toBe(401);
    expect((await renew(cookieOf(last))).status).toBe(401);
    const [event, ...more] = await heard();
    expect(more).toEqual([]);
    expect(inShort(event!)).toBe(`SESION_REVOCADA ${MARIA} SISTEMA`);
    expect(event!['additional_data']).toMatchObject({ reason: 'TOKEN_REUTILIZADO' });
  });

  it('CONTRACT: a renewal that is under way does not outlive "sign out everywhere"', async () => {
    for (let i = 0; i < 15; i++) {
      const [mine, other] = [await browser(), await browser()];
      const [renewed] = await Promise.all([renew(other.cookie), mine.send('POST', '/api/auth/logout-everywhere')]);
      if (renewed.status === 200) expect((await renew(cookieOf(renewed))).status).toBe(401);
    }
    const left = await row(
      test,
      'select count(*)::int as n from refresh_token where revoked_at is null and used_at is null and user_id = (select id from app_user where email = $1)',
      [MARIA],
    );
    expect(left['n']).toBe(0);
  });

  it('R10: beginning and end of each session, and a changed password, stand in the audit log', async () => {
    const email = 'carmen.silva@banco.com';
    const heard = await tailAudit(test);
    const [mine, other] = [await browser(email), await browser(email)];
    const target = (await list(mine)).find((one: { current: boolean }) => !one.current);
    await mine.send('DELETE', `/api/auth/sessions/${target.id}`);
    await browser(email);
    const change = { currentPassword: PASSWORD, newPassword: 'tres tristes tigres' };
    await mine.send('POST', '/api/auth/change-password', change);
    await client(test.url).send('POST', '/api/auth/logout', undefined, { cookie: mine.cookie });
    await client(test.url).send('POST', '/api/auth/logout', undefined, { cookie: mine.cookie });
    expect((await renew(other.cookie)).status).toBe(401);
    const events = await heard();
    expect(events.map(inShort)).toEqual([
      `SESION_INICIADA ${email} ${email}`,
      `SESION_INICIADA ${email} ${email}`,
      `SESION_CERRADA ${email} ${email}`,
      `SESION_INICIADA ${email} ${email}`,
      `CLAVE_CAMBIADA ${email} ${email}`,
      `SESION_CERRADA ${email} ${email}`,
    ]);
    expect(events[4]!['additional_data']).toEqual({ endedSessions: 1 });
    expect(JSON.stringify(events)).not.toMatch(/tristes|argon2|ticketero_refresh/);
  });
});
