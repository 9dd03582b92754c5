import { openBranch, type TestBranch } from '../support/branch.js';
import { newPerson, pairDevice, signIn } from '../support/client.js';
import { addBranch, row, rows } from '../support/rows.js';

describe('one active ticket for each person', () => {
  let branch: TestBranch;

  beforeAll(async () => {
    branch = await openBranch();
  });
  afterAll(() => branch.test.close());

  const issueTo = (nationalId: string, headers: Record<string, string> = {}, queueType = 'CAJA') =>
    branch.kiosk.send('POST', '/api/tickets', { nationalId, queueType }, headers);
  const ticketsOf = async (): Promise<number> =>
    Number((await row(branch.test, 'select count(*) as n from ticket'))['n']);

  it('R3: dots, spaces, hyphens and a small k do not make another person', async () => {
    const first = await issueTo('12.345.678-k');
    expect(first.status).toBe(201);
    const before = await ticketsOf();
    for (const typed of ['12345678-K', '12345678K', '12 345 678 k', ' 12.345.678K ', '12.345.678-K']) {
      const second = await issueTo(typed, {}, 'PERSONAL_BANKER');
      expect(second.status).toBe(409);
      expect(second.body).toMatchObject({
        error: 'TICKET_ACTIVO_EXISTENTE',
        mensaje: `Ya tienes un ticket activo: ${first.body.numero}`,
        ticket: { codigoReferencia: first.body.codigoReferencia, numero: first.body.numero },
      });
    }
    expect(await ticketsOf()).toBe(before);
    expect((await issueTo('12345679-K')).status).toBe(201);
  });

  it('R3: in the whole bank, not only in one branch', async () => {
    await addBranch(branch.test);
    const other = await pairDevice(branch.test.url, 'KIOSK', 'NORTE');
    const nationalId = newPerson();
    const first = await issueTo(nationalId);
    const second = await other.send('POST', '/api/tickets', { nationalId, queueType: 'CAJA' });
    expect(second.status).toBe(409);
    expect(second.body.ticket).toMatchObject({ numero: first.body.numero, branchOffice: 'CENTRO' });
    expect(await row(branch.test, "select count(*)::int as n from ticket where branch_office = 'NORTE'")).toEqual({
      n: 0,
    });
  });

  it('R3: also while the ticket is PROXIMO or ATENDIENDO, and no longer when it has ended', async () => {
    const nationalId = newPerson();
    const supervisor = await signIn(branch.test.url, 'supervisor');
    const { body: ticket } = await issueTo(nationalId, {}, 'GERENCIA');
    await branch.test.turn('positions');
    expect((await issueTo(nationalId)).body.ticket.status).toBe('PROXIMO');
    await branch.ready('ana.martinez');
    expect((await issueTo(nationalId)).body.ticket.status).toBe('ATENDIENDO');
    const path = `/api/admin/tickets/${ticket.codigoReferencia}/cancel`;
    expect((await supervisor.send('POST', path, { reason: 'Se retiró' })).status).toBe(200);
    expect((await issueTo(nationalId)).status).toBe(201);
  });

  it('R3: a refused second ticket uses no number and leaves no trace', async () => {
    const nationalId = newPerson();
    await issueTo(nationalId, {}, 'EMPRESAS');
    const state = () =>
      row(
        branch.test,
        `select (select count(*) from audit_log)::int as events, (select sum(last_number) from ticket_counter)::int as numbers,
           (select sum(revision) from branch)::int as revisions, (select count(*) from idempotency_key)::int as keys`,
      );
    const before = await state();
    expect((await issueTo(nationalId, { 'idempotency-key': 'refused' }, 'EMPRESAS')).status).toBe(409);
    expect(await state()).toEqual(before);
  });
});

describe('a kiosk that sends twice', () => {
  let branch: TestBranch;

  beforeAll(async () => {
    branch = await openBranch();
  });
  afterAll(() => branch.test.close());

  it('R3: the same Idempotency-Key again is the same ticket, with its position of this moment', async () => {
    await branch.issue();
    const body = { nationalId: newPerson(), queueType: 'CAJA' };
    const key = { 'idempotency-key': 'slip-1' };
    const first = await branch.kiosk.send('POST', '/api/tickets', body, key);
    expect(first.body.positionInQueue).toBe(2);
    const [ahead] = await rows(branch.test, "select codigo_referencia from ticket where numero = 'C01'");
    await branch.kiosk.send('DELETE', `/api/tickets/${ahead!['codigo_referencia']}`);

    const again = await branch.kiosk.send('POST', '/api/tickets', body, key);
    expect(again.status).toBe(201);
    expect(again.body).toEqual({
      ...first.body,
      positionInQueue: 1,
      ticketsAhead: 0,
      estimatedWaitMinutes: 5,
      estimatedWaitRange: again.body.estimatedWaitRange,
      message: 'Tu ticket está en espera. Posición: 1',
    });
    expect(await row(branch.test, "select last_number from ticket_counter where queue_type = 'CAJA'")).toEqual({
      last_number: 2,
    });
  });

  it('R3: ten taps at once are one ticket, one number, one event', async () => {
    const body = { nationalId: newPerson(), queueType: 'EMPRESAS' };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        branch.kiosk.send('POST', '/api/tickets', body, { 'idempotency-key': 'double tap' }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(new Set(answers.map((answer) => answer.body.codigoReferencia)).size).toBe(1);
    expect(answers[0]?.body.numero).toBe('E01');
    const created = await rows(
      branch.test,
      "select * from audit_log where event_type = 'TICKET_CREADO' and entity_identifier like 'E%'",
    );
    expect(created).toHaveLength(1);
    expect(await rows(branch.test, "select * from ticket where queue_type = 'EMPRESAS'")).toHaveLength(1);
  });

  it('R3: a key belongs to its kiosk: the same words from another one are another ticket', async () => {
    const other = await pairDevice(branch.test.url, 'KIOSK');
    await rows(branch.test, 'update device set name = name || id'); // two kiosks with one name are one actor
    const key = { 'idempotency-key': 'same words' };
    const send = (kiosk: typeof other) =>
      kiosk.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'GERENCIA' }, key);
    const one = await send(other);
    const two = await send(await pairDevice(branch.test.url, 'KIOSK'));
    expect([one.body.numero, two.body.numero]).toEqual(['G01', 'G02']);
  });
});
