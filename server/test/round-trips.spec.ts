import { Client } from 'pg';

import { openBranch, PHONE, type TestBranch } from './support/branch.js';
import { newPerson, type Answer, type TestClient } from './support/client.js';
import { setSettings } from './support/rows.js';

interface Sent {
  name: string | undefined;
  text: string;
  /** Which round trip: what is asked for in one turn of the event loop travels in one write. */
  trip: number;
}

/** Who is calling is remembered for four seconds of real time: the one statement that may come between. */
const SIGN_IN = /^principal-/;
/** Of the parts that this command needs: see save-statement.ts. */
const SAVE: unknown = expect.stringMatching(/^branch-save-[a-z]+-8-\d{6}-\d{6}$/);
/** A statement that is parsed once by a connection; a save is one for each month (save-statement.ts). */
const NAMED = /^[a-z-]+-\d+(-\d{6}-\d{6})?$/;
const BEGIN_COMMIT = /^(begin|commit|rollback)$/;

describe('what a hot command says to the database', () => {
  let branch: TestBranch;
  let luis: TestClient;
  const sent: Sent[] = [];

  beforeAll(async () => {
    branch = await openBranch();
    luis = await branch.ready('luis.perez');
    let [trip, landed] = [0, true];
    const ownTrip = (): number => {
      if (landed) {
        trip += 1;
        landed = false;
        setImmediate(() => (landed = true));
      }
      return trip;
    };
    const original = Client.prototype.query as (...args: unknown[]) => unknown;
    // Under the pool, the unit of work and everything else: what is counted here is what travels.
    jest.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...args: unknown[]) {
      const [query] = args as [string | Sent];
      const { name, text } = typeof query === 'string' ? { name: undefined, text: query } : query;
      sent.push({ name, text, trip: ownTrip() });
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

  const tripsOf = (statements: Sent[]): number => new Set(statements.map(({ trip }) => trip)).size;

  function expectHot(statements: Sent[]): void {
    expect(statements.length).toBeGreaterThan(0);
    expect(statements.length).toBeLessThanOrEqual(5);
    expect(tripsOf(statements)).toBe(2);
    for (const { name, text } of statements) expect(name ?? text).toMatch(name ? NAMED : BEGIN_COMMIT);
  }

  it('R7: issue, called at once: five in two round trips, with begin, commit and the assignment', async () => {
    const statements = await statementsOf(() => issue({}, { 'idempotency-key': 'five' }), 201);
    expectHot(statements);
    expect(names(statements)).toEqual(['begin', 'branch-lock-1', 'branch-load-issue-8', SAVE, 'commit']);
  });

  it('R7: call next, which ends one ticket and assigns another: five in two round trips', async () => {
    await issue();
    await issue();
    const statements = await statementsOf(callNext, 200);
    expectHot(statements);
    expect(names(statements)).toEqual(['begin', 'branch-lock-1', 'branch-load-7', SAVE, 'commit']);
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
  ])('R4: %s: five at most, in two round trips', async (verb, body) => {
    await issue();
    expectHot(await statementsOf(() => luis.send('POST', `/api/advisor/${verb}`, body), 200));
  });

  it('R7: a status: five at most, in two round trips', async () => {
    await setSettings(branch.test, { assignmentMode: 'onCall' });
    for (let { status } = await callNext(); status === 200;) ({ status } = await callNext()); // until nobody waits
    const request = () => luis.send('PUT', '/api/advisor/status', { status: 'OFFLINE', reason: 'ALMUERZO' });
    expectHot(await statementsOf(request, 200));
  });

  it('R6: a look at a ticket that waits: one, and no transaction', async () => {
    const { body } = await issue();
    const statements = await statementsOf(() => luis.send('GET', `/api/tickets/${body.codigoReferencia}`), 200);
    expect(names(statements)).toEqual(['branch-load-of-ticket-3']);
    const byNumber = await statementsOf(() => luis.send('GET', `/api/tickets/${body.numero}/position`), 200);
    expect(names(byNumber)).toEqual(['branch-load-7']);
  });

  it('R6: a look at a ticket that ended: two', async () => {
    const { body } = await issue();
    await luis.send('DELETE', `/api/tickets/${body.codigoReferencia}`);
    const statements = await statementsOf(() => luis.send('GET', `/api/tickets/${body.codigoReferencia}`), 200);
    expect(names(statements)).toEqual(['branch-load-of-ticket-3', 'ticket-by-reference-3']);
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
