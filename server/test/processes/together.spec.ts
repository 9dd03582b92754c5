import { setTimeout as pause } from 'node:timers/promises';

import { createDatabase, type TestDatabase } from '../support/database.js';
import { client, signIn, type TestClient } from '../support/client.js';
import { health, Processes, until } from '../support/processes.js';
import { describeWithRedis, RealRedis } from '../support/redis.js';
import { listen } from '../support/socket.js';

/** What a kiosk may issue in a minute (CONTRACT.md, Limits). */
const PER_MINUTE = 60;
/** So long a process waits for Redis; then it counts for itself, and does so until Redis answers again, within seconds. */
const ANSWER_LIMIT_MS = 300;
const AGAIN_MS = 5_000;

describeWithRedis('two processes that hold together', () => {
  let database: TestDatabase;
  let redis: RealRedis;
  let processes: Processes;
  let urls: string[];
  // Signing in has a limit too.
  let admin: TestClient;

  beforeAll(async () => {
    database = await createDatabase();
    redis = await RealRedis.start();
    processes = new Processes(database.url, { REDIS_URL: redis.url, RATE_LIMIT_FACTOR: '1' });
    await processes.start();
    await processes.start();
    urls = processes.running.map(({ url }) => url);
    await redisIs('UP');
    admin = await signIn(urls[0]!, 'admin');
  });
  afterAll(async () => {
    await processes.stop();
    await redis.remove();
    await database.drop();
  });

  const redisIs = (status: string): Promise<void> =>
    until(async () => (await Promise.all(urls.map(health))).every(({ redis: one }) => one.status === status));
  async function pair(kind: 'KIOSK' | 'DISPLAY'): Promise<{ id: number; token: string }> {
    const { body } = await admin.send('POST', '/api/admin/devices', { kind, name: kind, branchOffice: 'CENTRO' });
    let paired = await client(urls[0]!).send('POST', '/api/devices/pair', { pairingCode: body.pairingCode });
    while (paired.status === 429) {
      await pause(1_000);
      paired = await client(urls[0]!).send('POST', '/api/devices/pair', { pairingCode: body.pairingCode });
    }
    return { id: body.id, token: paired.body.deviceToken };
  }
  let slowestMs = 0;
  /** Refused for what it says, and counted all the same: nobody gets a number. */
  async function issue(url: string, token: string): Promise<number> {
    const since = performance.now();
    const { status } = await client(url, token).send('POST', '/api/tickets', {});
    slowestMs = Math.max(slowestMs, performance.now() - since);
    return status;
  }
  /** What was let through when Redis was surely asked every time: on a machine that is too busy for that, once more. */
  async function countedTogether(attempt: (token: string) => Promise<number>): Promise<number> {
    for (;;) {
      const { token } = await pair('KIOSK');
      const before = await redis.hits();
      for (const url of urls) await issue(url, token);
      const asked = (await redis.hits()) - before === urls.length;
      slowestMs = 0;
      const passed = urls.length + (await attempt(token));
      if (asked && slowestMs < ANSWER_LIMIT_MS) return passed;
      await pause(AGAIN_MS);
    }
  }
  /** So many attempts, by turns at each process. */
  async function inTurn(token: string, attempts: number): Promise<number[]> {
    const statuses = [];
    for (let i = 0; i < attempts; i++) statuses.push(await issue(urls[i % urls.length]!, token));
    return statuses;
  }
  /** How many of them were let through. */
  async function letThrough(token: string, attempts: number): Promise<number> {
    const statuses = await inTurn(token, attempts);
    expect(new Set(statuses)).toEqual(new Set([400, 429]));
    return statuses.filter((status) => status !== 429).length;
  }

  it('CONTRACT: a limit is one for all processes, and says when there is room again', async () => {
    let token = '';
    const passed = await countedTogether((kiosk) => letThrough((token = kiosk), PER_MINUTE + 6));
    expect(passed).toBe(PER_MINUTE);
    const refused = await client(urls[1]!, token).send('POST', '/api/tickets', {});
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
  });

  it('CONTRACT: many at once are not more', async () => {
    // The last ten of the minute, for which more than twice as many come: few enough that Redis answers each in time.
    const passed = await countedTogether(async (token) => {
      const first = await inTurn(token, PER_MINUTE - 10 - urls.length);
      const all = await Promise.all(Array.from({ length: 24 }, (_, i) => issue(urls[i % 2]!, token)));
      return [...first, ...all].filter((status) => status !== 429).length;
    });
    expect(passed).toBe(PER_MINUTE);
  });

  it('CONTRACT: without Redis nobody is refused for it, and nobody is without a limit', async () => {
    const { token } = await pair('KIOSK');
    for (let i = 0; i < 10; i++) await issue(urls[0]!, token);
    await redis.stop();
    // Each by itself, with what it has counted until now: 50 more there, 60 at the other.
    expect(await letThrough(token, 2 * (PER_MINUTE + 6))).toBe(2 * PER_MINUTE - 10);
    await redis.start();
    await redisIs('UP');
    // It has forgotten; the processes have not.
    expect(await issue(urls[0]!, token)).toBe(429);
    expect(await issue(urls[1]!, token)).toBe(429);
  });

  it('CONTRACT: nothing in Redis says who asked', async () => {
    const { token } = await pair('KIOSK');
    await issue(urls[0]!, token);
    const keys = await redis.keys();
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => /127\.0\.0\.1|device|person|kiosk/i.test(key))).toEqual([]);
  });

  /** Listens at every process, does it, and returns when all of them have closed the socket. */
  async function closedEverywhere(namespace: 'display' | 'advisor', token: string, revoke: () => Promise<unknown>) {
    const sockets = await Promise.all(urls.map((url) => listen(url, namespace, { token })));
    const closed = sockets.map(
      ({ socket }) => new Promise<string>((resolve) => socket.once('disconnect', (reason) => resolve(reason))),
    );
    await revoke();
    expect(await Promise.all(closed)).toEqual(['io server disconnect', 'io server disconnect']);
  }

  it('CONTRACT: a device is revoked at one process: out everywhere, also by what the other one remembers', async () => {
    const { id, token } = await pair('DISPLAY');
    const board = () => client(urls[1]!, token).send('GET', '/api/board');
    expect((await board()).status).toBe(200);
    await closedEverywhere('display', token, () => admin.send('DELETE', `/api/admin/devices/${id}`));
    expect((await board()).status).toBe(401);
  });

  it('CONTRACT: a person signs out everywhere at one process: out everywhere', async () => {
    const { token, send } = await signIn(urls[0]!, 'maria.gonzalez');
    const desk = () => client(urls[1]!, token).send('GET', '/api/advisor/desk');
    expect((await desk()).status).toBe(200);
    await closedEverywhere('advisor', token, () => send('POST', '/api/auth/logout-everywhere'));
    expect((await desk()).status).toBe(401);
  });
});
