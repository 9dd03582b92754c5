import { countOf, openBank, type Bank } from '../support/bank.js';
import { newPerson } from '../support/client.js';
import { broken } from '../support/invariants.js';
import { row, rows } from '../support/rows.js';

describe.each([1, 2])('at once, with %i server(s) on one database', (size) => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await openBank(size);
  });
  afterAll(() => bank.close());

  const at = (index: number) => bank.kiosk[index % size]!;

  it('R2: 200 issues: 200 dense numbers, nothing but 201', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        at(i).send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA' }),
      ),
    );
    expect(countOf(answers.map(({ status }) => status))).toEqual(new Map([[201, 200]]));
    const expected = Array.from({ length: 200 }, (_, i) => `C${String(i + 1).padStart(2, '0')}`);
    const given: string[] = answers.map(({ body }) => body.numero);
    expect(new Set(given)).toEqual(new Set(expected));
    // The order of the numbers is the order of the queue.
    const stored = await rows(bank.test, 'select numero from ticket order by order_at, id');
    expect(stored.map(({ numero }) => numero)).toEqual(expected);
    const positions = new Map(answers.map(({ body }) => [body.numero, body.positionInQueue]));
    expect(expected.map((numero) => positions.get(numero))).toEqual(expected.map((_, i) => i + 1));
    expect(await broken(bank.test)).toEqual({});
  });

  it('R2: in four queues at once, each dense', async () => {
    const queues = ['PERSONAL_BANKER', 'EMPRESAS', 'GERENCIA'];
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        at(i).send('POST', '/api/tickets', { nationalId: newPerson(), queueType: queues[i % 3] }),
      ),
    );
    expect(countOf(answers.map(({ status }) => status))).toEqual(new Map([[201, 60]]));
    expect(
      await rows(
        bank.test,
        "select queue_type, last_number from ticket_counter where queue_type <> 'CAJA' order by queue_type",
      ),
    ).toEqual(['EMPRESAS', 'GERENCIA', 'PERSONAL_BANKER'].map((queue_type) => ({ queue_type, last_number: 20 })));
    expect(await broken(bank.test)).toEqual({});
  });

  it('R3: 20 of one person: one 201, nineteen 409 that name it', async () => {
    const nationalId = newPerson();
    const before = await row(bank.test, 'select revision from branch');
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => at(i).send('POST', '/api/tickets', { nationalId, queueType: 'EMPRESAS' })),
    );
    expect(countOf(answers.map(({ status }) => status))).toEqual(
      new Map([
        [201, 1],
        [409, 19],
      ]),
    );
    const won = answers.find(({ status }) => status === 201)!.body;
    for (const { status, body } of answers) {
      if (status === 201) continue;
      expect(body).toMatchObject({ error: 'TICKET_ACTIVO_EXISTENTE', ticket: { numero: won.numero } });
    }
    expect(await row(bank.test, 'select revision from branch')).toEqual({ revision: before['revision'] + 1 });
    expect(await broken(bank.test)).toEqual({});
  });

  it('R3: one key, twenty taps over all servers: one ticket', async () => {
    const body = { nationalId: newPerson(), queueType: 'GERENCIA' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        at(i).send('POST', '/api/tickets', body, { 'idempotency-key': `key of ${size}` }),
      ),
    );
    expect(countOf(answers.map(({ status }) => status))).toEqual(new Map([[201, 20]]));
    expect(new Set(answers.map((answer) => answer.body.codigoReferencia)).size).toBe(1);
    expect(await broken(bank.test)).toEqual({});
  });
});
