import { Agent } from 'node:http';

import * as fc from 'fast-check';

import { startApp, type TestApp } from '../support/app.js';
import { newPerson, pairDevice, signIn } from '../support/client.js';
import {
  answerFaults,
  documentOf,
  faults,
  routesOf,
  type Document,
  type Method,
  type Route,
} from '../support/contract.js';
import { oneWrongEach, requests } from '../support/fuzz.js';
import { row } from '../support/rows.js';
import { overTcp, sendRaw, type WireAnswer, type WireRequest } from '../support/wire.js';

/** Repeats a run: FUZZ_SEED=… */
const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
const RUNS = 3_000;

/** Everything that a refused request must leave as it was. A failed sign-in leaves its line in the audit log (R10). */
const FINGERPRINT = `select md5(concat_ws('|',
  (select string_agg(concat(id, revision, business_date), ',' order by id) from branch),
  (select string_agg(q::text, ',' order by queue_type) from queue q),
  (select string_agg(concat(id, status, module_number, status_reason), ',' order by id) from advisor),
  (select count(*) from ticket), (select count(*) from mensaje), (select count(*) from idempotency_key),
  (select count(*) from audit_log where event_type <> 'SESION_FALLIDA'),
  (select string_agg(concat(id, paired_at, revoked_at), ',' order by id) from device),
  (select count(*) from pairing_code), (select string_agg(r::text, ',' order by name) from role r),
  (select string_agg(concat(id, email, name, role, branch_id, active), ',' order by id) from app_user),
  (select string_agg(concat(id, name, queue_types, active), ',' order by id) from advisor), (select string_agg(u.password_hash, ',' order by id) from app_user u),
  (select string_agg(concat(id, used_at, revoked_at), ',' order by id) from refresh_token))) as now`;

describe(`requests that no client of ours sends (FUZZ_SEED=${SEED})`, () => {
  let test: TestApp;
  let document: Document;
  let callers: Record<'kiosk' | 'display' | 'advisor' | 'leaving' | 'admin', string>;
  let known: Record<string, string[]>;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });

  beforeAll(async () => {
    // With limits, so that the guard that counts requests reads these bodies too; too high to be reached.
    test = await startApp({ config: { rateLimitFactor: 1_000_000 } });
    document = documentOf(test.app);
    const [kiosk, display] = [await pairDevice(test.url, 'KIOSK'), await pairDevice(test.url, 'DISPLAY')];
    const [advisor, admin] = [await signIn(test.url, 'maria.gonzalez'), await signIn(test.url, 'admin')];
    const leaving = (await signIn(test.url, 'luis.perez')).token;
    callers = { kiosk: kiosk.token, display: display.token, advisor: advisor.token, leaving, admin: admin.token };
    const tickets = await Promise.all(
      [1, 2, 3].map(() => kiosk.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA' })),
    );
    known = {
      codigoReferencia: tickets.map(({ body }) => String(body.codigoReferencia)),
      numero: ['C01', 'C03', 'c02', 'Z99'],
      nationalId: ['12345678-9', '12.345.678'],
      type: ['CAJA', 'GERENCIA', 'NADA'],
      // Not the devices that ask: without them the rest of the run would be 401s.
      id: ['999999999'],
    };
  });
  afterAll(async () => {
    agent.destroy();
    await test.close();
  });

  const state = async (): Promise<string> => (await row(test, FINGERPRINT))['now'] as string;

  /** Who gets past the doors of this route, so that what lies behind them is tried. */
  const tokensFor = ({ path }: Route): string[] => {
    if (path === '/api/auth/logout-everywhere') return [callers.leaving]; // of the others it would leave nobody
    if (path.startsWith('/api/advisor')) return [callers.advisor];
    if (path.startsWith('/api/admin')) return [callers.admin];
    if (path === '/api/board') return [callers.display, callers.admin];
    return [callers.kiosk, callers.admin, callers.advisor];
  };

  const wrongWith = (wire: WireRequest, answer: WireAnswer): string[] => {
    if (answer.status < 400) {
      const isFile = answer.type.startsWith('text/');
      const body: unknown = isFile ? answer.text : answer.text ? JSON.parse(answer.text) : null;
      const headers = new Headers({ 'content-type': answer.type });
      return answerFaults(document, wire.method as Method, wire.path.split('#')[0]!, {
        status: answer.status,
        body,
        headers,
      });
    }
    if (answer.status >= 500) return [`${answer.status}`];
    if (!answer.type.startsWith('application/problem+json')) return [`content type ${answer.type}`];
    const problem: unknown = JSON.parse(answer.text);
    return faults(document, { $ref: '#/components/schemas/Problem' }, problem);
  };

  /** Sends it, and says what is wrong with the answer or with what it left behind. */
  const tried = async (wire: WireRequest, before: { state: string }): Promise<{ status: number; wrong: string[] }> => {
    const answer = await sendRaw(test.url, wire, agent);
    const after = await state();
    const changed = answer.status >= 400 && after !== before.state ? ['a refused request changed something'] : [];
    before.state = after;
    return { status: answer.status, wrong: [...wrongWith(wire, answer), ...changed] };
  };

  it('R14: any request at all: never a 5xx, always a problem, and nothing changes', async () => {
    const routes = routesOf(document);
    const before = { state: await state() };
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...routes).chain((route) => requests(document, route, tokensFor(route), known)),
        async (wire) => {
          const { status, wrong } = await tried(wire, before);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          expect(wrong).toEqual([]);
        },
      ),
      // Not shrunk: the database is no longer what it was when the case failed.
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    );
    // A run in which every request is refused at the door would prove nothing of the rooms behind.
    for (const status of [200, 400, 401, 404, 413]) expect(statuses.get(status) ?? 0).toBeGreaterThan(5);
  }, 60_000);

  it('R14: every field of every route, one wrong at a time', async () => {
    const before = { state: await state() };
    const wrong: string[] = [];
    let sent = 0;
    for (const route of routesOf(document)) {
      for (const wire of oneWrongEach(document, route, known)) {
        const authorization = `Bearer ${tokensFor(route)[0]}`;
        const outcome = await tried({ ...wire, headers: { ...wire.headers, authorization } }, before);
        wrong.push(...outcome.wrong.map((fault) => `${fault}: ${wire.method} ${wire.path} ${wire.body}`));
        sent += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect(sent).toBeGreaterThan(1_000);
  }, 60_000);

  it('R14: what is no HTTP at all, or too much of it, is a problem too', async () => {
    const bad: [string, number][] = [
      ['NONSENSE\r\n\r\n', 400],
      ['GET /api/health HTTP/9.9\r\nHost: x\r\n\r\n', 400],
      ['GET /api/health HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n', 400],
      [`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
      [`GET /api/health HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
      ['POST /api/tickets HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', 400],
      [`GET /api/tickets/${'a'.repeat(2_000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 414],
      ['TRACE /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 404],
      ['BREW /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ];
    const answers = await Promise.all(bad.map(([request]) => overTcp(new URL(test.url).port, request)));
    expect(answers.map(({ status }) => status)).toEqual(bad.map(([, status]) => status));
    for (const { type, body } of answers) {
      expect(type).toBe('application/problem+json');
      expect(faults(document, { $ref: '#/components/schemas/Problem' }, JSON.parse(body))).toEqual([]);
    }
  });
});
