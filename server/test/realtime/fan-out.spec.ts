import { BranchReader } from '../../src/branches/index.js';
import { BranchFeed } from '../../src/platform/branch-feed.js';
import { openBranch, type TestBranch } from '../support/branch.js';
import { pairDevice } from '../support/client.js';
import { beat, interceptRoom, stopHearts } from '../support/gateways.js';
import { branchRow } from '../support/rows.js';
import { addSecondBranch } from '../support/second-branch.js';
import { listen, type Listener } from '../support/socket.js';

const SCREENS = 20;

describe('what many screens cost', () => {
  let branch: TestBranch;
  let screens: Listener[];

  beforeAll(async () => {
    branch = await openBranch();
    stopHearts(branch.test);
    await branch.ready('carlos.rodriguez'); // before there is a room: its first state goes at once
    const { token } = await pairDevice(branch.test.url, 'DISPLAY');
    screens = await Promise.all(Array.from({ length: SCREENS }, () => listen(branch.test.url, 'display', { token })));
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    screens.forEach((screen) => screen.close());
    await branch.test.close();
  });

  /** What is handed to each connection, while `work` goes on and until every screen has heard `event`. */
  async function writesOf(event: string, work: () => Promise<unknown>): Promise<string[]> {
    const packets: string[] = [];
    const heard = screens.map(({ socket }) => new Promise((found) => socket.once(event, found)));
    interceptRoom(branch.test, 'display', (packet, write) => {
      packets.push(packet);
      write();
    });
    await work();
    await Promise.all(heard);
    return packets;
  }

  it('CONTRACT: a call is one text for all of them and one write for each: the state, and ticket:called behind it', async () => {
    const packets = (await writesOf('ticket:called', () => branch.issue('CAJA'))).slice(0, SCREENS);
    expect(packets).toHaveLength(SCREENS);
    expect(new Set(packets).size).toBe(1);
    expect(packets[0]).toMatch(/^2\/display,\["board:changed",/);
    for (const { frames } of screens) {
      const [first, second] = frames.filter(({ event }) => event === 'board:changed' || event === 'ticket:called');
      expect([first?.event, second?.event]).toEqual(['board:changed', 'ticket:called']);
      expect(first?.payload.revision).toBe(second?.payload.revision);
    }
  });

  it('CONTRACT: a heartbeat is one statement and one text for all of them', async () => {
    const revisions = jest.spyOn(branch.test.app.get(BranchReader), 'revisions');
    const packets = await writesOf('heartbeat', () => beat(branch.test));
    expect(packets.filter((packet) => packet.startsWith('2/display,["heartbeat"'))).toHaveLength(SCREENS);
    expect(new Set(packets).size).toBe(1);
    expect(revisions).toHaveBeenCalledTimes(1);
  });

  it('CONTRACT: all of them ask again at once: two loads of the branch, and everybody has the newest state', async () => {
    const load = jest.spyOn(branch.test.app.get(BranchReader), 'load');
    const revision = (await branchRow(branch.test))['revision'] as number;
    const answers = await Promise.all(screens.map((screen) => screen.resync()));
    expect(answers.map((answer) => answer.revision)).toEqual(Array(SCREENS).fill(revision));
    expect(load.mock.calls.length).toBeGreaterThan(0);
    expect(load.mock.calls.length).toBeLessThan(SCREENS / 2);
  });

  it('CONTRACT: what happens in another branch costs them nothing', async () => {
    const { branchId } = await addSecondBranch(branch.test);
    const packets: string[] = [];
    interceptRoom(branch.test, 'display', (packet, write) => {
      packets.push(packet);
      write();
    });
    await branch.test.dataSource.query('update branch set revision = revision + 1 where id = $1', [branchId]);
    const other = await branch.test.app.get(BranchReader).load(branchId);
    const feed = branch.test.app.get(BranchFeed);
    const told = new Promise((done) => feed.changes.subscribe(done));
    feed.publish(other);
    await told;
    expect(packets).toEqual([]);
  });
});
