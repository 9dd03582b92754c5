import { randomUUID } from 'node:crypto';

import { ManualClock } from '../../../src/platform/clock.js';
import { startApp, PASSWORD, type TestApp } from '../../support/app.js';
import { client, signIn } from '../../support/client.js';
import { row } from '../../support/rows.js';
import { exchange, openLine, statusOf } from '../../support/tcp.js';

/** One caller as a proxy hands it on: what the client wrote stays on the left, its address is put on the right. */
const via = (address: string, written = ''): Record<string, string> => ({
  'x-forwarded-for': written ? `${written}, ${address}` : address,
});

describe('behind a proxy, or not', () => {
  let test: TestApp;
  /** Limits count in a minute, which a busy machine may need for what is too much within it: here it does not pass. */
  const wallClock = new ManualClock(Date.now());

  beforeAll(async () => {
    test = await startApp({ config: { rateLimitFactor: 1, trustProxy: true }, wallClock });
  });
  afterAll(() => test.close());

  const failedSignIn = async (headers: Record<string, string>, at = test): Promise<string> => {
    const email = `${randomUUID()}@banco.com`;
    await client(at.url).send('POST', '/api/auth/login', { email, password: 'x' }, headers);
    const event = await row(
      at,
      "select ip_address as ip from audit_log where event_type = 'SESION_FALLIDA' order by id desc limit 1",
    );
    return String(event['ip']);
  };

  it('CONTRACT: the audit log has the client’s address, and not the one that the client invented', async () => {
    expect(await failedSignIn(via('198.51.100.7'))).toBe('198.51.100.7');
    expect(await failedSignIn(via('198.51.100.7', '1.2.3.4, 10.0.0.1'))).toBe('198.51.100.7');
    expect(await failedSignIn(via('198.51.100.7:4444', '1.2.3.4'))).toBe('198.51.100.7');
    expect(await failedSignIn(via('2001:db8::7', '1.2.3.4'))).toBe('2001:db8::7');
    // What is no address is nobody's: the proxy itself is named.
    for (const nonsense of ['unknown', "'; drop table audit_log; --", 'x'.repeat(500)]) {
      expect(await failedSignIn(via(nonsense, '1.2.3.4'))).toBe('127.0.0.1');
    }
  });

  it('CONTRACT: no limit is dodged by an address that the client writes itself', async () => {
    const guess = (i: number): Promise<number> =>
      client(test.url)
        .send('POST', '/api/devices/pair', { pairingCode: '000000' }, via('198.51.100.8', `203.0.113.${i}`))
        .then(({ status }) => status);
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) statuses.push(await guess(i));
    expect(statuses).toEqual([...Array<number>(10).fill(400), 429, 429]);
    expect(
      (await client(test.url).send('POST', '/api/devices/pair', { pairingCode: '000000' }, via('198.51.100.9'))).status,
    ).toBe(400);
  });

  it('CONTRACT: one line of IPv6 has one counter, whichever of its addresses it takes', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 11; i++) {
      const answer = await client(test.url).send(
        'POST',
        '/api/devices/pair',
        { pairingCode: '000000' },
        via(`2001:db8:1:2::${i}`),
      );
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(400), 429]);
  });

  it('CONTRACT: without TRUST_PROXY nobody’s word is taken', async () => {
    const alone = await startApp({ config: { rateLimitFactor: 1 }, database: test.database, wallClock });
    try {
      expect(await failedSignIn(via('198.51.100.7'), alone)).toBe('127.0.0.1');
      const statuses: number[] = [];
      for (let i = 0; i < 11; i++) {
        const answer = await client(alone.url).send(
          'POST',
          '/api/devices/pair',
          { pairingCode: '000000' },
          via(`198.51.100.${i}`),
        );
        statuses.push(answer.status);
      }
      expect(statuses.at(-1)).toBe(429);
    } finally {
      await alone.close();
    }
  });

  it('CONTRACT: everything that needs no token has a ceiling for each address, and nobody else’s work stops', async () => {
    // 1,200 × 0.05 = 60 a minute.
    const config = { rateLimitFactor: 0.05, trustProxy: true };
    const tight = await startApp({ config, database: test.database, wallClock });
    try {
      const get = (path: string, headers: Record<string, string>): Promise<Response> =>
        fetch(tight.url + path, { headers });
      const flood = via('198.51.100.20');
      const paths = ['/', '/start.js', '/kiosk/', '/api/health', '/api/nothing', '/nothing', '/api/docs', '/api/board'];
      for (let i = 0; i < 60; i++) expect((await get(paths[i % paths.length]!, flood)).status).not.toBe(429);
      for (const path of paths) {
        const { status, headers } = await get(path, flood);
        expect([path, status, headers.get('content-type')?.split(';')[0]]).toEqual([
          path,
          429,
          'application/problem+json',
        ]);
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      }
      // A token that opens nothing is no way round.
      expect((await get('/api/health', { ...flood, authorization: 'Bearer x' })).status).toBe(429);
      expect((await get('/', { ...flood, authorization: 'Bearer x' })).status).toBe(429);
      // Who is signed in at the same address works on; so does everybody elsewhere.
      const { token } = await signIn(test.url, 'supervisor');
      expect((await get('/api/board', { ...flood, authorization: `Bearer ${token}` })).status).toBe(200);
      expect((await get('/', via('198.51.100.21'))).status).toBe(200);
    } finally {
      await tight.close();
    }
  });

  it('CONTRACT: only so many connections of one address; a proxy’s are everybody’s', async () => {
    const few = await startApp({
      config: { rateLimitFactor: 1 },
      doors: { connectionsPerAddress: 3 },
      database: test.database,
    });
    const behind = await startApp({
      config: { rateLimitFactor: 1, trustProxy: ['127.0.0.1'] },
      doors: { connectionsPerAddress: 3 },
      database: test.database,
    });
    try {
      const mine = await Promise.all([1, 2, 3].map(() => openLine(few.url)));
      await (
        await openLine(few.url)
      ).closed;
      const elsewhere = await openLine(few.url, '127.0.0.2');
      elsewhere.socket.write('GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
      await elsewhere.closed;
      expect(statusOf(elsewhere)).toBe(200);
      mine[0]!.socket.destroy();
      await mine[0]!.closed;
      const health = 'GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
      // The server hears of the end a moment later.
      while ((await exchange(few.url, health)).status !== 200) await new Promise((resolve) => setTimeout(resolve, 10));

      const many = await Promise.all(Array.from({ length: 10 }, () => openLine(behind.url)));
      expect((await exchange(behind.url, health)).status).toBe(200);
      [...mine, ...many].forEach(({ socket }) => socket.destroy());
    } finally {
      await few.close();
      await behind.close();
    }
  });

  it('CONTRACT: /metrics is for this machine: nobody forwarded is, whoever they say they are', async () => {
    const scrape = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(`${test.url}/metrics`, { headers })).status;
    expect(await scrape({})).toBe(200);
    for (const headers of [
      via('127.0.0.1'),
      via('::1'),
      via('198.51.100.1', '127.0.0.1'),
      via('nonsense'),
      { 'x-forwarded-for': '' },
      { 'x-real-ip': '127.0.0.1' },
      { forwarded: 'for=127.0.0.1' },
      { 'x-forwarded-proto': 'https' },
    ]) {
      expect([headers, await scrape(headers as Record<string, string>)]).toEqual([headers, 401]);
    }
  });

  it('CONTRACT: sign-in 5 a minute for each account and address, behind a proxy too', async () => {
    const body = { email: 'ana.martinez@banco.com', password: PASSWORD };
    const attempt = (i: number): Promise<number> =>
      client(test.url)
        .send('POST', '/api/auth/login', { ...body, password: 'mal' }, via('198.51.100.30', `1.1.1.${i}`))
        .then(({ status }) => status);
    for (let i = 0; i < 5; i++) expect(await attempt(i)).toBe(401);
    expect(await attempt(5)).toBe(429);
    expect((await client(test.url).send('POST', '/api/auth/login', body, via('198.51.100.31'))).status).toBe(200);
  });
});
