import { ManualClock } from '../../src/platform/clock.js';
import { PASSWORD, startApp, type TestApp } from '../support/app.js';
import { client, type Answer } from '../support/client.js';
import { rows } from '../support/rows.js';

const MINUTE = 60_000;
const OFFICE = '10.1.0.7';

/**
 * What the database remembers of failed sign-ins. The limit in memory, 5 a minute in real time, is in front of it (see
 * http/limits.spec.ts): each attempt here goes to the server of several whose counter has room.
 */
describe('sign-in is slowed where somebody guesses', () => {
  let test: TestApp;
  let wallClock: ManualClock;
  const more: TestApp[] = [];
  let sent = 0;
  /** Four to one server, then on to the next: a new process, which remembers nothing by itself. */
  const next = async (): Promise<TestApp> => {
    if (sent++ % 4 !== 0) return more.at(-1)!;
    more.push(await startApp({ config: { rateLimitFactor: 1, trustProxy: true }, database: test.database, wallClock }));
    return more.at(-1)!;
  };
  const attempt = async (email: string, address: string, password = 'mal'): Promise<Answer> => {
    const { url } = await next();
    return client(url).send('POST', '/api/auth/login', { email, password }, { 'x-forwarded-for': address });
  };
  const statuses = async (count: number, email: string, address: (n: number) => string): Promise<number[]> => {
    const all: number[] = [];
    for (let n = 0; n < count; n++) all.push((await attempt(email, address(n))).status);
    return all;
  };
  const waitOf = async (answer: Promise<Answer>): Promise<number> => {
    const { status, headers, body } = await answer;
    expect([status, body.error]).toEqual([429, 'DEMASIADAS_SOLICITUDES']);
    expect(body.retryAfter).toBe(Number(headers.get('retry-after')));
    return body.retryAfter;
  };

  beforeAll(async () => {
    wallClock = new ManualClock(Date.now());
    test = await startApp({ wallClock });
  });
  beforeEach(async () => {
    await rows(test, 'truncate sign_in_failure, known_address');
    wallClock.advance(MINUTE);
  });
  afterEach(async () => {
    for (const server of more.splice(0)) await server.close();
    sent = 0;
  });
  afterAll(() => test.close());

  it('CONTRACT: after 5 failures slowed, in every process and after every restart, with Retry-After', async () => {
    const email = 'maria.gonzalez@banco.com';
    expect(await statuses(5, email, () => '10.9.0.1')).toEqual([401, 401, 401, 401, 401]);
    expect(await waitOf(attempt(email, '10.9.0.1'))).toBe(60);
    // Not even the right password: it would tell the guesser.
    expect(await waitOf(attempt(email, '10.9.0.1', PASSWORD))).toBe(60);
    wallClock.advance(45_000);
    expect(await waitOf(attempt('maria.gonzalez', '10.9.0.1'))).toBe(15);
    wallClock.advance(15_000);
    expect((await attempt(email, '10.9.0.1')).status).toBe(401);
    expect(await waitOf(attempt(email, '10.9.0.1'))).toBe(120);
    wallClock.advance(2 * MINUTE);
    expect((await attempt(email, '10.9.0.1', PASSWORD)).status).toBe(200);
    expect(await statuses(4, email, () => '10.9.0.1')).toEqual([401, 401, 401, 401]);
  });

  it('CONTRACT: an account that does not exist is slowed in the same way, word for word', async () => {
    const heard: object[][] = [];
    for (const email of ['luis.perez@banco.com', 'nadie.nunca@banco.com']) {
      const answers: Answer[] = [];
      for (let n = 0; n < 6; n++) answers.push(await attempt(email, '10.9.0.2'));
      heard.push(answers.map(({ status, body }) => ({ status, body })));
    }
    expect(heard[1]).toEqual(heard[0]);
    expect(heard[0]!.map((one) => (one as { status: number }).status)).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('CONTRACT: who guesses from a hundred addresses is slowed, and Maria signs in at her desk all the same', async () => {
    const email = 'maria.gonzalez@banco.com';
    expect((await attempt(email, OFFICE, PASSWORD)).status).toBe(200);
    const guesses = await statuses(26, email, (n) => `10.8.0.${n}`);
    expect(guesses).toEqual([...Array.from({ length: 20 }, () => 401), ...Array.from({ length: 6 }, () => 429)]);
    expect(await waitOf(attempt(email, '10.8.1.1', PASSWORD))).toBe(60);
    expect((await attempt(email, OFFICE, PASSWORD)).status).toBe(200);
    // She mistypes like anybody: a minute at most.
    expect(await statuses(5, email, () => OFFICE)).toEqual([401, 401, 401, 401, 401]);
    for (let n = 0; n < 4; n++) {
      expect(await waitOf(attempt(email, OFFICE))).toBe(60);
      wallClock.advance(MINUTE);
      expect((await attempt(email, OFFICE)).status).toBe(401);
    }
    wallClock.advance(MINUTE);
    expect((await attempt(email, OFFICE, PASSWORD)).status).toBe(200);
  });

  it('CONTRACT: who guesses at many accounts from one address is slowed; who is at home there is not', async () => {
    const router = '10.7.0.1';
    expect((await attempt('ana.martinez@banco.com', router, PASSWORD)).status).toBe(200);
    for (let n = 0; n < 60; n++) expect((await attempt(`p${n}@banco.com`, router)).status).toBe(401);
    expect(await waitOf(attempt('p99@banco.com', router))).toBe(60);
    expect(await waitOf(attempt('carlos.rodriguez@banco.com', router, PASSWORD))).toBe(60);
    expect((await attempt('carlos.rodriguez@banco.com', '10.7.0.2', PASSWORD)).status).toBe(200);
    expect((await attempt('ana.martinez@banco.com', router, PASSWORD)).status).toBe(200);
  });

  it('CONTRACT: guesses at the same moment count one by one', async () => {
    const servers = await Promise.all(
      Array.from({ length: 8 }, () =>
        startApp({ config: { rateLimitFactor: 1, trustProxy: true }, database: test.database, wallClock }),
      ),
    );
    const body = { email: 'luis.perez@banco.com', password: 'mal' };
    const from = { 'x-forwarded-for': '10.6.0.1' };
    const answers = await Promise.all(
      servers.flatMap(({ url }) => [1, 2, 3, 4].map(() => client(url).send('POST', '/api/auth/login', body, from))),
    );
    for (const server of servers) await server.close();
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(27);
  });

  it('CONTRACT: a day later all is forgotten, and nothing that was typed was ever kept', async () => {
    await statuses(5, 'una-clave-por-error', () => '172.16.0.1');
    const kept = JSON.stringify(await rows(test, 'select t::text from sign_in_failure t'));
    expect(kept.length).toBeGreaterThan(100);
    expect(kept).not.toMatch(/clave|172\.16/); // no time that stands there looks like it, as 10.5 s past the minute would
    wallClock.advance(24 * 60 * MINUTE + 1);
    expect((await attempt('otra@banco.com', '172.16.0.2')).status).toBe(401);
    expect(await rows(test, 'select * from sign_in_failure')).toHaveLength(3);
  });

  it('CONTRACT: with RATE_LIMIT_FACTOR 0 nothing is counted', async () => {
    const body = { email: 'luis.perez@banco.com', password: 'mal' };
    for (let n = 0; n < 12; n++) {
      expect((await client(test.url).send('POST', '/api/auth/login', body)).status).toBe(401);
    }
    expect(await rows(test, 'select * from sign_in_failure')).toEqual([]);
  });
});
