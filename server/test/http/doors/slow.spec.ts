import { readConfig } from '../../../src/platform/config.js';
import { createApp } from '../../../src/platform/http/create-app.js';
import { DOORS, PUBLIC_PER_MINUTE } from '../../../src/platform/http/doors.js';
import { startApp, type TestApp } from '../../support/app.js';
import { client } from '../../support/client.js';
import { documentOf, faults } from '../../support/contract.js';
import { exchange, openLine, statusOf, type Line } from '../../support/tcp.js';

const QUICK = { headersMs: 300, requestMs: 600, idleMs: 400, silenceMs: 700, lookEveryMs: 50 };
/** A busy machine may look late, but not so late: with it each is still less than what the product itself waits. */
const LATE_MS = 9_000;

describe('who is slow, or takes too much', () => {
  let test: TestApp;
  /** For those who are not slow: a busy machine must not make them so. */
  let patient: TestApp;

  beforeAll(async () => {
    test = await startApp({ doors: QUICK, config: { rateLimitFactor: 0 } });
    patient = await startApp({ database: test.database });
  });
  afterAll(async () => {
    await patient.close();
    await test.close();
  });

  /** One byte every 20 ms until the server has enough. */
  const drip = async (line: Line, text: string): Promise<void> => {
    const bytes = text[Symbol.iterator]();
    const timer = setInterval(() => line.socket.write(String(bytes.next().value ?? 'x')), 20);
    await line.closed;
    clearInterval(timer);
  };
  const healthy = async (): Promise<number> => (await client(test.url).send('GET', '/api/health')).status;
  const isProblem = (body: string): void => {
    expect(faults(documentOf(test.app), { $ref: '#/components/schemas/Problem' }, JSON.parse(body))).toEqual([]);
  };

  it.each([
    ['the headers', 'GET /api/health HTTP/1.1\r\nHost: x\r\nX-Slow: ', QUICK.headersMs],
    [
      'the body',
      'POST /api/tickets HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n',
      QUICK.requestMs,
    ],
  ])(
    'CONTRACT: who drips %s byte by byte is cut off, and others are served meanwhile',
    async (_what, start, limitMs) => {
      const lines = await Promise.all(Array.from({ length: 20 }, () => openLine(test.url)));
      for (const line of lines) line.socket.write(start);
      const dripping = Promise.all(lines.map((line) => drip(line, 'a'.repeat(8_000))));
      expect(await healthy()).toBe(200);
      await dripping;
      for (const line of lines) {
        expect(await line.closed).toBeGreaterThanOrEqual(limitMs - 50);
        expect(await line.closed).toBeLessThan(limitMs + LATE_MS);
        expect(statusOf(line)).toBe(408);
      }
      isProblem(lines[0]!.heard().split('\r\n\r\n')[1] ?? '');
      expect(await healthy()).toBe(200);
    },
  );

  it('CONTRACT: who connects and says nothing, or nothing more, is cut off', async () => {
    const silent = await openLine(test.url);
    const done = await openLine(test.url);
    done.socket.write('GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(await silent.closed).toBeLessThan(QUICK.headersMs + LATE_MS);
    // Node adds up to a second to the time between two requests.
    expect(await done.closed).toBeLessThan(QUICK.idleMs + 1_000 + LATE_MS);
    expect(statusOf(done)).toBe(200);
  });

  it('CONTRACT: who asks and does not read is cut off', async () => {
    const line = await openLine(test.url);
    line.socket.pause();
    // More answers than the buffers of both sides hold.
    const file =
      (await (await fetch(`${patient.url}/console/`)).text()).match(/\/console\/assets\/[\w.-]+\.js/)?.[0] ?? '';
    line.socket.write(`GET ${file} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: identity\r\n\r\n`.repeat(60));
    const connections = (): Promise<number> =>
      new Promise(
        (counted) => void test.app.getHttpServer().getConnections((_: unknown, count: number) => counted(count)),
      );
    expect(await connections()).toBeGreaterThan(0);
    const since = performance.now();
    while ((await connections()) > 0) {
      expect(performance.now() - since).toBeLessThan(QUICK.silenceMs + QUICK.idleMs + LATE_MS);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    line.socket.destroy();
  });

  it.each<[string, string, number]>([
    ['headers of 16 kB', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(DOORS.headerBytes)}\r\n\r\n`, 431],
    ['101 headers', `GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${'X: y\r\n'.repeat(99)}\r\n`, 431],
    ['5,000 headers', `GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${'X:\r\n'.repeat(3_000)}\r\n`, 431],
    ['an address of 2 kB', `GET /?${'a'.repeat(DOORS.urlBytes)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 414],
    ['31 parameters', `GET /api/health?${'a=1&'.repeat(30)}b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 400],
    [
      'a body of 16 kB',
      `POST /api/auth/login HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 16385\r\n\r\n`,
      413,
    ],
    [
      'two lengths',
      'POST /api/tickets HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['two hosts', 'GET /api/health HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n', 400],
    ['no host', 'GET /api/health HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ])('CONTRACT: %s: %#', async (_what, request, status) => {
    const answer = await exchange(patient.url, request);
    expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([
      status,
      'application/problem+json',
    ]);
    isProblem(answer.body);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('CONTRACT: 100 headers, 30 parameters and 20 levels are let in', async () => {
    const headers = `GET /api/health?${'a=1&'.repeat(29)}b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${'X: y\r\n'.repeat(98)}\r\n`;
    expect((await exchange(patient.url, headers)).status).toBe(200);
    const nested = (depth: number): string => '{"email":'.repeat(depth) + '1' + '}'.repeat(depth);
    const campos = async (depth: number): Promise<unknown> =>
      (await client(patient.url).send('POST', '/api/auth/login', nested(depth))).body.campos;
    expect(await campos(20)).toBeDefined();
    expect(await campos(21)).toBeUndefined();
  });

  it('CONTRACT: the product has the limits that were meant', async () => {
    expect(DOORS).toEqual({
      bodyBytes: 16_384,
      fileBytes: 65_536,
      updateBytes: 1_048_576,
      headerBytes: 16_384,
      headersMax: 100,
      urlBytes: 2_048,
      queryParametersMax: 30,
      jsonDepthMax: 20,
      headersMs: 10_000,
      requestMs: 15_000,
      idleMs: 72_000,
      silenceMs: 60_000,
      lookEveryMs: 1_000,
      connectionsPerAddress: 1_000,
      underWay: {
        reads: { most: 1_500, slowMs: 3_000 },
        customers: { most: 2_000, slowMs: 5_000 },
        staff: { most: 3_000, slowMs: 10_000 },
      },
      sockets: {
        handshakesPerMinute: 600,
        messagesPerMinute: 120,
        joinMs: 10_000,
        waitingPerAddress: 100,
        perDevice: 8,
        perPerson: 20,
        perTicket: 20,
        ticketsPerAddress: 300,
      },
    });
    expect(PUBLIC_PER_MINUTE).toBe(1_200);
    const server = patient.app.getHttpServer() as import('node:http').Server;
    expect(server).toMatchObject({
      headersTimeout: 10_000,
      requestTimeout: 15_000,
      keepAliveTimeout: 72_000,
      timeout: 60_000,
      maxHeadersCount: 101,
    });
    expect(createApp).toHaveLength(3); // the limits are the product's unless a test brings its own
    expect(
      readConfig({ DATABASE_URL: 'postgres://x', JWT_SECRET: 'j'.repeat(32), PII_KEY: '0'.repeat(64) }).rateLimitFactor,
    ).toBe(1);
  });
});
