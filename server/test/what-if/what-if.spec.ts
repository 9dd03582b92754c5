import { performance } from 'node:perf_hooks';

import { whatIfInput } from '@ticketero/core';

import { BranchReader } from '../../src/branches/index.js';
import { ManualClock } from '../../src/platform/clock.js';
import { Thinker } from '../../src/what-if/thinker.js';
import { START } from '../support/app.js';
import { MINUTE, openBranch, type TestBranch } from '../support/branch.js';
import { signIn, type Answer, type TestClient } from '../support/client.js';
import { checked, documentOf } from '../support/contract.js';
import { advisorRow, branchRow, rows, versions } from '../support/rows.js';
import { listen, type Frame } from '../support/socket.js';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TABLES = ['branch', 'queue', 'advisor', 'ticket', 'mensaje', 'audit_log', 'queue_day'];

type Queue = Answer['body'];
const ofQueue = (outcome: Queue[], queueType: string): Queue => outcome.find((one) => one.queueType === queueType);

/** 2026-11-18, 10:00: one advisor of CAJA, 12 who wait; yesterday 24 came from now on, a week ago 6. */
async function busyMorning(): Promise<TestBranch> {
  const branch = await openBranch({}, { clock: new ManualClock(START - 7 * DAY - 5 * MINUTE) });
  const { clock } = branch.test;
  const comeEvery = async (many: number, minutes: number, more: object = {}) => {
    for (let one = 0; one < many; one++) {
      await branch.issue('CAJA', more);
      clock.advance(minutes * MINUTE);
    }
  };
  await comeEvery(2, 1); // before ten: nobody of them is expected
  clock.set(START - 7 * DAY + 30 * MINUTE);
  await comeEvery(6, 5);
  clock.set(START - DAY + 30 * MINUTE);
  await comeEvery(20, 6);
  await comeEvery(4, 6, { preferential: true });
  clock.set(START - 12 * MINUTE);
  await branch.ready('carlos.rodriguez');
  await comeEvery(13, 1);
  clock.set(START);
  return branch;
}

describe('what if', () => {
  let branch: TestBranch;
  let supervisor: TestClient;
  const ask = (changes: object[], more: object = {}) =>
    supervisor.send('POST', '/api/admin/what-if', { changes, ...more });

  beforeAll(async () => {
    branch = await busyMorning();
    supervisor = checked(await signIn(branch.test.url, 'supervisor'), documentOf(branch.test.app));
  });
  afterAll(() => branch.test.close());

  const oneMore = { kind: 'ADVISOR_ADDED', queueTypes: ['CAJA'], from: iso(START), to: iso(START + 2 * HOUR) };

  it('R5, R6, R8: one more advisor of CAJA: fewer are late, on today’s line and yesterday’s arrivals', async () => {
    const { status, body } = await ask([oneMore]);
    expect(status).toBe(200);
    expect(body).toMatchObject({ arrivals: { of: 'YESTERDAY', date: '2026-11-17', expected: 24 }, from: iso(START) });
    const [before, after] = [ofQueue(body.before, 'CAJA'), ofQueue(body.after, 'CAJA')];
    expect(before).toMatchObject({ displayName: 'Caja', targetWaitMinutes: 20 });
    expect(before.tickets).toBeGreaterThan(12 + 24 - 3);
    expect(before.tickets).toBeLessThan(12 + 24 + 3);
    expect(after.tickets).toBe(before.tickets);
    expect(before.late.value).toBeGreaterThan(10);
    expect(after.late.value).toBeLessThan(before.late.value / 2);
    expect(after.p90WaitMinutes.value).toBeLessThan(before.p90WaitMinutes.value);
    expect(before.lateShare.value).toBeCloseTo(before.late.value / before.tickets, 6);
    const difference = body.difference.find((one: Queue) => one.queueType === 'CAJA').late;
    expect(difference.value).toBeCloseTo(after.late.value - before.late.value, 6);
    expect(difference.high).toBeLessThan(0);
    expect(body.courses).toBeGreaterThanOrEqual(32);
  });

  it('R5, R8: no change is no difference, and the same question has the same answer', async () => {
    const [{ body: one }, { body: two }] = [await ask([]), await ask([])];
    expect(one.after).toEqual(one.before);
    expect({ ...two, tookMs: 0 }).toEqual({ ...one, tookMs: 0 });
    const { id } = await advisorRow(branch.test, 'carlos.rodriguez');
    const gone = await ask([{ kind: 'ADVISOR_LEAVES', advisorId: Number(id) }]);
    expect(ofQueue(gone.body.after, 'CAJA').late.value).toBeGreaterThan(ofQueue(one.before, 'CAJA').late.value);
  });

  it('R8: or of the same weekday of an earlier week', async () => {
    const { body } = await ask([], { arrivals: 'SAME_WEEKDAY' });
    expect(body.arrivals).toEqual({ of: 'SAME_WEEKDAY', date: '2026-11-11', expected: 6 });
    expect(ofQueue(body.before, 'CAJA').tickets).toBeLessThan(12 + 6 + 2);
  });

  it('R10, R11: it is a question: not one row is written', async () => {
    const before = await versions(branch.test, TABLES);
    expect((await ask([oneMore, { kind: 'POLICY', policy: 'fifo' }])).status).toBe(200);
    expect(await versions(branch.test, TABLES)).toEqual(before);
  });

  it.each<[string, object, number, object]>([
    ['no policy', { kind: 'POLICY' }, 400, { campos: { 'changes.0.policy': expect.any(String) } }],
    ['no queues', { kind: 'ADVISOR_ADDED' }, 400, { campos: { 'changes.0.queueTypes': expect.any(String) } }],
    ['no advisor', { kind: 'ADVISOR_LEAVES' }, 400, { campos: { 'changes.0.advisorId': expect.any(String) } }],
    ['an unknown advisor', { kind: 'ADVISOR_LEAVES', advisorId: 99999 }, 404, { error: 'ASESOR_NO_ENCONTRADO' }],
    ['an unknown queue', { kind: 'ADVISOR_ADDED', queueTypes: ['NADA'] }, 404, { error: 'COLA_NO_ENCONTRADA' }],
    [
      'it ends before it begins',
      { ...{ kind: 'ADVISOR_ADDED', queueTypes: ['CAJA'] }, from: iso(START + HOUR), to: iso(START) },
      400,
      { campos: { 'changes.0.to': expect.any(String) } },
    ],
    [
      'no such day',
      { ...oneMore, from: '2026-13-41T10:00:00Z' },
      400,
      { campos: { 'changes.0.from': expect.any(String) } },
    ],
    ['another kind', { kind: 'NADA' }, 400, { campos: { 'changes.0.kind': expect.any(String) } }],
    [
      'another field',
      { kind: 'POLICY', policy: 'fifo', nada: 1 },
      400,
      { campos: { 'changes.0.nada': expect.any(String) } },
    ],
  ])('R14: %s is refused with what is wrong', async (_, change, status, said) => {
    const answer = await ask([change]);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject(said);
  });

  it('R8: a busy branch is thought about beside the server, which goes on meanwhile', async () => {
    const { id } = await branchRow(branch.test);
    const now = await branch.test.app.get(BranchReader).load(Number(id));
    const arrivals = Array.from({ length: 1_500 }, (_, index) => ({
      ...{ at: START + index * 10_000, queueType: 'CAJA', preferential: false },
    }));
    const input = { ...whatIfInput(now, arrivals), courses: 128 };
    const thinker = branch.test.app.get(Thinker);
    await thinker.whatIf({ input: { ...input, courses: 1 }, changes: [] }); // the thread is there
    const begin = performance.eventLoopUtilization();
    const from = performance.now();
    const { before } = await thinker.whatIf({ input, changes: [] });
    expect(before.reduce((sum, { tickets }) => sum + tickets, 0)).toBeGreaterThan(1_400);
    expect(performance.now() - from).toBeGreaterThan(20); // it was work
    expect(performance.eventLoopUtilization(begin).utilization).toBeLessThan(0.6); // and not this thread's
  });

  it('R14: a thread that dies answers with a failure, and the next question starts another', async () => {
    const thinker = branch.test.app.get(Thinker);
    const { id } = await branchRow(branch.test);
    const input = whatIfInput(await branch.test.app.get(BranchReader).load(Number(id)), []);
    const cut = thinker.whatIf({ input, changes: [] });
    await Promise.all([expect(cut).rejects.toThrow('what if'), thinker.onModuleDestroy()]);
    expect((await ask([])).status).toBe(200);
  });
});

function iso(at: number): string {
  return new Date(at).toISOString();
}

describe('what if, limits', () => {
  it('CONTRACT: 20 questions a minute for each person, then 429', async () => {
    // In a minute that does not pass, however long 21 take.
    const wallClock = new ManualClock(Date.now());
    const branch = await openBranch({}, { config: { rateLimitFactor: 1 }, wallClock });
    const [supervisor, admin] = [await signIn(branch.test.url, 'supervisor'), await signIn(branch.test.url, 'admin')];
    const statuses: number[] = [];
    for (let one = 0; one < 21; one++) {
      statuses.push((await supervisor.send('POST', '/api/admin/what-if', { changes: [] })).status);
    }
    expect(statuses).toEqual([...Array<number>(20).fill(200), 429]);
    expect((await admin.send('POST', '/api/admin/what-if', { changes: [] })).status).toBe(200);
    await branch.test.close();
  });
});

describe('the live hint', () => {
  let branch: TestBranch;
  let supervisor: TestClient;
  let ana: TestClient;
  const hint = async () => (await supervisor.send('GET', '/api/admin/dashboard')).body.hint;
  const look = () => branch.test.turn('hints');
  /** The line is gone, with no commit that tells of it. */
  const nobodyWaits = () =>
    rows(
      branch.test,
      `update ticket set status = 'CANCELADO', position_in_queue = 0, closed_at = updated_at
       where status in ('EN_ESPERA', 'PROXIMO') returning id`,
    );

  beforeEach(async () => {
    branch = await openBranch();
    supervisor = checked(await signIn(branch.test.url, 'supervisor'), documentOf(branch.test.app));
    await branch.ready('carlos.rodriguez');
    ana = await branch.ready('ana.martinez');
    for (let one = 0; one < 12; one++) {
      await branch.issue();
      branch.test.clock.advance(MINUTE);
    }
  });
  afterEach(() => branch.test.close());

  it('R5, R8: somebody watches and many will be late: who should take what, and what comes of it', async () => {
    expect(await hint()).toBeNull(); // nobody watched until now
    await look();
    const { id } = await advisorRow(branch.test, 'ana.martinez');
    const said = await hint();
    expect(said).toMatchObject({ advisorId: Number(id), advisorName: 'Ana Martínez', queueType: 'CAJA' });
    expect(said.lateAfter).toBeLessThan(said.lateBefore);
    expect([15, 25, 40]).toContain(said.minutes);
    branch.test.clock.advance(30_000);
    await look();
    expect(await hint()).toMatchObject({ advisorId: said.advisorId, minutes: said.minutes, since: said.since });
  });

  it('R8: nobody watches: nothing is worked out', async () => {
    await look();
    expect(await hint()).toBeNull(); // watched from here on
    await look();
    expect(await hint()).not.toBeNull();
    branch.test.clock.advance(2 * MINUTE + 1);
    await look(); // nobody has looked since: it is forgotten
    expect(await hint()).toBeNull();
  });

  it('R8, CONTRACT: an open socket is told of it when it is found and when it is withdrawn, with no commit and no new revision', async () => {
    const listener = await listen(branch.test.url, 'supervisor', { token: supervisor.token });
    const [{ payload: first }] = listener.of('snapshot') as [Frame];
    expect(first.state.hint).toBeNull();
    await look();
    const found = await listener.until('dashboard:changed', ({ state }) => state.hint !== null);
    expect(found).toMatchObject({ revision: first.revision, at: iso(branch.test.clock.now()) });
    expect(found.state.hint).toEqual(await hint());

    branch.test.clock.advance(1_000);
    await look(); // the same hint with the same figures, or others: told of once for each
    await nobodyWaits();
    branch.test.clock.advance(2 * MINUTE);
    await supervisor.send('GET', '/api/admin/dashboard');
    await look();
    const withdrawn = await listener.until(
      'dashboard:changed',
      ({ state, at }) => state.hint === null && at === iso(branch.test.clock.now()),
    );
    expect(withdrawn.revision).toBe(first.revision);
    expect((await listener.resync()).revision).toBe(first.revision);
    expect(listener.of('dashboard:changed').length).toBeLessThanOrEqual(3);
    listener.close();
  });

  it('R7: she goes away, or does it already: it is gone at once; and the line is gone: with the next look', async () => {
    await hint();
    await look();
    expect(await hint()).not.toBeNull();
    await ana.send('PUT', '/api/advisor/status', { status: 'OFFLINE', reason: 'almuerzo' });
    expect(await hint()).toBeNull();
    await ana.send('PUT', '/api/advisor/status', { status: 'AVAILABLE' });
    expect(await hint()).not.toBeNull();
    await nobodyWaits();
    branch.test.clock.advance(30_000);
    await look();
    expect(await hint()).toBeNull();
  });
});
