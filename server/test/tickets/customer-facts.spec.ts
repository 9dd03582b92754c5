import { MINUTE, openBranch, type TestBranch } from '../support/branch.js';
import { client, pairDevice, signIn } from '../support/client.js';
import { rows, type Row } from '../support/rows.js';
import { listen, type Listener } from '../support/socket.js';

const OFFLINE = { status: 'OFFLINE', reason: 'ALMUERZO' };

describe('what a customer has to know beside the number', () => {
  let branch: TestBranch;
  const open: Listener[] = [];

  beforeEach(async () => {
    branch = await openBranch();
  });
  afterEach(async () => {
    open.splice(0).forEach((listener) => listener.close());
    await branch.test.close();
  });

  const read = async ({ codigoReferencia }: Row): Promise<Row> =>
    (await client(branch.test.url).send('GET', `/api/tickets/${codigoReferencia as string}`)).body;
  const hear = async (name: 'display' | 'kiosk' | 'ticket', auth: object): Promise<Listener> => {
    const listener = await listen(branch.test.url, name, auth);
    open.push(listener);
    return listener;
  };
  const caja = (queues: { queueType: string; onDuty: boolean }[]) =>
    queues.find(({ queueType }) => queueType === 'CAJA')?.onDuty;
  const advisorId = async (user: string): Promise<number> =>
    (await rows(branch.test, 'select id from advisor where email = $1', [`${user}@banco.com`]))[0]!['id'] as number;

  it('R8: every room hears that the first advisor of a queue has come, and that the last has left', async () => {
    const { url } = branch.test;
    const ticket = await branch.issue('CAJA');
    const display = await pairDevice(url, 'DISPLAY');
    const [board, kiosk] = [await hear('display', display), await hear('kiosk', branch.kiosk)];
    const page = await hear('ticket', { codigoReferencia: ticket.codigoReferencia });
    expect(caja(board.of('snapshot')[0]?.payload.state.waiting)).toBe(false);
    expect(caja(kiosk.of('snapshot')[0]?.payload.state.queues)).toBe(false);
    expect(page.of('snapshot')[0]?.payload.state.ticket).toMatchObject({ onDuty: false, estimatedWaitMinutes: 5 });

    // Ana serves other queues: nothing changes for this one.
    await branch.ready('ana.martinez', 5);
    const carlos = await branch.ready('carlos.rodriguez', 1);
    const second = await branch.issue('CAJA');
    await board.until('board:changed', ({ state }) => caja(state.waiting) === true);
    await kiosk.until('queues:changed', ({ state }) => caja(state.queues) === true);
    const waits = await hear('ticket', { codigoReferencia: second.codigoReferencia });
    expect(waits.of('snapshot')[0]?.payload.state.ticket.onDuty).toBe(true);

    await carlos.send('POST', '/api/advisor/current/start');
    // Somebody still serves, and is no longer there for anybody new.
    await carlos.send('PUT', '/api/advisor/status', { ...OFFLINE, afterCurrent: true });
    expect((await read(second)).onDuty).toBe(true);
    await carlos.send('POST', '/api/advisor/current/complete', {});
    await waits.until('ticket:changed', ({ ticket: one }) => one.onDuty === false);
    const gone = await board.until('board:changed', ({ state }) => caja(state.waiting) === false);
    await kiosk.until('queues:changed', ({ state }) => caja(state.queues) === false);
    expect(gone.state.waiting.map((queue: Row) => [queue['queueType'], queue['onDuty']])).toEqual([
      ['CAJA', false],
      ['PERSONAL_BANKER', false],
      ['EMPRESAS', true],
      ['GERENCIA', true],
    ]);
    expect([(await read(ticket)).onDuty, (await read(second)).onDuty]).toEqual([false, false]);
  });

  it('R7: who waits for one advisor is told whose turn that is, not that somebody is next', async () => {
    const supervisor = await signIn(branch.test.url, 'supervisor');
    const maria = await branch.ready('maria.gonzalez', 3);
    await branch.issue('CAJA');
    const ticket = await branch.issue('CAJA');
    const id = await advisorId('maria.gonzalez');
    const sent = await supervisor.send('POST', `/api/admin/tickets/${ticket.codigoReferencia}/transfer`, {
      advisorId: id,
    });
    expect(sent.status).toBe(200);
    await branch.test.turn('positions');
    expect(await read(ticket)).toMatchObject({
      status: 'PROXIMO',
      ...{ reservedFor: { id, name: 'María González' }, waitsAgain: 'TRANSFERIDO', onDuty: true },
      message: 'Tu ticket está en espera. Te llamará María González',
    });
    await maria.send('POST', '/api/advisor/call-next', { finish: 'COMPLETADO' });
    expect(await read(ticket)).toMatchObject({
      ...{ status: 'ATENDIENDO', reservedFor: null, waitsAgain: null, onDuty: true },
      message: 'Tu turno está siendo atendido en el módulo 3',
    });
  });

  it('R7: a reservation that its advisor leaves behind is over, and the queue’s words hold again', async () => {
    const [maria, carlos] = [await branch.ready('maria.gonzalez', 3), await branch.ready('carlos.rodriguez', 1)];
    await branch.issue('CAJA');
    await branch.issue('CAJA');
    const ticket = await branch.issue('CAJA');
    const supervisor = await signIn(branch.test.url, 'supervisor');
    const to = { advisorId: await advisorId('maria.gonzalez') };
    await supervisor.send('POST', `/api/admin/tickets/${ticket.codigoReferencia}/transfer`, to);
    await maria.send('PUT', '/api/advisor/status', { ...OFFLINE, afterCurrent: true });
    await maria.send('POST', '/api/advisor/current/complete', {});
    expect(await read(ticket)).toMatchObject({
      ...{ status: 'EN_ESPERA', reservedFor: null, onDuty: true },
      message: 'Tu ticket está en espera. Posición: 1',
    });
    await carlos.send('POST', '/api/advisor/call-next', { finish: 'COMPLETADO' });
    expect((await read(ticket)).status).toBe('ATENDIENDO');
  });

  it('R4: a page that is first opened after it knows why the ticket waits again, until the next call', async () => {
    const carlos = await branch.ready('carlos.rodriguez', 1);
    const [first, second] = [await branch.issue('CAJA'), await branch.issue('CAJA')];
    const waits = async (ticket: Row) => (await read(ticket)).waitsAgain as unknown;
    expect([await waits(first), await waits(second)]).toEqual([null, null]);
    await carlos.send('POST', '/api/advisor/current/return', {});
    expect(await waits(first)).toBe('DEVUELTO');
    await carlos.send('POST', '/api/advisor/current/transfer', { queueType: 'EMPRESAS' });
    expect(await read(second)).toMatchObject({ waitsAgain: 'TRANSFERIDO', queueName: 'Empresas', reservedFor: null });
    expect(await read(first)).toMatchObject({ status: 'ATENDIENDO', waitsAgain: null });
    await carlos.send('POST', '/api/advisor/current/no-show');
    expect(await waits(first)).toBeNull();
    await branch.issue('CAJA');
    await carlos.send('POST', '/api/advisor/reinstate', { codigoReferencia: first.codigoReferencia });
    expect(await waits(first)).toBe('REACTIVADO');
  });

  it('R4: who cancelled it: the customer, the staff, or the end of the day', async () => {
    const supervisor = await signIn(branch.test.url, 'supervisor');
    const [own, staff, late] = [await branch.issue(), await branch.issue(), await branch.issue()];
    expect((await read(own)).cancelledBy).toBeNull();
    await client(branch.test.url).send('DELETE', `/api/tickets/${own.codigoReferencia as string}`);
    const reason = { reason: 'se retira' };
    await supervisor.send('POST', `/api/admin/tickets/${staff.codigoReferencia as string}/cancel`, reason);
    branch.test.clock.advance(24 * 60 * MINUTE);
    await branch.issue(); // the first of the next day closes the one before
    const who = await Promise.all(
      [own, staff, late].map(async (ticket) => (await read(ticket)).cancelledBy as unknown),
    );
    expect(who).toEqual(['CLIENTE', 'PERSONAL', 'FIN_DE_JORNADA']);
  });

  it('R4: why the branch gives no more numbers, with what somebody wrote about it', async () => {
    const ticket = await branch.issue();
    expect((await read(ticket)).branchClosed).toBeNull();
    await rows(branch.test, "update branch set status = 'CLOSED', notice = 'Corte de luz'");
    expect((await read(ticket)).branchClosed).toEqual({ reason: 'CERRADA', text: 'Corte de luz' });
    await client(branch.test.url).send('DELETE', `/api/tickets/${ticket.codigoReferencia as string}`);
    expect((await read(ticket)).branchClosed).toBeNull();
  });

  it('R3: staff who take a person back read of the person’s other number, not of one of their own', async () => {
    const carlos = await branch.ready('carlos.rodriguez', 1);
    const supervisor = await signIn(branch.test.url, 'supervisor');
    const nationalId = '12345678-5';
    const missed = await branch.issue('CAJA', { nationalId });
    await carlos.send('POST', '/api/advisor/current/no-show');
    const again = await branch.issue('EMPRESAS', { nationalId });
    const path = `/api/admin/tickets/${missed.codigoReferencia as string}/reinstate`;
    for (const [who, at, body] of [
      [carlos, '/api/advisor/reinstate', { codigoReferencia: missed.codigoReferencia }],
      [supervisor, path, {}],
    ] as const) {
      const answer = await who.send('POST', at, body);
      expect([answer.status, answer.body.error]).toEqual([409, 'TICKET_ACTIVO_EXISTENTE']);
      expect(answer.body.mensaje).toBe(`Esta persona ya tiene otro ticket activo: ${again.numero as string}`);
    }
  });
});
