import type { Board } from '@ticketero/contract';

import { startApp } from '../support/app.js';
import { openBranch, type TestBranch } from '../support/branch.js';
import { pairDevice } from '../support/client.js';
import { beat, interceptRoom, serverSide, stopHearts } from '../support/gateways.js';
import { openingChangesAt, openLink, untilView as until, type Link } from '../support/link.js';
import { branchRow, rows } from '../support/rows.js';

describe('the client that all screens use', () => {
  let branch: TestBranch;
  let token: string;
  const open: Link<Board>[] = [];
  const screen = (origin: string, auth = { token }, events = {}): Link<Board> => {
    const link = openLink({ namespace: 'display', auth: () => auth, origin, events, changesAt: openingChangesAt });
    open.push(link);
    return link;
  };

  beforeAll(async () => {
    branch = await openBranch();
    stopHearts(branch.test);
    token = (await pairDevice(branch.test.url, 'DISPLAY')).token;
  });
  afterEach(() => {
    open.splice(0).forEach((link) => link.close());
    jest.restoreAllMocks();
  });
  afterAll(() => branch.test.close());

  const revision = async (): Promise<number> => (await branchRow(branch.test))['revision'] as number;
  const waiting = (link: Link<Board>): number =>
    link.view().state!.waiting.reduce((sum, queue) => sum + queue.waiting, 0);

  it('CONTRACT: is live with the whole state, and keeps the newest', async () => {
    const link = screen(branch.test.url);
    expect(link.view()).toEqual({ link: 'connecting', state: null, revision: -1, silentMs: 0 });
    await until(link, (view) => view.link === 'live');
    const before = waiting(link);
    const seen: number[] = [];
    link.subscribe(() => seen.push(link.view().revision));
    await Promise.all([1, 2, 3, 4, 5].map(() => branch.issue()));
    const last = await revision();
    await until(link, (view) => view.revision === last);
    expect(waiting(link)).toBe(before + 5);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(Math.abs(link.serverNow() - branch.test.clock.now())).toBeLessThan(2_000);
  });

  it('CONTRACT: forgets a state that is older than its own', async () => {
    const link = screen(branch.test.url);
    await until(link, (view) => view.link === 'live');
    const { state, revision: now } = link.view();
    const at = new Date(branch.test.clock.now()).toISOString();
    const room = serverSide(branch.test, 'display');
    room.emit('board:changed', { revision: now - 1, at, state: { ...state, waiting: [] } });
    room.emit('board:changed', { revision: now + 1, at, state: { ...state, notices: [{ id: 'x', text: {} }] } });
    await until(link, (view) => view.revision === now + 1);
    expect(link.view().state?.waiting).toEqual(state?.waiting);
    expect(link.view().state?.notices).toHaveLength(1);
  });

  it('CONTRACT: a message that is lost is repaired with the next heartbeat', async () => {
    const link = screen(branch.test.url);
    await until(link, (view) => view.link === 'live');
    const before = link.view().revision;
    const swallowed = new Promise<void>((gone) => interceptRoom(branch.test, 'display', () => gone())); // a bad line
    await branch.issue();
    const lost = await revision();
    await swallowed;
    jest.restoreAllMocks();
    expect(link.view().revision).toBe(before);

    const states: string[] = [];
    link.subscribe(() => states.push(link.view().link));
    await beat(branch.test);
    await until(link, (view) => view.revision === lost && view.link === 'live');
    expect(states).toEqual(['catching-up', 'live']);
  });

  it('CONTRACT: a client of one server learns of a commit on another within one heartbeat', async () => {
    const { database, clock } = branch.test;
    const other = await startApp({ database, clock });
    stopHearts(other);
    try {
      const link = screen(other.url);
      await until(link, (view) => view.link === 'live');
      const before = link.view().revision;
      await branch.issue(); // on the first server
      expect(link.view().revision).toBe(before);
      await beat(other);
      const now = await revision();
      await until(link, (view) => view.revision === now && view.link === 'live');
      const here = screen(branch.test.url);
      await until(here, (view) => view.link === 'live');
      expect(link.view().state).toEqual(here.view().state);
    } finally {
      open.splice(0).forEach((link) => link.close());
      await other.close();
    }
  });

  it('R4: opens and closes with the clock alone: no commit tells it, and every screen knows when to ask', async () => {
    const { test } = branch;
    const at = (time: string) => Date.parse(`2026-11-18T${time}-03:00`); // a Wednesday
    const before = test.clock.now();
    await rows(test, 'update branch set opening_hours = $1', [
      JSON.stringify({ week: { 3: [{ from: '09:00', to: '14:00' }] } }),
    ]);
    const unchanged = await revision();
    for (const [moment, open] of [
      ['09:00:00', true],
      ['14:00:00', false],
    ] as const) {
      test.clock.set(at(moment) - 200);
      const link = screen(test.url);
      await until(link, (view) => view.state?.branch.open === !open);
      test.clock.set(at(moment));
      await until(link, (view) => view.state?.branch.open === open);
    }
    expect(await revision()).toBe(unchanged);
    await rows(test, 'update branch set opening_hours = null');
    test.clock.set(before);
  });

  it('CONTRACT: says so when it is refused, and comes in with the new token it is given', async () => {
    const auth = { token: 'garbage' };
    let asked = 0;
    const link = openLink({
      namespace: 'display',
      auth: () => auth,
      origin: branch.test.url,
      onRefused: () => {
        asked += 1;
        auth.token = token;
        return Promise.resolve(true);
      },
    });
    open.push(link);
    await until(link, (view) => view.link === 'refused');
    await until(link, (view) => view.link === 'live');
    expect(asked).toBe(1);
  });

  it('CONTRACT: a server of another protocol makes it incompatible, whatever else is heard', async () => {
    const link = screen(branch.test.url);
    await until(link, (view) => view.link === 'live');
    const room = serverSide(branch.test, 'display');
    const { revision: now, state } = link.view();
    const at = new Date().toISOString();
    room.emit('snapshot', { protocol: 999, revision: now + 5, at, state });
    await until(link, (view) => view.link === 'incompatible');
    room.emit('board:changed', { revision: now + 9, at, state });
    await branch.issue();
    await beat(branch.test);
    expect(link.view().link).toBe('incompatible');
    expect(link.view().revision).toBe(now);
  });

  it('CONTRACT: hears the other events of its namespace', async () => {
    const calls: string[] = [];
    const link = screen(
      branch.test.url,
      { token },
      { 'ticket:called': (call: { numero: string }) => calls.push(call.numero) },
    );
    await until(link, (view) => view.link === 'live');
    await branch.ready('maria.gonzalez', 3);
    const now = await revision();
    await until(link, (view) => view.revision === now);
    expect(calls).toEqual([link.view().state?.called[0]?.numero]);
  });

  it('CONTRACT: comes back by itself when the server closes the connection', async () => {
    const link = screen(branch.test.url);
    await until(link, (view) => view.link === 'live');
    serverSide(branch.test, 'display').disconnectSockets();
    await until(link, (view) => view.link === 'catching-up');
    await branch.issue();
    const now = await revision();
    await until(link, (view) => view.link === 'live' && view.revision === now);
  });
});
