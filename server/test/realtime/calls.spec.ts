import { MINUTE, openBranch, type TestBranch } from '../support/branch.js';
import { pairDevice, type TestClient } from '../support/client.js';
import { branchRow } from '../support/rows.js';
import { listen, type Listener } from '../support/socket.js';

/** `C01 at 3`, `C01 at 3, again`: what a lobby announces. */
const inShort = ({ numero, moduleNumber, recall }: { numero: string; moduleNumber: number; recall: boolean }): string =>
  `${numero} at ${moduleNumber}${recall ? ', again' : ''}`;

describe('calls', () => {
  let branch: TestBranch;
  let board: Listener;
  let desk: Listener;
  let maria: TestClient;

  beforeEach(async () => {
    branch = await openBranch();
    const { url } = branch.test;
    board = await listen(url, 'display', { token: (await pairDevice(url, 'DISPLAY')).token });
    maria = await branch.ready('maria.gonzalez', 3);
    desk = await listen(url, 'advisor', { token: maria.token });
  });
  afterEach(async () => {
    board.close();
    desk.close();
    await branch.test.close();
  });

  const announced = (): string[] => board.of('ticket:called').map(({ payload }) => inShort(payload));

  it('CONTRACT: ticket:called for every call and every recall, and for nothing else', async () => {
    const { clock } = branch.test;
    const step = async (act: () => Promise<unknown>): Promise<void> => {
      clock.advance(MINUTE);
      await act();
    };
    await step(() => branch.issue('CAJA'));
    await step(() => branch.issue('PERSONAL_BANKER'));
    await step(() => maria.send('POST', '/api/advisor/current/recall'));
    await step(() => branch.issue('CAJA'));
    await step(() => maria.send('POST', '/api/advisor/current/recall'));
    await step(() => maria.send('POST', '/api/advisor/current/start'));
    await step(() => maria.send('POST', '/api/advisor/current/complete', {}));
    await step(() => maria.send('POST', '/api/advisor/current/no-show'));
    await board.resync();
    expect(announced()).toEqual(['C01 at 3', 'C01 at 3, again', 'C01 at 3, again', 'P01 at 3', 'C02 at 3']);
  });

  it('CONTRACT: commands that follow within the same millisecond announce nothing twice', async () => {
    await branch.issue('CAJA');
    await branch.issue('CAJA');
    await maria.send('POST', '/api/advisor/current/start');
    await branch.issue('EMPRESAS');
    await board.resync();
    expect(announced()).toEqual(['C01 at 3']);
    await desk.resync();
    expect(desk.of('ticket:assigned')).toHaveLength(1);
  });

  it('CONTRACT: ticket:called has the revision, the number, where, which queue and when', async () => {
    branch.test.clock.advance(MINUTE);
    await branch.issue('CAJA');
    const called = await board.until('ticket:called');
    const { revision } = await branchRow(branch.test);
    const calledAt = new Date(branch.test.clock.now()).toISOString();
    const call = { numero: 'C01', moduleNumber: 3, queueType: 'CAJA', calledAt };
    expect(called).toEqual({ revision, ...call, recall: false });

    branch.test.clock.advance(MINUTE);
    await maria.send('POST', '/api/advisor/current/recall');
    const again = await board.until('ticket:called', ({ recall }) => recall);
    expect(again).toMatchObject({ numero: 'C01', calledAt: new Date(branch.test.clock.now()).toISOString() });
    const told = await board.until('board:changed', ({ revision: at }) => at === again.revision);
    expect(told.state.called[0]).toMatchObject({ numero: 'C01', calledAt, recallCount: 1, serving: true });
  });

  it('CONTRACT: no call of a burst is swallowed by the next', async () => {
    const others = ['carlos.rodriguez', 'luis.perez'];
    for (const [i, user] of others.entries()) await branch.ready(user, i + 1);
    await Promise.all(Array.from({ length: 3 }, () => branch.issue('CAJA')));
    await board.resync();
    expect(
      announced()
        .map((call) => call.slice(0, 3))
        .sort(),
    ).toEqual(['C01', 'C02', 'C03']);
  });

  it('CONTRACT: ticket:assigned tells the advisor at once, with the reason of the call', async () => {
    branch.test.clock.advance(MINUTE);
    const issued = await branch.issue('CAJA');
    const { revision, ticket } = await desk.until('ticket:assigned');
    expect(revision).toBe((await branchRow(branch.test))['revision']);
    expect(ticket).toMatchObject({ codigoReferencia: issued.codigoReferencia, status: 'ATENDIENDO' });
    expect(ticket.callReason).toMatchObject({ policy: 'guard', waitedMinutes: 0, targetMinutes: 20, over: [] });
    expect(ticket).not.toHaveProperty('nationalId');
    const told = await desk.until('desk:changed', (payload) => payload.revision === revision);
    expect(told.state.current).toEqual(ticket);
    // A recall is no second assignment.
    branch.test.clock.advance(MINUTE);
    await maria.send('POST', '/api/advisor/current/recall');
    await desk.until('desk:changed', ({ state }) => state.current.recallCount === 1);
    expect(desk.of('ticket:assigned')).toHaveLength(1);
  });
});
