import { CHANGED_EVENT, type Namespace } from '@ticketero/contract';

import { BranchReader } from '../../src/branches/index.js';
import { BranchFeed } from '../../src/platform/branch-feed.js';
import { openBranch, type TestBranch } from '../support/branch.js';
import { pairDevice, signIn } from '../support/client.js';
import { interceptRoom } from '../support/gateways.js';
import { branchRow, rows } from '../support/rows.js';
import { listen, type Listener } from '../support/socket.js';

const PEOPLE = 40;
const JOIN_MS: Partial<Record<Namespace, number>> = { display: 100, kiosk: 100, supervisor: 1_000 };

describe('bursts', () => {
  let branch: TestBranch;
  const tokens: Partial<Record<Namespace, string>> = {};
  const open: Listener[] = [];
  const enter = async (name: Namespace, auth: object): Promise<Listener> => {
    const listener = await listen(branch.test.url, name, auth);
    open.push(listener);
    return listener;
  };

  beforeAll(async () => {
    branch = await openBranch();
    const { url } = branch.test;
    tokens.kiosk = branch.kiosk.token;
    tokens.display = (await pairDevice(url, 'DISPLAY')).token;
    tokens.supervisor = (await signIn(url, 'supervisor')).token;
  });
  afterEach(() => {
    open.splice(0).forEach((listener) => listener.close());
    jest.restoreAllMocks();
  });
  afterAll(() => branch.test.close());

  const revision = async (): Promise<number> => (await branchRow(branch.test))['revision'] as number;
  const burst = (): Promise<unknown> => Promise.all(Array.from({ length: PEOPLE }, () => branch.issue('CAJA')));

  it.each(Object.entries(JOIN_MS) as [Namespace, number][])(
    'CONTRACT: /%s is sent at most one state in %d ms, and always the last one',
    async (name, joinMs) => {
      const listener = await enter(name, { token: tokens[name] });
      // Timed where they leave: on a busy machine they arrive when they can.
      const left: number[] = [];
      interceptRoom(branch.test, name, (packet, write) => {
        if (packet.includes(`["${CHANGED_EVENT[name]}"`)) left.push(performance.now());
        write();
      });
      await burst();
      const last = await revision();
      await listener.until(CHANGED_EVENT[name], (payload) => payload.revision === last);
      const revisions = listener.of(CHANGED_EVENT[name]).map(({ payload }) => payload.revision as number);
      expect(revisions).toHaveLength(left.length);
      expect(revisions).toEqual([...new Set(revisions)].sort((one, other) => one - other));
      expect(left.length).toBeGreaterThanOrEqual(2);
      expect(left.length).toBeLessThan(PEOPLE);
      left.slice(1).forEach((at, i) => expect(at - left[i]!).toBeGreaterThanOrEqual(joinMs));
    },
  );

  it('CONTRACT: every screen of a room hears the same', async () => {
    const screens = await Promise.all([1, 2, 3].map(() => enter('display', { token: tokens.display })));
    await burst();
    const last = await revision();
    for (const screen of screens) await screen.until('board:changed', (payload) => payload.revision === last);
    const [first, ...others] = screens.map((screen) => screen.of('board:changed').map(({ payload }) => payload));
    for (const other of others) expect(other).toEqual(first);
  });

  it('CONTRACT: a commit that is told late does not take the place of a newer one', async () => {
    const listener = await enter('display', { token: tokens.display });
    const feed = branch.test.app.get(BranchFeed);
    const { id } = await branchRow(branch.test);
    const committed = await Promise.all([1, 2, 3].map(() => branch.test.app.get(BranchReader).load(id as number)));
    committed.forEach((one, i) => (one.revision += i + 1));
    const [first, second, third] = committed.map((one) => one.revision);
    feed.publish(committed[0]!);
    feed.publish(committed[2]!);
    feed.publish(committed[1]!);
    await listener.until('board:changed', (payload) => payload.revision === third);
    const told = listener.of('board:changed').map(({ payload }) => payload.revision as number);
    expect(told).toEqual([first, third]);
    expect(told).not.toContain(second);
  });

  it('CONTRACT: whoever comes in is sent nothing older than they were shown, and the others hear of it too', async () => {
    const auth = { token: tokens.supervisor };
    const here = await enter('supervisor', auth);
    await branch.issue('CAJA');
    await here.until('dashboard:changed'); // its interval has begun: what comes now waits for the end of it
    await branch.issue('CAJA');
    await rows(branch.test, 'update branch set revision = revision + 1'); // a commit that no screen was told of yet
    const last = await revision();
    const late = await enter('supervisor', auth);
    await here.until('dashboard:changed', (payload) => payload.revision === last);
    await late.resync();
    const told = late.frames.filter(({ payload }) => payload.state).map(({ payload }) => payload.revision as number);
    expect(new Set(told)).toEqual(new Set([last]));
  });

  it('CONTRACT: a ticket that ends in the midst of a burst is seen to end', async () => {
    const mine = await branch.issue('GERENCIA');
    const listener = await enter('ticket', { codigoReferencia: mine.codigoReferencia });
    // One state opens the interval; the end falls into it, and so does what others do after.
    await branch.issue('GERENCIA');
    await branch.kiosk.send('DELETE', `/api/tickets/${mine.codigoReferencia}`);
    await branch.issue('GERENCIA');
    const ended = await listener.until('ticket:changed', ({ ticket }) => ticket.status === 'CANCELADO');
    expect(ended.ticket).toMatchObject({ positionInQueue: 0, message: 'Este ticket ha sido cancelado' });
  });

  it('CONTRACT: the first event is the snapshot, and no state before it, also in the midst of a burst', async () => {
    const arriving = Array.from({ length: 12 }, async () => {
      await branch.issue('EMPRESAS');
      return enter('display', { token: tokens.display });
    });
    const [screens] = await Promise.all([Promise.all(arriving), burst()]);
    const last = await revision();
    for (const screen of screens) {
      expect(screen.frames[0]?.event).toBe('snapshot');
      expect(screen.of('snapshot')).toHaveLength(1);
      const newest = () => Math.max(...screen.frames.map(({ payload }) => payload.revision as number));
      if (newest() < last) await screen.until('board:changed', (payload) => payload.revision === last);
      const told = screen.frames
        .filter(({ payload }) => payload.state)
        .map(({ payload }) => payload.revision as number);
      expect(told).toEqual([...told].sort((a, b) => a - b));
    }
  });
});
