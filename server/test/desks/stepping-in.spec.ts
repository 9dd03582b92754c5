import type { Namespace } from '@ticketero/contract';

import { MINUTE, openBranch, type TestBranch } from '../support/branch.js';
import { client, newPerson, pairDevice, signIn, type Answer, type TestClient } from '../support/client.js';
import { broken } from '../support/invariants.js';
import { advisorRow, refusedWhole, row, tailAudit, type Row } from '../support/rows.js';
import { addSecondBranch } from '../support/second-branch.js';
import { listen, type Listener } from '../support/socket.js';

const TABLES = ['ticket', 'advisor', 'branch', 'queue', 'audit_log', 'queue_day', 'advisor_day'];

describe('a supervisor steps in', () => {
  let branch: TestBranch;
  let supervisor: TestClient;
  const open: Listener[] = [];

  beforeEach(async () => {
    branch = await openBranch();
    supervisor = await signIn(branch.test.url, 'supervisor');
  });
  afterEach(async () => {
    open.splice(0).forEach((listener) => listener.close());
    try {
      expect(await broken(branch.test)).toEqual({});
    } finally {
      await branch.test.close();
    }
  });

  const hear = async (name: Namespace, auth: object): Promise<Listener> => {
    const listener = await listen(branch.test.url, name, auth);
    open.push(listener);
    return listener;
  };
  const put = (path: string, body: object): Promise<Answer> => supervisor.send('PUT', `/api/admin/${path}`, body);
  const issue = (queueType: string): Promise<Answer> =>
    branch.kiosk.send('POST', '/api/tickets', { nationalId: newPerson(), queueType });

  it('R1: a queue is closed and reopened: every screen knows at once, nobody who waits is sent away', async () => {
    const waiting = await branch.issue('EMPRESAS');
    const kiosk = await hear('kiosk', { token: branch.kiosk.token });
    const dashboard = await hear('supervisor', { token: supervisor.token });
    const newEvents = await tailAudit(branch.test);
    const text = 'Vuelva a las 12';
    const closed = await put('queues/EMPRESAS/open', { open: false, text, reason: 'falta personal' });
    expect(closed.body).toMatchObject({ queueType: 'EMPRESAS', enabled: false, text, ticketsWaiting: 1 });
    const [event] = await newEvents();
    expect(event).toMatchObject({
      ...{ event_type: 'CONFIG_CAMBIADA', actor: 'supervisor@banco.com', entity_identifier: 'EMPRESAS' },
      ...{ old_state: { enabled: true, notice: null }, new_state: { enabled: false, notice: text } },
      additional_data: { reason: 'falta personal' },
    });
    const isClosed = (queue: Row) => queue['queueType'] === 'EMPRESAS' && !queue['enabled'] && queue['text'] === text;
    await kiosk.until('queues:changed', ({ state }) => state.queues.some(isClosed));
    await dashboard.until('dashboard:changed', ({ state }) => state.queuesSummary.some(isClosed));
    expect((await issue('EMPRESAS')).body.error).toBe('COLA_NO_ENCONTRADA');
    await branch.ready('ana.martinez');
    const page = await client(branch.test.url).send('GET', `/api/tickets/${waiting['codigoReferencia']}`);
    expect(page.body.status).toBe('ATENDIENDO');
    expect((await put('queues/EMPRESAS/open', { open: true })).body).toMatchObject({ enabled: true, text: null });
    expect((await issue('EMPRESAS')).status).toBe(201);
    expect((await put('queues/NADA/open', { open: true })).body.error).toBe('COLA_NO_ENCONTRADA');
  });

  it('R1: the branch pauses, closes and reopens: kiosk, lobby, page and dashboard say so with its text', async () => {
    const ticket = await branch.issue();
    const display = await pairDevice(branch.test.url, 'DISPLAY');
    const screens = await Promise.all([
      hear('kiosk', { token: branch.kiosk.token }),
      hear('display', { token: display.token }),
      hear('ticket', { codigoReferencia: ticket['codigoReferencia'] }),
      hear('supervisor', { token: supervisor.token }),
    ]);
    const changes = ['queues:changed', 'board:changed', 'ticket:changed', 'dashboard:changed'];
    const says = ({ state }: Row) =>
      state.branch ?? state.branchOpening ?? (state.ticket as Row)['branchClosed'] ?? { reason: null, text: null };
    const sayAll = (reason: string | null, text: string | null) =>
      Promise.all(
        screens.map((screen, i) =>
          screen.until(changes[i] ?? '', (frame) => says(frame).reason === reason && says(frame).text === text),
        ),
      );
    const paused = await put('branch/status', { status: 'PAUSED', text: 'Corte de luz', reason: 'sin energía' });
    expect(paused.body).toMatchObject({ status: 'PAUSED', opening: { reason: 'PAUSADA', text: 'Corte de luz' } });
    await sayAll('PAUSADA', 'Corte de luz');
    expect((await issue('CAJA')).body.error).toBe('SUCURSAL_CERRADA');
    await put('branch/status', { status: 'CLOSED', reason: 'sin energía todo el día' });
    await sayAll('CERRADA', null);
    await put('branch/status', { status: 'OPEN' });
    await sayAll(null, null);
    expect((await issue('CAJA')).status).toBe(201);
  });

  it('R10: what closes has a reason, and the same again leaves no trace', async () => {
    const refused = (attempt: () => Promise<Answer>) => refusedWhole(branch.test, TABLES, attempt);
    const queue = () => put('queues/CAJA/open', { open: false, text: 'x' });
    expect(await refused(queue)).toEqual([400, 'VALIDACION_FALLIDA', expect.any(String)]);
    expect((await refused(() => put('branch/status', { status: 'CLOSED', reason: '  ' })))[0]).toBe(400);
    expect((await refused(() => put('branch/status', { status: 'ABIERTA' })))[0]).toBe(400);
    const newEvents = await tailAudit(branch.test);
    await put('branch/status', { status: 'OPEN' });
    await put('queues/CAJA/open', { open: true });
    expect(await newEvents()).toEqual([]);
  });

  it('R4, R7: a stuck desk is released in one step; its customer is called elsewhere, and it is not a desk any more', async () => {
    const carlos = await branch.ready('carlos.rodriguez');
    const first = await branch.issue();
    branch.test.clock.advance(MINUTE);
    const { id } = await advisorRow(branch.test, 'carlos.rodriguez');
    const desk = await hear('advisor', { token: carlos.token });
    const release = (body: object) => supervisor.send('POST', `/api/admin/advisors/${id}/release`, body);
    const reason = 'su equipo no responde';
    const other = () => release({ numero: 'C02', ticket: 'DEVUELTO', reason });
    expect((await refusedWhole(branch.test, TABLES, other))[2]).toMatch(/ahora está C01/);
    const answer = await release({ numero: 'C01', ticket: 'DEVUELTO', reason });
    expect(answer.body).toMatchObject({ status: 'OFFLINE', reason, currentTicket: null, workloadMinutes: 0 });
    await desk.until('desk:changed', ({ state }) => state.advisor.status === 'OFFLINE' && state.current === null);
    expect((await carlos.send('POST', '/api/advisor/undo')).status).toBe(409);
    await branch.ready('luis.perez', 1); // the module is free, too
    const page = await client(branch.test.url).send('GET', `/api/tickets/${first['codigoReferencia']}`);
    expect(page.body).toMatchObject({ status: 'ATENDIENDO', assignedModuleNumber: 1 });
  });

  it('R3, R4: a number is called back; one whose person has another by now is not, and is told which', async () => {
    const luis = await branch.ready('luis.perez');
    const nationalId = newPerson();
    const { body: first } = await branch.kiosk.send('POST', '/api/tickets', { nationalId, queueType: 'CAJA' });
    const back = () => supervisor.send('POST', `/api/admin/tickets/${first.codigoReferencia}/call-back`, {});
    expect((await back()).body).toMatchObject({ status: 'ATENDIENDO', recallCount: 1 });
    await luis.send('POST', '/api/advisor/current/complete');
    expect((await back()).body).toMatchObject({ status: 'ATENDIENDO', completedAt: null });
    expect(await row(branch.test, "select served from queue_day where queue_type = 'CAJA'")).toEqual({ served: 0 });
    await luis.send('POST', '/api/advisor/current/complete');
    await branch.kiosk.send('POST', '/api/tickets', { nationalId, queueType: 'EMPRESAS' });
    const refused = await back();
    expect([refused.status, refused.body.error, refused.body.ticket?.numero]).toEqual([
      409,
      'TICKET_ACTIVO_EXISTENTE',
      'E01',
    ]);
    branch.test.clock.advance(MINUTE);
    expect((await back()).body.mensaje).toMatch(/no se puede deshacer/);
  });

  it('CONTRACT: only its own supervisor; and the role may be told otherwise', async () => {
    await addSecondBranch(branch.test);
    const norte = await signIn(branch.test.url, 'supervisor.norte');
    const { body } = await norte.send('PUT', '/api/admin/branch/status', { status: 'PAUSED', reason: 'x' });
    expect(body.opening).toMatchObject({ code: 'NORTE', open: false });
    expect(await row(branch.test, "select status from branch where code = 'CENTRO'")).toEqual({ status: 'OPEN' });
    const foreign = await norte.send('PUT', '/api/admin/branch/status?branchOffice=CENTRO', { status: 'OPEN' });
    expect(foreign.status).toBe(403);
    const luis = await signIn(branch.test.url, 'luis.perez');
    expect((await luis.send('PUT', '/api/admin/queues/CAJA/open', { open: true })).status).toBe(403);
  });
});
