import { randomUUID } from 'node:crypto';

import { startApp, type TestApp } from '../support/app.js';
import { client, newPerson, pairDevice, signIn, type Answer, type TestClient } from '../support/client.js';
import { Crowd, holdBranch } from '../support/crowd.js';
import { broken } from '../support/invariants.js';
import { row, rows } from '../support/rows.js';

const expectSaturated = ({ status, body, headers }: Answer): void => {
  expect([status, body.error]).toEqual([503, 'SERVICIO_SATURADO']);
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect([1, 2, 3]).toContain(body.retryAfter);
  expect(headers.get('retry-after')).toBe(String(body.retryAfter));
};
const numbersGiven = async (test: TestApp): Promise<number> =>
  Number((await row(test, 'select count(*) as given from ticket'))['given']);
const refusedFor = async (test: TestApp, what: string): Promise<number> => {
  const text = await (await fetch(`${test.url}/metrics`)).text();
  return Number(new RegExp(`ticketero_refused_total\\{what="${what}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
};
const issueWith = (kiosk: TestClient, key: string, nationalId = newPerson()): Promise<Answer> =>
  kiosk.send('POST', '/api/tickets', { nationalId, queueType: 'CAJA' }, { 'idempotency-key': key });

describe('more commands of one branch than it can take', () => {
  const LINE = 8;
  const branchLine = { customers: { most: LINE, waitMs: Infinity }, staff: { most: LINE + 2, waitMs: Infinity } };
  let test: TestApp;
  let kiosk: TestClient;

  beforeAll(async () => {
    test = await startApp({ config: { branchLine } });
    kiosk = await pairDevice(test.url, 'KIOSK');
  });
  afterAll(() => test.close());

  it('R14: the last are refused at once and changed nothing; the same key goes through when there is room', async () => {
    const TOO_MANY = 5;
    const requests = Array.from({ length: LINE + TOO_MANY }, () => ({
      key: randomUUID(),
      nationalId: newPerson(),
    }));
    const held = await holdBranch(test);
    const crowd = new Crowd(requests.map(({ key, nationalId }) => issueWith(kiosk, key, nationalId)));
    const refused = await crowd.until(TOO_MANY);
    refused.forEach(expectSaturated);
    // The desks get in where customers no longer do.
    const advisors = await Promise.all(
      ['maria.gonzalez', 'luis.perez', 'ana.martinez'].map((who) => signIn(test.url, who)),
    );
    const desks = new Crowd(advisors.map((one) => one.send('PUT', '/api/advisor/status', { status: 'AVAILABLE' })));
    expectSaturated((await desks.until(1))[0]!);
    expect((await client(test.url).send('GET', '/api/health')).body.status).toBe('UP');
    expect(await numbersGiven(test)).toBe(0);
    expect([crowd.answered.length, desks.answered.length]).toEqual([TOO_MANY, 1]);

    await held.letGo();
    expect((await desks.everyone()).filter(({ status }) => status === 200)).toHaveLength(2);
    const answers = await crowd.everyone();
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(LINE);
    expect(await numbersGiven(test)).toBe(LINE);

    const again = answers.flatMap(({ status }, i) => (status === 503 ? [requests[i]!] : []));
    const second = await Promise.all(again.map(({ key, nationalId }) => issueWith(kiosk, key, nationalId)));
    expect(second.map(({ status }) => status)).toEqual(Array(TOO_MANY).fill(201));
    expect(await numbersGiven(test)).toBe(requests.length);
    expect(await refusedFor(test, 'branch')).toBe(TOO_MANY + 1);
    expect(await broken(test)).toEqual({});
  });

  it('R11: a job of that branch waits its turn and is never refused', async () => {
    const held = await holdBranch(test);
    const crowd = new Crowd(Array.from({ length: LINE + 1 }, () => issueWith(kiosk, randomUUID())));
    expectSaturated((await crowd.until(1))[0]!);
    const positions = test.turn('positions');
    await held.letGo();
    await Promise.all([crowd.everyone(), positions]);
    const health = await client(test.url).send('GET', '/api/health');
    expect(health.body.components.schedulers).toEqual({ status: 'UP' });
    expect(await rows(test, "select 1 from audit_log where event_type = 'SCHEDULER_ERROR'")).toEqual([]);
  });
});

describe('more requests than one process can take', () => {
  const most = { reads: 3, customers: 4, staff: 6 };
  const door = (count: number) => ({ most: count, slowMs: Infinity });
  const underWay = { reads: door(most.reads), customers: door(most.customers), staff: door(most.staff) };
  let test: TestApp;
  let kiosk: TestClient;
  let advisors: TestClient[];

  beforeAll(async () => {
    test = await startApp({ doors: { underWay } });
    kiosk = await pairDevice(test.url, 'KIOSK');
    advisors = await Promise.all(['maria.gonzalez', 'luis.perez', 'ana.martinez'].map((who) => signIn(test.url, who)));
  });
  afterAll(async () => {
    // Whoever aborted a request may have opened another connection, on which nothing will ever be asked.
    (test.app.getHttpServer() as import('node:http').Server).closeAllConnections();
    await test.close();
  });

  it('R14: who looks is refused first, then who wants a number, and the desks last; all goes on afterwards', async () => {
    const [first] = await Promise.all([issueWith(kiosk, randomUUID())]);
    const ticket = `/api/tickets/${first.body.codigoReferencia}`;
    const look = (): Promise<Answer> => client(test.url).send('GET', ticket);
    expect((await look()).status).toBe(200);

    const held = await holdBranch(test);
    const customers = new Crowd(Array.from({ length: most.customers + 1 }, () => issueWith(kiosk, randomUUID())));
    expectSaturated((await customers.until(1))[0]!);
    expectSaturated(await look());
    const desks = new Crowd(
      advisors.map((advisor) => advisor.send('PUT', '/api/advisor/status', { status: 'AVAILABLE' })),
    );
    expectSaturated((await desks.until(1))[0]!);
    expect((await client(test.url).send('GET', '/api/health')).body.status).toBe('UP');
    expect([customers.answered.length, desks.answered.length]).toEqual([1, 1]);

    await held.letGo();
    const served = [...(await customers.everyone()), ...(await desks.everyone())].map(({ status }) => status);
    expect(served.filter((status) => status < 300)).toHaveLength(most.staff);
    expect((await look()).status).toBe(200);
    const counted = ['reads', 'customers', 'staff'].map((what) => refusedFor(test, what));
    expect(await Promise.all(counted)).toEqual([1, 1, 1]);
    expect(await broken(test)).toEqual({});
  });

  it('R14: who leaves before the answer makes room', async () => {
    const held = await holdBranch(test);
    const leaving = new AbortController();
    const body = (): string => JSON.stringify({ nationalId: newPerson(), queueType: 'CAJA' });
    const headers = { authorization: `Bearer ${kiosk.token}`, 'content-type': 'application/json' };
    const abandoned = Array.from({ length: most.customers }, () =>
      fetch(`${test.url}/api/tickets`, { method: 'POST', headers, body: body(), signal: leaving.signal }).catch(
        () => null,
      ),
    );
    const refusedOnce = async (): Promise<Answer> => {
      for (;;) {
        const answer = await client(test.url).send('GET', '/api/board');
        if (answer.status === 503) return answer;
      }
    };
    expectSaturated(await refusedOnce());
    leaving.abort();
    await Promise.all(abandoned);
    const answeredOnce = async (): Promise<Answer> => {
      for (;;) {
        const answer = await client(test.url).send('GET', '/api/board');
        if (answer.status !== 503) return answer;
      }
    };
    expect((await answeredOnce()).status).toBe(401);
    await held.letGo();
  });
});
