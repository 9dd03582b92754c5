import { openBank, type Bank, type Caller } from '../support/bank.js';
import { client, newPerson, signIn, type Answer } from '../support/client.js';
import { broken } from '../support/invariants.js';
import { row, rows } from '../support/rows.js';

const ROUNDS = 16;

/** Both ends of every race must have been seen, or nothing was raced. */
describe.each([1, 2])('what rests on what, with %i server(s)', (size) => {
  let bank: Bank;
  let luis: Caller;
  let maria: Caller;
  let supervisor: Caller;

  beforeEach(async () => {
    bank = await openBank(size, { assignmentMode: 'onCall', undoSeconds: 600 });
    luis = await bank.advisor('luis.perez');
    maria = await bank.advisor('maria.gonzalez');
    for (const who of [luis, maria]) await at(who, 0).send('PUT', '/api/advisor/status', { status: 'BUSY' });
    const { token } = await signIn(bank.test.url, 'supervisor');
    supervisor = bank.servers.map(({ url }) => client(url, token));
  });
  afterEach(() => bank.close());

  const at = (who: Caller, round: number) => who[round % size]!;
  const post = (who: Caller, round: number, path: string, body?: object): Promise<Answer> =>
    at(who, round).send('POST', `/api/advisor/${path}`, body);
  const issue = async (nationalId = newPerson()): Promise<Answer['body']> =>
    (await bank.kiosk[0]!.send('POST', '/api/tickets', { nationalId, queueType: 'CAJA' })).body;
  /** Sends both at once; in every other round one of them, by turns, a look at the desk earlier. */
  const both = async (round: number, one: () => Promise<Answer>, other: () => Promise<Answer>) => {
    const early = [one, other, one, other][round % 4]!;
    const late = early === one ? other : one;
    const first = early();
    if (round % 4 > 1) await at(luis, round + 1).send('GET', '/api/advisor/desk');
    const second = late();
    return Promise.all(early === one ? [first, second] : [second, first]);
  };
  const endAll = async (): Promise<void> => {
    for (const who of [luis, maria]) await post(who, 0, 'current/complete');
    const left = await rows(bank.test, "select codigo_referencia from ticket where status in ('EN_ESPERA', 'PROXIMO')");
    for (const { codigo_referencia: code } of left) {
      await supervisor[0]!.send('POST', `/api/admin/tickets/${String(code)}/cancel`, { reason: 'otra ronda' });
    }
  };

  it('R4: undo of a return against somebody who picks that ticket: one of the two, never both', async () => {
    const outcomes = { undone: 0, picked: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      const { codigoReferencia } = await issue();
      await post(luis, round, 'call-next', {});
      expect((await post(luis, round, 'current/return')).status).toBe(200);
      const [undo, pick] = await both(
        round,
        () => post(luis, round, 'undo'),
        () => post(maria, round + 1, 'call-next', { codigoReferencia }),
      );
      expect([undo.status, pick.status].sort()).toEqual([200, 409]);
      if (undo.status === 200) outcomes.undone += 1;
      else outcomes.picked += 1;
      expect(await broken(bank.test)).toEqual({});
      await endAll();
    }
    expect(Math.min(outcomes.undone, outcomes.picked)).toBeGreaterThan(0);
  });

  it('R4: undo twice at once: once', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await issue();
      await post(luis, round, 'call-next', {});
      await post(luis, round, 'current/complete');
      const answers = await Promise.all([0, 1, 2, 3].map((i) => post(luis, round + i, 'undo')));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
      const { status, called } = await row(
        bank.test,
        'select t.status, q.called - q.served as called from ticket t join queue_day q using (branch_id, queue_type) order by t.id desc limit 1',
      );
      expect([status, called]).toEqual(['ATENDIENDO', 1]);
      expect(await broken(bank.test)).toEqual({});
      await endAll();
    }
  });

  it('R3: reinstate against a new number of the same person: one of the two', async () => {
    const outcomes = { reinstated: 0, issued: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      const nationalId = newPerson();
      const { codigoReferencia } = await issue(nationalId);
      await post(luis, round, 'call-next', {});
      await post(luis, round, 'current/no-show');
      const [back, fresh] = await both(
        round,
        () => post(luis, round, 'reinstate', { codigoReferencia }),
        () => bank.kiosk[(round + 1) % size]!.send('POST', '/api/tickets', { nationalId, queueType: 'EMPRESAS' }),
      );
      expect([back.status === 200, fresh.status === 201]).toContain(true);
      const refusal = back.status === 200 ? fresh : back;
      expect([refusal.status, refusal.body.error]).toEqual([409, 'TICKET_ACTIVO_EXISTENTE']);
      if (back.status === 200) outcomes.reinstated += 1;
      else outcomes.issued += 1;
      expect(await broken(bank.test)).toEqual({});
      await endAll();
    }
    expect(Math.min(outcomes.reinstated, outcomes.issued)).toBeGreaterThan(0);
  });

  it('R7: two supervisors send tickets to one advisor, who goes: the load is true, and nobody waits for an empty desk', async () => {
    const { id: advisorId } = await row(bank.test, "select id from advisor where email like 'maria%'");
    await at(luis, 0).send('PUT', '/api/advisor/status', { status: 'OFFLINE', reason: 'ALMUERZO' });
    let refusedToSome = 0;
    let released = 0;
    for (let round = 0; round < ROUNDS; round++) {
      await at(maria, round).send('PUT', '/api/advisor/status', { status: 'BUSY' });
      const tickets = [await issue(), await issue(), await issue()];
      const transfer = (i: number) =>
        supervisor[(round + i) % size]!.send('POST', `/api/admin/tickets/${tickets[i]!.codigoReferencia}/transfer`, {
          advisorId,
        });
      const leave = () =>
        at(maria, round).send('PUT', '/api/advisor/status', { status: 'OFFLINE', reason: 'ALMUERZO' });
      const twice = [transfer(0), transfer(0), transfer(1)];
      if (round % 2 === 0) await twice[0];
      const answers = await Promise.all([...twice, leave(), transfer(2)]);
      for (const { status } of answers) expect([200, 409]).toContain(status);
      expect(answers[3]!.status).toBe(200);
      expect(answers.slice(0, 2).filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
      refusedToSome += answers.filter(({ status }) => status === 409).length;
      const { n } = await row(
        bank.test,
        "select count(*)::int as n from audit_log where event_type = 'TICKET_DEVUELTO' and additional_data->>'reason' = 'ALMUERZO'",
      );
      released = n;
      expect(await rows(bank.test, 'select numero from ticket where reserved_advisor_id is not null')).toEqual([]);
      expect(await broken(bank.test)).toEqual({});
      await endAll();
    }
    expect(refusedToSome).toBeGreaterThan(ROUNDS - 1);
    expect(released).toBeGreaterThan(0);
  });
});
