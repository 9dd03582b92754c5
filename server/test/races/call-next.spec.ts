import { countOf, openBank, type Bank, type Caller } from '../support/bank.js';
import { client, newPerson, type Answer } from '../support/client.js';
import { broken } from '../support/invariants.js';
import { row, rows } from '../support/rows.js';

const ADVISORS = ['maria.gonzalez', 'carlos.rodriguez', 'luis.perez'];
const ROUNDS = 10;

async function issue(bank: Bank, count: number): Promise<Answer['body'][]> {
  const answers = await Promise.all(
    Array.from({ length: count }, (_, i) =>
      bank.kiosk[i % bank.servers.length]!.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA' }),
    ),
  );
  expect(countOf(answers.map(({ status }) => status))).toEqual(new Map([[201, count]]));
  return answers.map(({ body }) => body);
}

describe.each([1, 2])('six "call next" at once on three desks, with %i server(s)', (size) => {
  let bank: Bank;
  let desks: Caller[];

  /** Each advisor presses twice at the same moment, at different servers where there are two. */
  const pressSix = (body: object): Promise<Answer[]> =>
    Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        desks[i % 3]![(i < 3 ? 0 : 1) % size]!.send('POST', '/api/advisor/call-next', body),
      ),
    );

  afterEach(() => bank.close());

  it('R7: no ticket twice, no advisor with two: three get one each, three are refused, ten times', async () => {
    bank = await openBank(size, { assignmentMode: 'onCall' });
    const tickets = await issue(bank, 30);
    desks = await Promise.all(ADVISORS.map((user) => bank.advisor(user, false)));
    const called: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const answers = await pressSix({});
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 409, 409, 409]);
      for (const { status, body } of answers) {
        if (status === 200) called.push(body.codigoReferencia);
        else expect(body.error).toBe('ASESOR_CON_TICKET');
      }
      expect(await row(bank.test, "select count(*)::int as n from ticket where status = 'ATENDIENDO'")).toEqual({
        n: 3,
      });
      expect(await broken(bank.test)).toEqual({});
      const done = await Promise.all(desks.map((desk) => desk[0]!.send('POST', '/api/advisor/current/complete')));
      expect(done.map(({ status }) => status)).toEqual([200, 200, 200]);
    }
    expect([...called].sort()).toEqual(tickets.map(({ codigoReferencia }) => codigoReferencia).sort());
    // First come, first called: the rounds took the numbers three by three.
    const stored = await rows(
      bank.test,
      'select codigo_referencia as ref, order_at, id from ticket order by order_at, id',
    );
    for (let round = 0; round < ROUNDS; round++) {
      const inOrder = stored.slice(round * 3, round * 3 + 3).map(({ ref }) => ref);
      expect(new Set(called.slice(round * 3, round * 3 + 3))).toEqual(new Set(inOrder));
    }
  });

  it('R7: with "finish" in it, thirty tickets go round the desks once', async () => {
    bank = await openBank(size);
    desks = await Promise.all(ADVISORS.map((user) => bank.advisor(user)));
    await issue(bank, 30); // the first three are called as they come
    const called: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      for (const { status, body } of await pressSix({ finish: 'COMPLETADO' })) {
        expect([200, 204]).toContain(status);
        if (status === 200) called.push(body.numero);
      }
      expect(await broken(bank.test)).toEqual({});
    }
    expect(new Set(called).size).toBe(called.length);
    expect(called).toHaveLength(27);
    expect(await rows(bank.test, 'select status, count(*)::int as n from ticket group by 1')).toEqual([
      { status: 'COMPLETADO', n: 30 },
    ]);
  });
});

describe.each([1, 2])('one against the other, with %i server(s)', (size) => {
  let bank: Bank;
  beforeEach(async () => {
    bank = await openBank(size, { assignmentMode: 'onCall' });
  });
  afterEach(() => bank.close());

  it('R7: a module claimed by three at once: one sits there, the others get 409', async () => {
    const desks = await Promise.all(ADVISORS.map((user) => bank.advisor(user, false)));
    for (let moduleNumber = 1; moduleNumber <= 5; moduleNumber++) {
      const answers = await Promise.all(
        desks.map((desk, i) =>
          desk[i % size]!.send('PUT', '/api/advisor/status', { status: 'AVAILABLE', moduleNumber }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      for (const { status, body } of answers) if (status === 409) expect(body.error).toBe('MODULO_OCUPADO');
      expect(await rows(bank.test, "select module_number from advisor where status <> 'OFFLINE'")).toEqual([
        { module_number: moduleNumber },
      ]);
      expect(await broken(bank.test)).toEqual({});
      for (const desk of desks) {
        await desk[0]!.send('PUT', '/api/advisor/status', { status: 'OFFLINE', reason: 'ALMUERZO' });
      }
    }
  });
  it('R4: the customer cancels while the advisor calls: one of them was first, and both know it', async () => {
    const advisor = await bank.advisor('luis.perez', false);
    const outcomes = new Set<string>();
    for (let round = 0; round < 12; round++) {
      const [ticket] = await issue(bank, 1);
      const path = `/api/tickets/${ticket.codigoReferencia}`;
      const customer = client(bank.servers.at(-1)!.url);
      const call = () => advisor[0]!.send('POST', '/api/advisor/call-next', {});
      const leave = () => customer.send('DELETE', path);
      // Both orders of setting out, so that neither always wins.
      const [called, left] =
        round % 2 === 0
          ? await Promise.all([call(), leave()])
          : await Promise.all([leave(), call()]).then(([second, first]) => [first, second] as const);
      outcomes.add(`${called.status} ${left.status}`);
      const { status } = await row(bank.test, 'select status from ticket order by id desc limit 1');
      if (left.status === 200) expect({ called: called.status, status }).toEqual({ called: 204, status: 'CANCELADO' });
      else {
        expect(left.body.error).toBe('TRANSICION_INVALIDA');
        expect({ called: called.status, status }).toEqual({ called: 200, status: 'ATENDIENDO' });
        await advisor[0]!.send('POST', '/api/advisor/current/complete');
      }
      expect(await broken(bank.test)).toEqual({});
      await advisor[0]!.send('PUT', '/api/advisor/status', { status: 'OFFLINE', reason: 'PAUSA' });
    }
    for (const outcome of outcomes) expect(['200 409', '204 200']).toContain(outcome);
  });
});
