import { openBranch, type TestBranch } from '../support/branch.js';
import type { Answer, TestClient } from '../support/client.js';
import { advisorRow, branchRow, inShort, rows, tailAudit, ticketRow, type Row } from '../support/rows.js';

const LUIS = 'luis.perez@banco.com';

describe("the advisor's verbs, with their rows and events", () => {
  let branch: TestBranch;
  let luis: TestClient;
  let newEvents: () => Promise<Row[]>;

  beforeEach(async () => {
    branch = await openBranch();
    luis = await branch.ready('luis.perez');
    newEvents = await tailAudit(branch.test);
  });
  afterEach(() => branch.test.close());

  const post = (verb: string, body?: object): Promise<Answer> =>
    luis.send('POST', `/api/advisor/${verb}`, body, { 'user-agent': 'consola/2' });
  const shortEvents = async (): Promise<string[]> => (await newEvents()).map(inShort);
  const now = (): Date => new Date(branch.test.clock.now());
  const ASSIGNED = (numero: string) => [`TICKET_ASIGNADO ${numero} SISTEMA`, 'ADVISOR_ASSIGNED Luis Pérez SISTEMA'];

  it('R10: an issue that is called at once leaves its event, the assignment’s and the advisor’s', async () => {
    const ticket = await branch.issue();
    const [created, assigned, advisor, ...more] = await newEvents();
    expect([created, assigned, advisor].map((event) => inShort(event!))).toEqual([
      'TICKET_CREADO C01 KIOSK:KIOSK de prueba',
      ...ASSIGNED('C01'),
    ]);
    expect(more.map(inShort)).toEqual([]);
    expect(created).toMatchObject({
      entity_type: 'TICKET',
      entity_id: ticket.codigoReferencia,
      old_state: null,
      new_state: { status: 'EN_ESPERA', queueType: 'CAJA', advisorId: null, moduleNumber: null },
      additional_data: { positionInQueue: 1, estimatedWaitMinutes: 0, preferential: false },
      ip_address: '127.0.0.1',
      created_at: now(),
    });
    const { id } = await advisorRow(branch.test, 'luis.perez');
    expect(assigned).toMatchObject({
      old_state: { status: 'EN_ESPERA', positionInQueue: 1 },
      new_state: { status: 'ATENDIENDO', queueType: 'CAJA', advisorId: id, moduleNumber: 2 },
      additional_data: { policy: 'guard', reason: 'C01: esperó 0 de 20 min, no había nadie más' },
      ip_address: null, // nobody's browser did it
      user_agent: null,
    });
    expect(advisor).toMatchObject({
      entity_type: 'ADVISOR',
      entity_id: String(id),
      new_state: { status: 'BUSY', workloadMinutes: 5 },
      additional_data: { numero: 'C01' },
    });
  });

  it('R4: start marks the arrival, once', async () => {
    await branch.issue();
    await newEvents();
    branch.test.clock.advance(20_000);
    const answer = await post('current/start');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ status: 'ATENDIENDO', startedAt: now().toISOString() });
    expect(await ticketRow(branch.test, 'C01')).toMatchObject({ started_at: now(), status: 'ATENDIENDO' });
    expect(await newEvents()).toEqual([
      expect.objectContaining({
        event_type: 'TICKET_INICIADO',
        actor: LUIS,
        ip_address: '127.0.0.1',
        user_agent: 'consola/2',
        old_state: { status: 'ATENDIENDO', startedAt: null },
        new_state: expect.objectContaining({ status: 'ATENDIENDO' }),
      }),
    ]);
    for (const verb of ['current/start', 'current/recall', 'current/no-show']) {
      const refused = await post(verb);
      expect({ verb, status: refused.status, error: refused.body.error }).toEqual({
        verb,
        status: 409,
        error: 'TRANSICION_INVALIDA',
      });
    }
    expect(await newEvents()).toEqual([]);
  });

  it('R4: recall: at most three, ten seconds apart', async () => {
    await branch.issue();
    await newEvents();
    const { clock } = branch.test;
    expect((await post('current/recall')).body.recallCount).toBe(1);
    clock.advance(9_999);
    const early = await post('current/recall');
    expect(early.status).toBe(409);
    expect(early.body.mensaje).toBe('Espera 1 segundos antes de volver a llamar');
    clock.advance(1);
    expect((await post('current/recall')).body.recallCount).toBe(2);
    clock.advance(10_000);
    expect((await post('current/recall')).body.recallCount).toBe(3);
    clock.advance(3_600_000);
    expect((await post('current/recall')).status).toBe(409);
    expect(await ticketRow(branch.test, 'C01')).toMatchObject({ recall_count: 3, status: 'ATENDIENDO' });
    const events = await newEvents();
    expect(events.map(inShort)).toEqual(Array(3).fill(`TICKET_RELLAMADO C01 ${LUIS}`));
    expect(events.map((event) => [event['old_state'].recallCount, event['additional_data'].recallCount])).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
  });

  it('R4: complete: the times, the advisor freed, the next one called', async () => {
    await branch.issue();
    const calledAt = now();
    await branch.issue();
    await newEvents();
    branch.test.clock.advance(60_000);
    await post('current/start');
    branch.test.clock.advance(150_000);
    const answer = await post('current/complete', { outcome: 'DEPOSITO', note: 'dos cheques' });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      numero: 'C01',
      status: 'COMPLETADO',
      actualServiceTimeMinutes: 3.5,
      completedAt: now().toISOString(),
      positionInQueue: 0,
    });
    expect(await ticketRow(branch.test, 'C01')).toMatchObject({
      assigned_at: calledAt,
      completed_at: now(),
      closed_at: now(),
      actual_service_time_minutes: '3.50',
    });
    const events = await newEvents();
    expect(events.map(inShort)).toEqual([
      `TICKET_INICIADO C01 ${LUIS}`,
      `TICKET_COMPLETADO C01 ${LUIS}`,
      'ADVISOR_FREED Luis Pérez SISTEMA',
      ...ASSIGNED('C02'),
    ]);
    expect(events[1]).toMatchObject({
      old_state: { status: 'ATENDIENDO', startedAt: expect.any(String) },
      new_state: { status: 'COMPLETADO', moduleNumber: 2 },
      additional_data: { outcome: 'DEPOSITO', note: 'dos cheques', actualServiceTimeMinutes: 3.5 },
    });
    expect(events[2]!['new_state']).toMatchObject({ status: 'AVAILABLE', workloadMinutes: 0 });
  });

  it('R4: no-show: NO_ATENDIDO, without a service time', async () => {
    await branch.issue();
    await newEvents();
    branch.test.clock.advance(300_000);
    const answer = await post('current/no-show');
    expect(answer.body).toMatchObject({ status: 'NO_ATENDIDO', actualServiceTimeMinutes: null, completedAt: null });
    expect(await ticketRow(branch.test, 'C01')).toMatchObject({
      closed_at: now(),
      completed_at: null,
      actual_service_time_minutes: null,
    });
    expect(await shortEvents()).toEqual([`TICKET_NO_ATENDIDO C01 ${LUIS}`, 'ADVISOR_FREED Luis Pérez SISTEMA']);
    expect(await advisorRow(branch.test, 'luis.perez')).toMatchObject({
      status: 'AVAILABLE',
      total_tickets_served_today: 0,
    });
  });

  it('R4: without a ticket in hand every verb of it is refused, and changes nothing', async () => {
    const { revision } = await branchRow(branch.test);
    for (const verb of ['start', 'recall', 'complete', 'no-show']) {
      const answer = await post(`current/${verb}`);
      expect({ verb, status: answer.status, error: answer.body.error }).toEqual({
        verb,
        status: 409,
        error: 'TRANSICION_INVALIDA',
      });
    }
    expect((await branchRow(branch.test))['revision']).toBe(revision);
    expect(await newEvents()).toEqual([]);
  });

  it('R7: every command raises the revision by one, whatever it did', async () => {
    const revisions: number[] = [];
    const note = async () => revisions.push(Number((await branchRow(branch.test))['revision']));
    await note();
    await branch.issue();
    await note();
    await branch.issue();
    await note();
    await post('current/complete'); // ends one, frees, calls another
    await note();
    await post('call-next', { finish: 'NO_ATENDIDO' });
    await note();
    expect(revisions.map((revision) => revision - revisions[0]!)).toEqual([0, 1, 2, 3, 4]);
    expect(await rows(branch.test, 'select status from ticket order by id')).toEqual([
      { status: 'COMPLETADO' },
      { status: 'NO_ATENDIDO' },
    ]);
  });
});
