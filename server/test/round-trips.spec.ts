import { Client } from 'pg';

import { openBranch, PHONE, type TestBranch } from './support/branch.js';
import { newPerson, type Answer, type TestClient } from './support/client.js';
import { setSettings } from './support/rows.js';

interface Sent {
  name: string | undefined;
  text: string;
}

/** Who is calling is remembered for four seconds of real time: the one statement that may come between. */
const SIGN_IN = /^principal-/;
const BEGIN_COMMIT = /^(begin|commit|rollback)$/;

describe('what a hot command says to the database', () => {
  let branch: TestBranch;
  let luis: TestClient;
  const sent: Sent[] = [];

  beforeAll(async () => {
    branch = await openBranch();
    luis = await branch.ready('luis.perez');
    const original = Client.prototype.query as (...args: unknown[]) => unknown;
    // Under the pool, the unit of work and everything else: what is counted here is what travels.
    jest.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...args: unknown[]) {
      const [query] = args as [string | Sent];
      sent.push(typeof query === 'string' ? { name: undefined, text: query } : { name: query.name, text: query.text });
      return original.apply(this, args) as never;
    });
    // Once each, so that the connections, the branch and the callers are known.
    await branch.issue();
    await luis.send('POST', '/api/advisor/call-next', { finish: 'COMPLETADO' });
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await branch.test.close();
  });

  async function statementsOf(request: () => Promise<Answer>, status: number): Promise<Sent[]> {
    sent.length = 0;
    const answer = await request();
    // What a command sends after its answer would be counted too.
    await new Promise((resolve) => setImmediate(resolve));
    expect(answer.status).toBe(status);
    return sent.filter(({ name }) => !SIGN_IN.test(name ?? ''));
  }
  const issue = (more: object = {}, headers = {}) =>
    branch.kiosk.send(
      'POST',
      '/api/tickets',
      { nationalId: newPerson(), queueType: 'CAJA', telefono: PHONE, ...more },
      headers,
    );
  const callNext = () => luis.send('POST', '/api/advisor/call-next', { finish: 'COMPLETADO' });
  const names = (statements: Sent[]): string[] => statements.map(({ name, text }) => name ?? text);

  function expectHot(statements: Sent[]): void {
    expect(statements.length).toBeGreaterThan(0);
    expect(statements.length).toBeLessThanOrEqual(5);
    for (const { name, text } of statements) expect(name ?? text).toMatch(name ? /^[a-z-]+-\d+$/ : BEGIN_COMMIT);
  }

  it('R7: issue, called at once: five, with begin, commit and the assignment', async () => {
    const statements = await statementsOf(() => issue({}, { 'idempotency-key': 'five' }), 201);
    expectHot(statements);
    expect(names(statements)).toEqual(['begin', 'branch-lock-1', 'branch-load-issue-6', 'branch-save-5', 'commit']);
  });

  it('R7: call next, which ends one ticket and assigns another: five', async () => {
    await issue();
    await issue();
    const statements = await statementsOf(callNext, 200);
    expectHot(statements);
    expect(names(statements)).toEqual(['begin', 'branch-lock-1', 'branch-load-5', 'branch-save-5', 'commit']);
  });

  it.each<[verb: string, body: object]>([
    ['current/start', {}],
    ['undo', {}],
    ['current/return', { afterPlaces: 1 }],
    ['undo', {}],
    ['current/transfer', { queueType: 'EMPRESAS' }],
    ['undo', {}],
    ['current/complete', {}],
    ['undo', {}],
  ])('R4: %s: five at most', async (verb, body) => {
    await issue();
    expectHot(await statementsOf(() => luis.send('POST', `/api/advisor/${verb}`, body), 200));
  });

  it('R7: a status: five at most', async () => {
    await setSettings(branch.test, { assignmentMode: 'onCall' });
    for (let { status } = await callNext(); status === 200;) ({ status } = await callNext()); // until nobody waits
    const request = () => luis.send('PUT', '/api/advisor/status', { status: 'OFFLINE', reason: 'ALMUERZO' });
    expectHot(await statementsOf(request, 200));
  });

  it('R6: a look at a ticket: two, none of them a transaction', async () => {
    const { body } = await issue();
    const statements = await statementsOf(() => luis.send('GET', `/api/tickets/${body.codigoReferencia}`), 200);
    expect(names(statements)).toEqual(['ticket-by-reference-2', 'branch-load-5']);
  });

  it('R7: one name stands for one text, so that each connection parses it once', async () => {
    const texts = new Map<string, string>();
    sent.length = 0;
    await issue();
    await branch.test.turn('positions');
    await branch.ready('maria.gonzalez');
    for (const { name, text } of sent) {
      if (name === undefined) continue;
      expect(texts.get(name) ?? text).toBe(text);
      texts.set(name, text);
    }
    expect(texts.size).toBeGreaterThan(4);
  });
});
