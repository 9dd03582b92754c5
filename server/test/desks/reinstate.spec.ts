import { MINUTE, openBranch, type TestBranch } from '../support/branch.js';
import { newPerson, signIn, type Answer, type TestClient } from '../support/client.js';
import { broken } from '../support/invariants.js';
import { addBranch, refusedWhole, row, rows, setSettings, ticketRow, versions, type Row } from '../support/rows.js';

const TABLES = ['ticket', 'advisor', 'branch', 'mensaje', 'audit_log', 'queue_day', 'advisor_day'];

describe('reinstate', () => {
  let branch: TestBranch;
  let luis: TestClient;
  let supervisor: TestClient;

  beforeEach(async () => {
    branch = await openBranch();
    luis = await branch.ready('luis.perez');
    supervisor = await signIn(branch.test.url, 'supervisor');
  });
  afterEach(async () => {
    try {
      expect(await broken(branch.test)).toEqual({});
    } finally {
      await branch.test.close();
    }
  });

  const desk = async (): Promise<Row> => (await luis.send('GET', '/api/advisor/desk')).body;
  const atDesk = (ticket: Row): Promise<Answer> =>
    luis.send('POST', '/api/advisor/reinstate', { codigoReferencia: ticket['codigoReferencia'] });
  const bySupervisor = (ticket: Row, body: object = {}): Promise<Answer> =>
    supervisor.send('POST', `/api/admin/tickets/${String(ticket['codigoReferencia'])}/reinstate`, body);
  const missed = async (): Promise<Row> => {
    const ticket = await branch.issue();
    branch.test.clock.advance(MINUTE);
    await luis.send('POST', '/api/advisor/current/no-show');
    return ticket;
  };
  const refused = (attempt: () => Promise<Answer>) => refusedWhole(branch.test, TABLES, attempt);

  it('R4: the desk shows who did not come, of its own queues, last call first, and takes them back', async () => {
    const first = await missed();
    const second = await missed();
    expect((await desk())['missed'].map(({ numero }: Row) => numero)).toEqual(['C02', 'C01']);
    expect((await desk())['today']).toMatchObject({ noShow: 2 });
    const { status, body } = await atDesk(first);
    expect([status, body.numero, body.status]).toEqual([200, 'C01', 'ATENDIENDO']); // Luis is free
    expect((await desk())['missed']).toMatchObject([{ codigoReferencia: second['codigoReferencia'] }]);
    expect((await desk())['today']).toMatchObject({ noShow: 1 });
    expect(await row(branch.test, "select no_show, called from queue_day where queue_type = 'CAJA'")).toEqual({
      no_show: 1,
      called: 2,
    });
    const board = (await supervisor.send('GET', '/api/board')).body.state;
    expect(board.called.map(({ numero }: Row) => numero).sort()).toEqual(['C01', 'C02']); // nobody twice
  });

  it('R4, R5: the cancelled wait again in their old place, with the messages and figures as if nothing had been', async () => {
    await branch.issue();
    const leaving = await branch.issue('CAJA', { telefono: '+56987654321' });
    branch.test.clock.advance(MINUTE);
    await branch.issue();
    const path = `/api/admin/tickets/${String(leaving['codigoReferencia'])}/cancel`;
    await supervisor.send('POST', path, { reason: 'se fue' });
    const { body } = await bySupervisor(leaving, { reason: 'volvió' });
    expect(body).toMatchObject({ status: 'EN_ESPERA', positionInQueue: 1, createdAt: leaving['createdAt'] });
    expect(await ticketRow(branch.test, 'C02')).toMatchObject({ closed_at: null, cancel_reason: null });
    expect(await row(branch.test, "select cancelled from queue_day where queue_type = 'CAJA'")).toEqual({
      cancelled: 0,
    });
    const messages = await rows(branch.test, 'select plantilla, estado_envio from mensaje order by plantilla');
    expect(messages.map((m) => `${m['plantilla']} ${m['estado_envio']}`)).toEqual([
      'totem_es_tu_turno PENDIENTE',
      'totem_proximo_turno PENDIENTE',
      'totem_ticket_creado DESCARTADO', // the first one is told once
    ]);
  });

  it('R3: whoever has taken another number keeps that one, and is told which', async () => {
    const nationalId = newPerson();
    const { body: first } = await branch.kiosk.send('POST', '/api/tickets', { nationalId, queueType: 'CAJA' });
    await luis.send('POST', '/api/advisor/current/no-show');
    await branch.kiosk.send('POST', '/api/tickets', { nationalId, queueType: 'EMPRESAS' });
    for (const attempt of [() => atDesk(first), () => bySupervisor(first)]) {
      const before = await versions(branch.test, TABLES);
      const answer = await attempt();
      expect([answer.status, answer.body.error]).toEqual([409, 'TICKET_ACTIVO_EXISTENTE']);
      expect(answer.body.ticket).toMatchObject({ numero: 'E01', status: 'EN_ESPERA' });
      expect(await versions(branch.test, TABLES)).toEqual(before);
    }
  });

  it('R4: refused, and nothing changes: served, waiting, another queue, another day, a closed branch, another branch', async () => {
    const served = await branch.issue();
    await luis.send('POST', '/api/advisor/current/complete');
    expect((await refused(() => bySupervisor(served)))[1]).toBe('TRANSICION_INVALIDA');
    const waiting = await branch.issue('EMPRESAS');
    expect((await refused(() => bySupervisor(waiting)))[1]).toBe('TRANSICION_INVALIDA');
    await supervisor.send('POST', `/api/admin/tickets/${String(waiting['codigoReferencia'])}/cancel`, { reason: 'x' });
    expect(await refused(() => atDesk(waiting))).toEqual([409, 'TRANSICION_INVALIDA', 'Ese ticket no es de tus colas']);
    expect((await refused(() => atDesk({ codigoReferencia: 'no-such' })))[0]).toBe(404);
    await rows(branch.test, "update branch set status = 'CLOSED'");
    expect((await refused(() => bySupervisor(waiting)))[1]).toBe('SUCURSAL_CERRADA');
    await rows(branch.test, "update branch set status = 'OPEN', day_closed = true");
    expect((await refused(() => bySupervisor(waiting)))[1]).toBe('SUCURSAL_CERRADA');
    await rows(branch.test, 'update branch set day_closed = false');
    branch.test.clock.advance(24 * 60 * MINUTE);
    await branch.test.turn('positions'); // the day begins
    luis = await signIn(branch.test.url, 'luis.perez');
    supervisor = await signIn(branch.test.url, 'supervisor');
    expect(await refused(() => bySupervisor(waiting))).toEqual([
      409,
      'TRANSICION_INVALIDA',
      'Solo se puede reactivar un ticket de hoy',
    ]);
    await addBranch(branch.test);
    await rows(
      branch.test,
      `update ticket set branch_id = (select id from branch where code = 'NORTE') where numero = 'E01'`,
    );
    expect((await refused(() => atDesk(waiting)))[0]).toBe(403);
    await rows(
      branch.test,
      `update ticket set branch_id = (select id from branch where code = 'CENTRO') where numero = 'E01'`,
    );
  });

  it('R4 no-show by time: only where it is turned on, only whom nobody greeted, and the next one is called', async () => {
    await branch.issue();
    await branch.issue();
    branch.test.clock.advance(60 * MINUTE);
    await branch.test.turn('no-show');
    expect((await desk())['current']).toMatchObject({ numero: 'C01' });
    await setSettings(branch.test, { noShowMinutes: 61 });
    await branch.test.turn('no-show');
    expect((await desk())['current']).toMatchObject({ numero: 'C01' });
    branch.test.clock.advance(MINUTE);
    await branch.test.turn('no-show');
    expect((await desk())['current']).toMatchObject({ numero: 'C02' });
    await luis.send('POST', '/api/advisor/current/start');
    branch.test.clock.advance(120 * MINUTE);
    luis = await signIn(branch.test.url, 'luis.perez');
    await branch.test.turn('no-show');
    expect((await desk())['current']).toMatchObject({ numero: 'C02' });
    expect((await desk())['today']).toMatchObject({ noShow: 1 });
  });
});
