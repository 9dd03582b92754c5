import { MINUTE, openBranch, type TestBranch } from '../support/branch.js';
import { signIn, type Answer, type TestClient } from '../support/client.js';
import { broken } from '../support/invariants.js';
import { advisorRow, refusedWhole, row, rows, ticketRow, type Row } from '../support/rows.js';

const TABLES = ['ticket', 'advisor', 'branch', 'mensaje', 'audit_log', 'queue_day', 'advisor_day'];

describe('return, transfer and reservations', () => {
  let branch: TestBranch;
  let luis: TestClient;
  let supervisor: TestClient;

  beforeEach(async () => {
    branch = await openBranch();
    luis = await branch.ready('luis.perez'); // CAJA and PERSONAL_BANKER
    supervisor = await signIn(branch.test.url, 'supervisor');
  });
  afterEach(async () => {
    try {
      expect(await broken(branch.test)).toEqual({});
    } finally {
      await branch.test.close();
    }
  });

  const post = (who: TestClient, path: string, body?: object): Promise<Answer> =>
    who.send('POST', `/api/advisor/${path}`, body);
  const desk = async (who: TestClient): Promise<Row> => (await who.send('GET', '/api/advisor/desk')).body;
  const idOf = async (user: string): Promise<number> => Number((await advisorRow(branch.test, user))['id']);
  const line = async (queueType = 'CAJA'): Promise<string[]> =>
    (
      await rows(
        branch.test,
        `select numero from ticket where status in ('EN_ESPERA', 'PROXIMO') and queue_type = $1 order by order_at, id`,
        [queueType],
      )
    ).map(({ numero }) => String(numero));
  /** C01 on the desk, the others waiting, a minute between two of them. */
  const fill = async (count: number): Promise<Row[]> => {
    const made: Row[] = [];
    for (let i = 0; i < count; i++) {
      made.push(await branch.issue());
      branch.test.clock.advance(MINUTE);
    }
    return made;
  };
  const refused = (attempt: () => Promise<Answer>) => refusedWhole(branch.test, TABLES, attempt);

  it('R4 return: keeps its place and its arrival; somebody else is called first, then it', async () => {
    const [first] = await fill(3);
    await post(luis, 'current/start');
    const { status, body } = await post(luis, 'current/return');
    expect([status, body.numero, body.status, body.startedAt]).toEqual([200, 'C01', 'EN_ESPERA', null]);
    expect(body).toMatchObject({ createdAt: first!['createdAt'], assignedAdvisor: null, positionInQueue: 1 });
    expect(await line()).toEqual(['C01', 'C03']);
    expect((await desk(luis))['current']).toMatchObject({ numero: 'C02' });
    expect((await post(luis, 'call-next', { finish: 'COMPLETADO' })).body.numero).toBe('C01');
  });

  it('R4 return: nobody else waits: it comes back at once, as R7 says; "in five minutes" it does not', async () => {
    await fill(1);
    await post(luis, 'current/return');
    expect((await desk(luis))['current']).toMatchObject({ numero: 'C01' });
    expect((await post(luis, 'current/return', { afterMinutes: 5 })).status).toBe(200);
    expect((await desk(luis))['current']).toBeNull();
    branch.test.clock.advance(5 * MINUTE - 1);
    await branch.test.turn('assignment');
    expect((await post(luis, 'call-next', {})).status).toBe(204);
    branch.test.clock.advance(1);
    await branch.test.turn('assignment');
    expect((await desk(luis))['current']).toMatchObject({ numero: 'C01' });
  });

  it('R4 return: so many places later, and at the end where fewer wait', async () => {
    await fill(4);
    await post(luis, 'current/return', { afterPlaces: 2 });
    expect(await line()).toEqual(['C03', 'C01', 'C04']); // C02 is on the desk
    await post(luis, 'current/return', { afterPlaces: 9 });
    expect(await line()).toEqual(['C01', 'C04', 'C02']);
  });

  it('R4 return: "in three minutes" goes behind whoever comes until then, and is picked before by hand', async () => {
    const [first] = await fill(2);
    await post(luis, 'current/return', { afterMinutes: 3 });
    expect((await desk(luis))['current']).toMatchObject({ numero: 'C02' });
    await fill(1);
    expect(await line()).toEqual(['C03', 'C01']);
    const pick = { finish: 'COMPLETADO', codigoReferencia: first!['codigoReferencia'] };
    expect((await post(luis, 'call-next', pick)).body.numero).toBe('C01'); // back with the paper already
  });

  it('R14 return: what makes no sense is refused and changes nothing', async () => {
    expect((await refused(() => post(luis, 'current/return')))[1]).toBe('TRANSICION_INVALIDA');
    await fill(1);
    for (const body of [{ afterPlaces: 1, afterMinutes: 1 }, { afterPlaces: 0 }, { afterMinutes: 1.5 }]) {
      expect((await refused(() => post(luis, 'current/return', body)))[0]).toBe(400);
    }
  });

  it('R4 onCall: after a return "call next" calls somebody else first', async () => {
    await branch.test.close();
    branch = await openBranch({ assignmentMode: 'onCall' });
    supervisor = await signIn(branch.test.url, 'supervisor');
    luis = await branch.ready('luis.perez');
    await fill(2);
    await post(luis, 'current/return');
    expect((await desk(luis))['advisor']).toMatchObject({ status: 'BUSY', currentTicket: null });
    expect((await post(luis, 'call-next', {})).body.numero).toBe('C02');
    expect((await post(luis, 'call-next', { finish: 'COMPLETADO' })).body.numero).toBe('C01');
  });

  it('R4 transfer: to another queue, with the arrival kept and the note for who serves it: before later ones', async () => {
    const [first] = await fill(1);
    await branch.issue('EMPRESAS');
    const { status, body } = await post(luis, 'current/transfer', { queueType: 'EMPRESAS', note: 'crédito' });
    expect([status, body.queueType, body.status, body.createdAt]).toEqual([
      200,
      'EMPRESAS',
      'EN_ESPERA',
      first!['createdAt'],
    ]);
    expect(await line('EMPRESAS')).toEqual(['C01', 'E01']);
    const { queue_type: queueType, called } = await row(
      branch.test,
      "select queue_type, called from queue_day where queue_type = 'CAJA'",
    );
    expect([queueType, called]).toEqual(['CAJA', 0]); // the call was called off
    const ana = await branch.ready('ana.martinez');
    expect((await desk(ana))['current']).toMatchObject({
      numero: 'C01',
      queueType: 'EMPRESAS',
      transferNote: 'crédito',
    });
  });

  it('R7 transfer to somebody: it waits for them alone, counts as load, and comes to them before their queue', async () => {
    const ana = await branch.ready('ana.martinez'); // EMPRESAS and GERENCIA
    await branch.issue('EMPRESAS');
    await fill(1);
    const anaId = await idOf('ana.martinez');
    await post(luis, 'current/transfer', { advisorId: anaId });
    expect(await advisorRow(branch.test, 'ana.martinez')).toMatchObject({
      assigned_tickets_count: 2,
      workload_minutes: 25,
    });
    expect((await desk(ana))['reserved']).toMatchObject([{ numero: 'C01' }]);
    expect((await desk(luis))['current']).toBeNull(); // AVAILABLE, and it is not for him
    expect((await post(ana, 'call-next', { finish: 'COMPLETADO' })).body.numero).toBe('C01');
    expect(await ticketRow(branch.test, 'C01')).toMatchObject({ reserved_advisor_id: null, reserved_at: null });
  });

  it('R7: one of the own queue that is reserved stands among the reserved alone, and is not counted twice', async () => {
    const ana = await branch.ready('ana.martinez');
    const [, mine] = [await branch.issue('EMPRESAS'), await branch.issue('EMPRESAS'), await branch.issue('EMPRESAS')];
    const path = `/api/admin/tickets/${mine.codigoReferencia}/transfer`;
    expect((await supervisor.send('POST', path, { advisorId: await idOf('ana.martinez') })).status).toBe(200);
    const seen = await desk(ana);
    expect(seen['reserved']).toMatchObject([{ numero: 'E02' }]);
    const queues = seen['waiting'] as { queueType: string; waiting: number; next: { numero: string }[] }[];
    expect(queues.find(({ queueType }) => queueType === 'EMPRESAS')).toMatchObject({
      waiting: 1,
      next: [{ numero: 'E03' }],
    });
  });

  it.each<[string, (ana: TestClient) => Promise<unknown>]>([
    ['goes OFFLINE by drain', (ana) => post(ana, 'current/complete')],
    ['lets it wait too long', async () => branch.test.clock.advance(30 * MINUTE)],
    [
      'loses it to a supervisor',
      async () => {
        const { codigo_referencia: one } = await ticketRow(branch.test, 'C01');
        const path = `/api/admin/tickets/${String(one)}/transfer`;
        const answer = await supervisor.send('POST', path, { queueType: 'CAJA' });
        expect([answer.status, answer.body.status]).toEqual([200, 'ATENDIENDO']); // Luis is free
      },
    ],
  ])('R7: a reserved ticket goes back to its queue, in its place, when its advisor %s', async (_what, happens) => {
    const ana = await branch.ready('ana.martinez');
    await branch.issue('EMPRESAS');
    await fill(1);
    const before = await ticketRow(branch.test, 'C01');
    await post(luis, 'current/transfer', { advisorId: await idOf('ana.martinez') });
    const drain = { status: 'OFFLINE', reason: 'ALMUERZO', afterCurrent: true };
    expect((await ana.send('PUT', '/api/advisor/status', drain)).status).toBe(200);
    expect((await ticketRow(branch.test, 'C01'))['status']).toBe('EN_ESPERA');
    await happens(ana);
    await branch.test.turn('reservations');
    const after = await ticketRow(branch.test, 'C01');
    expect(after).toMatchObject({ status: 'ATENDIENDO', reserved_advisor_id: null, order_at: before['order_at'] });
    expect(after['assigned_advisor_id']).toBe(await idOf('luis.perez'));
  });

  it('R14 transfer: where it cannot go, in words, and nothing changes', async () => {
    const [mine] = await fill(2);
    const ana = await idOf('ana.martinez');
    const transfer = (body: object) => refused(() => post(luis, 'current/transfer', body));
    expect(await transfer({})).toEqual([400, 'VALIDACION_FALLIDA', 'Indica una cola o un asesor']);
    expect(await transfer({ queueType: 'EMPRESAS', advisorId: ana })).toEqual([
      400,
      'VALIDACION_FALLIDA',
      'Indica una cola o un asesor, no ambos',
    ]);
    expect(await transfer({ queueType: 'CAJA' })).toEqual([
      409,
      'TRANSICION_INVALIDA',
      'El ticket ya está en esa cola',
    ]);
    expect(await transfer({ advisorId: ana })).toEqual([
      409,
      'TRANSICION_INVALIDA',
      'Ana Martínez no está en su puesto',
    ]);
    expect((await transfer({ advisorId: await idOf('luis.perez') }))[2]).toBe('El ticket ya está con ese asesor');
    expect((await transfer({ advisorId: 999_999 }))[1]).toBe('ASESOR_NO_ENCONTRADO');
    expect((await transfer({ queueType: 'VIP' }))[1]).toBe('COLA_NO_ENCONTRADA');
    await rows(branch.test, "update queue set enabled = false where queue_type = 'EMPRESAS'");
    expect((await transfer({ queueType: 'EMPRESAS' }))[1]).toBe('COLA_NO_ENCONTRADA');
    await post(luis, 'current/complete');
    const late = `/api/admin/tickets/${String(mine!['codigoReferencia'])}/transfer`;
    const ended = await refused(() => supervisor.send('POST', late, { queueType: 'GERENCIA' }));
    expect(ended.slice(0, 2)).toEqual([409, 'TRANSICION_INVALIDA']);
  });

  it('R4 transfer by a supervisor from a desk: the advisor is freed and goes on', async () => {
    const [mine] = await fill(2);
    const path = `/api/admin/tickets/${String(mine!['codigoReferencia'])}/transfer`;
    const { body } = await supervisor.send('POST', path, { queueType: 'GERENCIA' });
    expect([body.status, body.queueType]).toEqual(['EN_ESPERA', 'GERENCIA']);
    expect((await desk(luis))['current']).toMatchObject({ numero: 'C02' });
  });
});
