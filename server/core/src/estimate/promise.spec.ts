import { Branch } from '../branch/branch.js';
import { callNext } from '../commands/desk.js';
import { cancel } from '../commands/cancel.js';
import { recalculate } from '../commands/recalculate.js';
import { setStatus } from '../commands/set-status.js';
import { aBranch, anAdvisor, aTicket, copyOf, MINUTE, NINE_O_CLOCK, referenceOf } from '../testing/builders.js';
import { referenceDay } from '../testing/reference-day.js';
import { Scene } from '../testing/scene.js';
import { ToldWatch } from '../testing/told-watch.js';
import { virtualDay } from '../testing/virtual-day.js';
import { comparePromise } from './promise.js';

/** One desk at the till with a customer, since nine. */
function oneDesk(): Scene {
  const scene = new Scene(aBranch({ advisors: [anAdvisor(1), anAdvisor(2)] }));
  scene.run((branch) => setStatus(branch, 1, { status: 'AVAILABLE' }));
  scene.issue();
  return scene;
}
const reads = (scene: Scene, id: number) => {
  const branch = new Branch(copyOf(scene.state), scene.now);
  return branch.outlook.told(branch.ticketById(id)!);
};
const today = (scene: Scene, queueType = 'CAJA') =>
  scene.changes.queueDays.find((delta) => delta.queueType === queueType);

describe('what is promised', () => {
  it('R8: nobody on duty and no history: the formula, word for word', () => {
    const scene = new Scene(aBranch({ advisors: [anAdvisor(1)] }));
    for (let i = 0; i < 5; i++) scene.issue();
    expect(scene.ticket(5)).toMatchObject({ positionInQueue: 5, estimatedWaitMinutes: 25 });
    expect(scene.ticket(5).promise).toMatchObject({ at: NINE_O_CLOCK, minutes: 25, raw: null });
  });

  it('R8: three desks serve three at a time: the replay knows, the formula does not', () => {
    const waits = (estimator: 'replay' | 'formula'): number => {
      const scene = new Scene(aBranch({ settings: { estimator }, advisors: [1, 2, 3].map((id) => anAdvisor(id)) }));
      for (const id of [1, 2, 3]) scene.run((branch) => setStatus(branch, id, { status: 'AVAILABLE' }));
      for (let i = 0; i < 9; i++) scene.issue();
      return scene.ticket(9).promise!.minutes;
    };
    expect(waits('formula')).toBe(30);
    expect(waits('replay')).toBeLessThan(20);
    expect(waits('replay')).toBeGreaterThan(5);
  });

  it('R8: who is called in the moment of issue was promised nothing, and is not compared', () => {
    const scene = oneDesk();
    expect(scene.ticket(1)).toMatchObject({ status: 'ATENDIENDO', promise: null, told: null });
    expect(today(scene)).toMatchObject({ called: 1, compared: 0 });
  });

  it('R8: the promise never changes while the estimate follows the present, and is compared at the call', () => {
    const scene = oneDesk();
    scene.issue();
    const { promise } = scene.ticket(2);
    expect(promise).toMatchObject({ at: NINE_O_CLOCK, raw: expect.anything() });
    const errorMs = (9 - (promise?.minutes ?? 0)) * MINUTE;
    scene.later(9 * MINUTE).run(recalculate);
    expect(scene.ticket(2).promise).toEqual(promise);
    expect(scene.ticket(2).estimatedWaitMinutes).not.toBe(promise?.minutes);
    scene.run((branch) => callNext(branch, 1, { finish: 'COMPLETADO' }));
    expect(scene.ticket(2).status).toBe('ATENDIENDO');
    expect(today(scene)).toMatchObject({ compared: 1, errorMs, absoluteErrorMs: errorMs });
    expect(scene.queue('CAJA').learned?.calibration?.weight).toBe(1);
    expect(scene.changes.queues.map(({ queueType }) => queueType)).toEqual(['CAJA']);
  });

  it('R8: who was picked by hand is compared, and nothing is learned from it', () => {
    const scene = oneDesk();
    scene.issue();
    scene.issue();
    const pick = { finish: 'COMPLETADO', codigoReferencia: referenceOf(3) } as const;
    scene.later(MINUTE).run((branch) => callNext(branch, 1, pick));
    expect(scene.ticket(3).status).toBe('ATENDIENDO');
    expect(today(scene)).toMatchObject({ compared: 1 });
    expect(scene.queue('CAJA').learned?.calibration).toBeNull();
  });

  it.each([
    [25, 40, { errorMs: 0, absoluteErrorMs: 0, covered: 1 }],
    [20, 40, { errorMs: -5 * MINUTE, absoluteErrorMs: 5 * MINUTE, covered: 1 }],
    [9, 40, { errorMs: -16 * MINUTE, absoluteErrorMs: 16 * MINUTE, covered: 0 }],
    [41, 40, { errorMs: 16 * MINUTE, absoluteErrorMs: 16 * MINUTE, covered: 0 }],
    [40, 40, { errorMs: 15 * MINUTE, absoluteErrorMs: 15 * MINUTE, covered: 1 }],
  ])('R8: 25 minutes, 10 to 40, called after %i', (waited, high, expected) => {
    const promise = { at: NINE_O_CLOCK, minutes: 25, low: 10, high, raw: null };
    expect(comparePromise(promise, NINE_O_CLOCK + waited * MINUTE)).toEqual({ compared: 1, ...expected });
  });
});

describe('what is told while it lasts', () => {
  it('R8: an advisor leaves: the bound rises at once for who reads, and says so; the recalculation stores it', () => {
    const scene = new Scene(aBranch({ advisors: [anAdvisor(1), anAdvisor(2)] }));
    for (const id of [1, 2]) scene.run((branch) => setStatus(branch, id, { status: 'AVAILABLE' }));
    for (let i = 0; i < 8; i++) scene.issue();
    scene.run(recalculate);
    const before = reads(scene, 8).bound!;
    expect(before.raised).toBeNull();
    scene
      .later(MINUTE)
      .run((branch) => setStatus(branch, 2, { status: 'OFFLINE', reason: 'almuerzo', afterCurrent: true }));
    const read = reads(scene, 8).bound!;
    expect(read.by).toBeGreaterThan(before.by);
    expect(read.raised).toEqual({ at: scene.now, before: before.by });
    expect(scene.ticket(8).told).toEqual(before);
    scene.run(recalculate);
    expect(scene.ticket(8).told).toEqual(read);
    expect(reads(scene, 8).bound).toEqual(read);
  });

  it('R8: between two recalculations a bound does not come down: it could go up again unsaid', () => {
    const scene = oneDesk();
    for (let i = 0; i < 6; i++) scene.issue();
    scene.run(recalculate);
    const before = reads(scene, 7).bound!;
    for (const id of [3, 4, 5]) scene.run((branch) => cancel(branch, referenceOf(id), 'CLIENTE', false));
    expect(reads(scene, 7).bound).toEqual(before);
    scene.run(recalculate);
    expect(reads(scene, 7).bound!.by).toBeLessThan(before.by);
  });

  it('R8: time alone breaks a bound: it is told anew, and the branch has a new revision', () => {
    const scene = new Scene(aBranch({ revision: 1, tickets: [aTicket(1)] }));
    scene.run(recalculate);
    const { revision } = scene.state;
    const { by } = scene.ticket(1).told!;
    scene.later(MINUTE).run(recalculate);
    expect(scene.state.revision).toBe(revision);
    scene.now = by - MINUTE;
    scene.run(recalculate);
    expect(scene.state.revision).toBe(revision + 1);
    expect(scene.ticket(1).told!.raised).toEqual({ at: scene.now, before: by });
  });

  it('R8: on a whole day of the reference branch no bound rises unsaid, and most never do', () => {
    const watch = new ToldWatch();
    virtualDay(referenceDay(1), {
      passed: (scene) => {
        scene.run(recalculate);
        watch.look(scene.state, scene.now);
      },
    });
    const { raised, seen } = watch;
    expect(seen.size).toBeGreaterThan(200);
    expect(raised.size).toBeGreaterThan(seen.size / 20); // breaks that nobody announced: it does happen
    expect(raised.size).toBeLessThan(seen.size * 0.4);
  });
});
