import { Authenticator, SocketWatch } from '../../src/identity/index.js';
import { WallClock } from '../../src/platform/clock.js';
import { Transactions } from '../../src/platform/database/transactions.js';
import { PASSWORD, startApp, type TestApp } from '../support/app.js';
import { client, pairDevice, signIn, type TestClient } from '../support/client.js';
import { openLink, untilView } from '../support/link.js';
import { browse } from '../support/people.js';
import { row, rows } from '../support/rows.js';
import { addSecondBranch } from '../support/second-branch.js';
import { LivedTime } from '../support/lived-time.js';
import { listen, refusal, type Listener } from '../support/socket.js';

const NEXT = 'tres tristes tigres';

/** Resolves with the reason as soon as the server has closed it. */
const closed = (listener: Listener): Promise<string> =>
  new Promise((done, failed) => {
    const limit = setTimeout(() => failed(new Error('never closed')), 30_000);
    listener.socket.on('disconnect', (reason) => {
      clearTimeout(limit);
      done(reason);
    });
  });

describe('sockets of those who may listen no more', () => {
  let test: TestApp;
  let other: TestApp;
  let admin: TestClient;
  const open: Listener[] = [];
  const enter = async (...[url, name, auth]: Parameters<typeof listen>): Promise<Listener> => {
    const listener = await listen(url, name, auth);
    open.push(listener);
    return listener;
  };
  /** The turn of both processes, now and not within three seconds. */
  const turn = () => Promise.all([test, other].map(({ app }) => app.get(SocketWatch).check()));

  beforeAll(async () => {
    test = await startApp();
    other = await startApp({ database: test.database });
    await addSecondBranch(test);
    admin = await signIn(test.url, 'admin');
  });
  afterEach(() => open.splice(0).forEach((listener) => listener.close()));
  afterAll(async () => {
    await other.close();
    await test.close();
  });

  it('CONTRACT: a revoked device is closed within 5 s in every process, by its own clock', async () => {
    const made = await admin.send('POST', '/api/admin/devices', { kind: 'DISPLAY', name: 'x', branchOffice: 'CENTRO' });
    const paired = await client(test.url).send('POST', '/api/devices/pair', { pairingCode: made.body.pairingCode });
    const auth = { token: paired.body.deviceToken };
    const [here, there] = [await enter(test.url, 'display', auth), await enter(other.url, 'display', auth)];
    const neighbour = await enter(other.url, 'display', { token: (await pairDevice(test.url, 'DISPLAY')).token });
    const ended = Promise.all([closed(here), closed(there)]);
    const time = new LivedTime();
    await admin.send('DELETE', `/api/admin/devices/${made.body.id}`);
    expect(await ended).toEqual(['io server disconnect', 'io server disconnect']);
    expect(time.end()).toBeLessThan(5_000);
    // Not even from what the other process remembers of it.
    for (const { url } of [test, other]) expect(await refusal(url, 'display', auth)).toBe('NO_AUTENTICADO');
    expect(neighbour.socket.connected).toBe(true);
  });

  const LEAVE: [string, (who: Awaited<ReturnType<typeof browse>> & { id: number }) => Promise<unknown>][] = [
    ['signs out', ({ cookie }) => client(test.url).send('POST', '/api/auth/logout', undefined, { cookie })],
    ['signs out everywhere', (who) => who.send('POST', '/api/auth/logout-everywhere')],
    ['is signed out by an ADMIN', ({ id }) => admin.send('POST', `/api/admin/users/${id}/sign-out`)],
    ['gets a new password', ({ id }) => admin.send('POST', `/api/admin/users/${id}/reset-password`)],
    ['is disabled', ({ id }) => admin.send('DELETE', `/api/admin/users/${id}`)],
    ['moves to another branch', ({ id }) => admin.send('PUT', `/api/admin/users/${id}`, { branchOffice: 'NORTE' })],
    ['gets a role that sees less', ({ id }) => admin.send('PUT', `/api/admin/users/${id}`, { role: 'ADVISOR' })],
  ];
  it.each(LEAVE)('CONTRACT: who %s is closed in every process', async (_what, leave) => {
    const email = `persona.${Math.random().toString(36).slice(2)}@banco.com`;
    const person = { email, name: 'Persona', role: 'SUPERVISOR', branchOffice: 'CENTRO' };
    const { body } = await admin.send('POST', '/api/admin/users', person);
    const first = await browse(test.url, email, body.temporaryPassword);
    const change = { currentPassword: body.temporaryPassword, newPassword: NEXT };
    await first.send('POST', '/api/auth/change-password', change);
    const who = { ...first, id: body.user.id };
    const listeners = [
      await enter(test.url, 'supervisor', { token: who.token }),
      await enter(other.url, 'supervisor', { token: who.token }),
    ];
    const ended = Promise.all(listeners.map(closed));
    await leave(who);
    await turn();
    expect(await ended).toEqual(['io server disconnect', 'io server disconnect']);
  });

  it('CONTRACT: another session of the same person, and other people, go on listening', async () => {
    const email = 'carmen.silva@banco.com';
    const [mine, elsewhere] = [await browse(test.url, email, PASSWORD), await browse(other.url, email, PASSWORD)];
    const maria = await enter(other.url, 'advisor', { token: (await signIn(test.url, 'maria.gonzalez')).token });
    const [gone, kept] = [
      await enter(other.url, 'advisor', { token: mine.token }),
      await enter(other.url, 'advisor', { token: elsewhere.token }),
    ];
    const ended = closed(gone);
    await client(test.url).send('POST', '/api/auth/logout', undefined, { cookie: mine.cookie });
    await turn();
    await ended;
    await turn();
    expect([kept.socket.connected, maria.socket.connected]).toEqual([true, true]);
  });

  it('CONTRACT: a changed role closes those who have it, and they come back with what they may do then', async () => {
    const token = (await signIn(test.url, 'supervisor')).token;
    const link = openLink({ namespace: 'supervisor', auth: () => ({ token }), origin: other.url });
    await untilView(link, ({ link: state }) => state === 'live');
    const { permissions } = await row(test, "select permissions from role where name = 'SUPERVISOR'");
    const change = (all: string[]) => admin.send('PUT', '/api/admin/roles/SUPERVISOR', { permissions: all });
    await change(permissions.filter((one: string) => one !== 'dashboard:read'));
    await turn();
    await untilView(link, ({ link: state }) => state === 'refused');
    await change(permissions);
    link.close();
    const again = openLink({ namespace: 'supervisor', auth: () => ({ token }), origin: other.url });
    await untilView(again, ({ link: state }) => state === 'live');
    await change(permissions.filter((one: string) => one !== 'audit:read'));
    await turn();
    await untilView(again, ({ link: state }) => state === 'catching-up');
    await untilView(again, ({ link: state }) => state === 'live');
    await change(permissions);
    again.close();
  });

  it('CONTRACT: one query for all of them, and none when nobody listens', async () => {
    const quiet = await startApp({ database: test.database });
    const query = jest.spyOn(quiet.app.get(Transactions), 'query');
    const asked = () => query.mock.calls.filter(([{ name }]) => name === 'principal-still-good-1').length;
    await quiet.app.get(SocketWatch).check();
    expect(asked()).toBe(0);
    const devices = await Promise.all([1, 2, 3].map(() => pairDevice(test.url, 'DISPLAY')));
    const listeners = [];
    for (const { token } of [...devices, ...devices]) listeners.push(await listen(quiet.url, 'display', { token }));
    query.mockClear();
    // The second asks while the first is under way, and the third with it. One more may be the process's own turn.
    await Promise.all([1, 2, 3].map(() => quiet.app.get(SocketWatch).check()));
    expect(asked()).toBeLessThanOrEqual(3);
    expect(query.mock.calls.find(([{ name }]) => name === 'principal-still-good-1')?.[1][1]).toHaveLength(3);
    listeners.forEach((listener) => listener.close());
    await quiet.close();
  });

  it('CONTRACT: the database is away: nobody is thrown out for it', async () => {
    const display = await enter(other.url, 'display', { token: (await pairDevice(test.url, 'DISPLAY')).token });
    const still = jest.spyOn(other.app.get(Authenticator), 'stillGood').mockRejectedValue(new Error('away'));
    await turn();
    expect(still).toHaveBeenCalled();
    still.mockRestore();
    await turn();
    expect(display.socket.connected).toBe(true);
  });

  it('CONTRACT: a customer’s socket has nothing to be revoked', async () => {
    const kiosk = await pairDevice(test.url, 'KIOSK');
    const { body } = await kiosk.send('POST', '/api/tickets', { nationalId: '11222333-4', queueType: 'CAJA' });
    const customer = await enter(other.url, 'ticket', { codigoReferencia: body.codigoReferencia });
    await rows(test, 'update device set revoked_at = now() where not demo');
    await turn();
    expect(customer.socket.connected).toBe(true);
  });

  it('CONTRACT: a screen that only listens is seen, to the minute', async () => {
    const display = await pairDevice(test.url, 'DISPLAY');
    await enter(other.url, 'display', { token: display.token });
    // At one moment, so that what was 50 seconds ago is not a minute ago by the time somebody looks.
    const now = Date.now();
    const clocks = [test, other].map(({ app }) => jest.spyOn(app.get(WallClock), 'now').mockReturnValue(now));
    const seen = (secondsAgo: number) =>
      rows(test, 'update device set last_seen_at = $1', [new Date(now - secondsAgo * 1_000)]);
    const seenAt = async () =>
      (await row(test, 'select last_seen_at from device where not demo order by id desc limit 1'))[
        'last_seen_at'
      ].getTime();
    await seen(50);
    await turn();
    expect(await seenAt()).toBe(now - 50_000);
    await seen(70);
    await turn();
    expect(await seenAt()).toBe(now);
    clocks.forEach((clock) => clock.mockRestore());
  });
});
