import { setTimeout as pause } from 'node:timers/promises';

import { CHANGED_EVENT, NAMESPACES, REALTIME_PROTOCOL, type Namespace } from '@ticketero/contract';

import { MINUTE, openBranch, type TestBranch } from '../support/branch.js';
import { pairDevice, signIn, type TestClient } from '../support/client.js';
import { documentOf, faults } from '../support/contract.js';
import { beat, stopHearts } from '../support/gateways.js';
import { branchRow } from '../support/rows.js';
import { listen, type Listener } from '../support/socket.js';

const TYPE: Record<Namespace, string> = {
  display: 'Board',
  kiosk: 'KioskState',
  advisor: 'Desk',
  supervisor: 'Dashboard',
  ticket: 'TicketState',
};
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe('the state of each namespace', () => {
  let branch: TestBranch;
  let maria: TestClient;
  let display: TestClient;
  let ticket: { codigoReferencia: string; numero: string };
  let auth: Record<Namespace, object>;
  const open: Listener[] = [];
  const listenTo = async (name: Namespace): Promise<Listener> => {
    const listener = await listen(branch.test.url, name, auth[name]);
    open.push(listener);
    return listener;
  };

  beforeAll(async () => {
    branch = await openBranch();
    stopHearts(branch.test);
    const { url } = branch.test;
    ticket = await branch.issue();
    maria = await signIn(url, 'maria.gonzalez');
    display = await pairDevice(url, 'DISPLAY');
    const supervisor = await signIn(url, 'supervisor');
    auth = {
      display: { token: display.token },
      kiosk: { token: branch.kiosk.token },
      advisor: { token: maria.token },
      supervisor: { token: supervisor.token },
      ticket: { codigoReferencia: ticket.codigoReferencia },
    };
  });
  afterEach(() => open.splice(0).forEach((listener) => listener.close()));
  afterAll(() => branch.test.close());

  const revision = async (): Promise<number> => (await branchRow(branch.test))['revision'] as number;
  const fitsContract = (name: Namespace, state: unknown): void =>
    expect(faults(documentOf(branch.test.app), { $ref: `#/components/schemas/${TYPE[name]}` }, state)).toEqual([]);

  it.each(NAMESPACES)('CONTRACT: /%s begins with a snapshot, then the whole state after each change', async (name) => {
    const listener = await listenTo(name);
    const [first] = listener.frames;
    expect(first?.event).toBe('snapshot');
    expect(Object.keys(first?.payload).sort()).toEqual(['at', 'protocol', 'revision', 'state']);
    expect(first?.payload).toMatchObject({ protocol: REALTIME_PROTOCOL, revision: await revision() });
    expect(first?.payload.at).toBe(new Date(branch.test.clock.now()).toISOString());
    fitsContract(name, first?.payload.state);

    await branch.issue();
    const now = await revision();
    expect(now).toBeGreaterThan(first?.payload.revision);
    const changed = await listener.until(CHANGED_EVENT[name], (payload) => payload.revision === now);
    expect(Object.keys(changed).sort()).toEqual(
      name === 'ticket' ? ['at', 'revision', 'state', 'ticket'] : ['at', 'revision', 'state'],
    );
    expect(changed.at).toMatch(TIME);
    fitsContract(name, changed.state);
    expect(await listener.resync()).toEqual({ ...first?.payload, at: changed.at, revision: now, state: changed.state });
  });

  it('CONTRACT: nothing is sent for a command that is refused or changes nothing', async () => {
    const listeners = await Promise.all(NAMESPACES.map(listenTo));
    const before = await revision();
    const refused = await maria.send('POST', '/api/advisor/current/complete', {});
    expect(refused.status).toBe(409);
    await branch.kiosk.send('GET', `/api/tickets/${ticket.codigoReferencia}`);
    expect(await revision()).toBe(before);
    // What was sent before an answer to `resync` has arrived with it: frames keep their order.
    for (const listener of listeners) {
      await listener.resync();
      expect(listener.frames.map((frame) => frame.event)).toEqual(['snapshot']);
    }
  });

  it('CONTRACT: a heartbeat carries the revision and the time, to every namespace', async () => {
    const listeners = await Promise.all(NAMESPACES.map(listenTo));
    await beat(branch.test);
    const at = new Date(branch.test.clock.now()).toISOString();
    for (const listener of listeners) {
      expect(await listener.until('heartbeat')).toEqual({ revision: await revision(), at });
    }
  });

  it('CONTRACT: what the sockets say is what HTTP says, at every revision of a morning', async () => {
    const supervisor = await signIn(branch.test.url, 'supervisor');
    const [board, desk] = [await listenTo('display'), await listenTo('advisor')];
    const dashboard = await listenTo('supervisor');
    const carlos = await signIn(branch.test.url, 'carlos.rodriguez');
    const steps: (() => Promise<unknown>)[] = [
      () => branch.issue('PERSONAL_BANKER', { preferential: true }),
      () => maria.send('PUT', '/api/advisor/status', { status: 'AVAILABLE', moduleNumber: 3 }),
      () => maria.send('POST', '/api/advisor/current/recall'),
      () => branch.issue('EMPRESAS'),
      () => maria.send('POST', '/api/advisor/current/start'),
      () => carlos.send('PUT', '/api/advisor/status', { status: 'AVAILABLE', moduleNumber: 1 }),
      () => maria.send('POST', '/api/advisor/call-next', { finish: 'COMPLETADO' }),
      () => carlos.send('POST', '/api/advisor/current/no-show'),
      () => branch.test.turn('positions'),
      () => carlos.send('PUT', '/api/advisor/status', { status: 'OFFLINE', reason: 'ALMUERZO', afterCurrent: true }),
      () => maria.send('POST', '/api/advisor/current/complete', {}),
    ];
    for (const step of steps) {
      branch.test.clock.advance(MINUTE);
      const before = await revision();
      await step();
      const now = await revision();
      expect(now).toBeGreaterThan(before);
      const told = await board.until('board:changed', (payload) => payload.revision === now);
      const { body } = await display.send('GET', '/api/board');
      expect({ revision: told.revision, at: told.at, state: told.state }).toEqual({
        revision: body.revision,
        at: body.at,
        state: body.state,
      });
      const mine = await desk.until('desk:changed', (payload) => payload.revision === now);
      expect(mine.state).toEqual((await maria.send('GET', '/api/advisor/desk')).body);
    }
    // Joined to one a second: the last one is what counts.
    const last = await revision();
    const whole = await dashboard.until('dashboard:changed', (payload) => payload.revision === last);
    expect(whole.state).toEqual((await supervisor.send('GET', '/api/admin/dashboard')).body);
    expect(dashboard.of('dashboard:changed').length).toBeLessThan(steps.length);
  });

  it('CONTRACT: /ticket shows its ticket from waiting through the call to the end, and after it', async () => {
    const mine = await branch.issue('GERENCIA');
    const listener = await listen(branch.test.url, 'ticket', { codigoReferencia: mine.codigoReferencia });
    open.push(listener);
    expect(listener.of('snapshot')[0]?.payload.state.ticket).toMatchObject({ numero: mine.numero, positionInQueue: 1 });
    const ana = await branch.ready('ana.martinez', 5);
    // Ana is called the EMPRESAS ticket of the morning or this one; until it is this one she goes on.
    let called = (await ana.send('GET', '/api/advisor/desk')).body.current;
    while (called.numero !== mine.numero) {
      branch.test.clock.advance(MINUTE);
      called = (await ana.send('POST', '/api/advisor/call-next', { finish: 'COMPLETADO' })).body;
    }
    const calling = await listener.until('ticket:changed', ({ ticket: one }) => one.status === 'ATENDIENDO');
    expect(calling.ticket).toMatchObject({ assignedModuleNumber: 5, positionInQueue: 0 });
    expect(calling.ticket).toEqual(calling.state.ticket);
    branch.test.clock.advance(7 * MINUTE);
    await ana.send('POST', '/api/advisor/current/complete', {});
    const over = await listener.until('ticket:changed', ({ ticket: one }) => one.status === 'COMPLETADO');
    expect(over.ticket).toMatchObject({ actualServiceTimeMinutes: 7, message: 'Tu ticket ha sido completado' });

    const { body } = await branch.kiosk.send('GET', `/api/tickets/${mine.codigoReferencia}`);
    expect(over.ticket).toEqual(body);
    const late = await listen(branch.test.url, 'ticket', { codigoReferencia: mine.codigoReferencia });
    open.push(late);
    expect(late.of('snapshot')[0]?.payload.state.ticket).toEqual(body);
  });
});

it('CONTRACT: a heartbeat comes by itself within 5 s', async () => {
  const branch = await openBranch();
  const { token } = await pairDevice(branch.test.url, 'DISPLAY');
  const listener = await listen(branch.test.url, 'display', { token });
  // By the same event loop as the server's own timer: a machine that holds up the one holds up the other.
  const [heard, late] = [
    new Promise((done) => listener.socket.once('heartbeat', () => done('heard'))),
    new AbortController(),
  ];
  const first = await Promise.race([heard, pause(5_500, 'too late', { signal: late.signal })]);
  late.abort();
  expect(first).toBe('heard');
  listener.close();
  await branch.test.close();
});
