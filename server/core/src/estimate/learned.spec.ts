import * as fc from 'fast-check';

import { MINUTE, HOUR } from '../testing/builders.js';
import { expectedArrivals } from './arrivals.js';
import { awaySpread, closingMs, comingBreaks, learnDuty, type BranchLearned, type Duty } from './duty.js';
import {
  expectedPace,
  learnArrival,
  learnLeave,
  learnPromise,
  learnService,
  leavesPerMs,
  type AdvisorLearned,
  type QueueLearned,
} from './learned.js';
import { expectedServiceMs } from './service-time.js';

const served = (takenMs: number) => ({ averageTimeMinutes: 5, takenMs, outcome: 'served' as const });
const noShow = (takenMs: number) => ({ averageTimeMinutes: 5, takenMs, outcome: 'noShow' as const });

/** After so many services of 5 minutes, with an advisor who takes `factor` times as long. */
function afterServices(count: number, factor = 1): { queue: QueueLearned | null; advisor: AdvisorLearned | null } {
  let queue: QueueLearned | null = null;
  let slow: AdvisorLearned | null = null;
  for (let i = 0; i < count; i++) {
    queue = learnService(queue, null, served(5 * MINUTE)).queue;
    slow = learnService(queue, slow, served(factor * 5 * MINUTE)).advisor;
  }
  return { queue, advisor: slow };
}

describe('what is learned of services', () => {
  it('R8: is plain JSON, whatever was learned', () => {
    const { queue, advisor } = afterServices(3);
    const arrived = learnArrival(queue, { businessDate: '2026-03-16', sinceMidnightMs: 10 * HOUR });
    const raw = { waitMs: MINUTE, lowMs: 0, highMs: 2 * MINUTE };
    const promised = learnPromise(learnLeave(arrived, MINUTE), { minutes: 1, low: 0, high: 3, raw }, MINUTE);
    const duty = learnDuty(null, away(0), present(15));
    for (const state of [promised, advisor, duty]) expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });

  it('R8: who does not come is no short service, and counts for nobody pace', () => {
    const { queue, advisor } = afterServices(50);
    const after = learnService(queue, advisor, noShow(MINUTE));
    expect(after.queue.service).toEqual(queue?.service);
    expect(after.advisor).toEqual(advisor);
    expect(after.queue.noShow?.share).toBeGreaterThan(queue?.noShow?.share ?? 1);
  });

  it('R8: the share that does not come is learned', () => {
    let queue: QueueLearned | null = null;
    for (let i = 0; i < 1000; i++) {
      queue = learnService(queue, null, i % 10 === 0 ? noShow(2 * MINUTE) : served(5 * MINUTE)).queue;
    }
    expect(queue?.noShow?.share).toBeCloseTo(0.1, 1);
    expect((queue?.noShow?.meanMs ?? 0) / MINUTE).toBeCloseTo(2, 0);
  });

  it('R8: an advisor who takes longer is believed little by little, and one forgotten desk says little', () => {
    expect(expectedPace(null)).toBe(1);
    expect(expectedPace(afterServices(5, 1.3).advisor)).toBeLessThan(1.05);
    expect(expectedPace(afterServices(100, 1.3).advisor)).toBeGreaterThan(1.15);
    const { queue, advisor } = afterServices(50);
    expect(expectedPace(learnService(queue, advisor, served(10 * HOUR)).advisor)).toBeLessThan(1.05);
  });

  it('R8: nothing that can happen makes it negative, infinite or not a number', () => {
    const lengths = fc.array(fc.tuple(fc.integer({ min: 0, max: 48 * HOUR }), fc.boolean()), { maxLength: 60 });
    fc.assert(
      fc.property(lengths, (all) => {
        let state: ReturnType<typeof learnService> | null = null;
        for (const [takenMs, missed] of all) {
          state = learnService(
            state?.queue ?? null,
            state?.advisor ?? null,
            missed ? noShow(takenMs) : served(takenMs),
          );
        }
        const expected = expectedServiceMs(5 * MINUTE, state?.queue.service ?? null);
        expect(Number.isFinite(expected) && expected >= 0).toBe(true);
        expect(Number.isFinite(expectedPace(state?.advisor ?? null))).toBe(true);
        expect(state?.queue.noShow?.share ?? 0).toBeGreaterThanOrEqual(0);
        expect(state?.queue.noShow?.share ?? 0).toBeLessThan(1);
      }),
    );
  });

  it('R8: how many leave: none is known until one has', () => {
    expect(leavesPerMs(null)).toBe(0);
    let queue = learnLeave(null, 10 * MINUTE);
    for (let i = 0; i < 200; i++) queue = learnLeave(queue, 20 * MINUTE);
    expect(1 / leavesPerMs(queue.patience) / MINUTE).toBeGreaterThan(15);
    expect(1 / leavesPerMs(queue.patience) / MINUTE).toBeLessThan(30);
  });
});

describe('what is learned of arrivals', () => {
  const came = (queue: QueueLearned | null, day: number, hour: number): QueueLearned =>
    learnArrival(queue, { businessDate: `day ${day}`, sinceMidnightMs: hour * HOUR });

  it('R8: nothing is expected before a whole day was seen; then as many as came in that half hour', () => {
    let queue: QueueLearned | null = null;
    for (let i = 0; i < 12; i++) queue = came(queue, 1, 10.2);
    expect(expectedArrivals(queue?.arrivals ?? null, 9 * HOUR)).toBeNull();
    queue = came(queue, 2, 9);
    const expected = expectedArrivals(queue.arrivals, 9 * HOUR);
    expect(expected?.[20]).toBeCloseTo(12, 0);
    expect(expected?.[22]).toBe(0);
  });

  it('R8: a day that is busier until now is expected to stay so, in part', () => {
    let queue: QueueLearned | null = null;
    for (let day = 1; day <= 5; day++) {
      for (let i = 0; i < 40; i++) queue = came(queue, day, 9 + i / 10);
    }
    for (let i = 0; i < 60; i++) queue = came(queue, 6, 9 + i / 60);
    const rest = expectedArrivals(queue?.arrivals ?? null, 10 * HOUR)?.[22] ?? 0;
    expect(rest).toBeGreaterThan(5.5);
    expect(rest).toBeLessThan(20);
  });
});

const duty = (status: Duty['status'], minute: number, patch: Partial<Duty> = {}): Duty => ({
  status,
  statusReason: null,
  statusSince: minute * MINUTE,
  serving: false,
  ...patch,
});
const present = (minute: number): Duty => duty('AVAILABLE', minute);
const away = (minute: number, statusReason: string | null = 'Pausa '): Duty =>
  duty('OFFLINE', minute, { statusReason });

describe('what is learned of breaks', () => {
  it('R8: how long they last, by reason, however it is written', () => {
    let branch: BranchLearned | null = null;
    for (let i = 0; i < 40; i++) branch = learnDuty(branch, away(0), present(15));
    for (let i = 0; i < 40; i++) branch = learnDuty(branch, away(0, 'almuerzo'), present(45));
    expect((awaySpread(branch, 'PAUSA')?.meanMs ?? 0) / MINUTE).toBeCloseTo(15, 0);
    expect((awaySpread(branch, 'almuerzo')?.meanMs ?? 0) / MINUTE).toBeGreaterThan(35);
    expect(awaySpread(branch, 'capacitación')).toBeNull();
  });

  it('R8: how often: as many as came back, in the time on duty', () => {
    let branch: BranchLearned | null = null;
    for (let i = 0; i < 50; i++) {
      branch = learnDuty(branch, present(0), away(200));
      branch = learnDuty(branch, away(200), present(215));
    }
    expect(1 / (comingBreaks(branch)?.perMs ?? 0) / MINUTE).toBeCloseTo(200, 0);
    expect((comingBreaks(branch)?.spread.meanMs ?? 0) / MINUTE).toBeCloseTo(15, 0);
  });

  it('R8: the day that begins and the night are no breaks', () => {
    expect(comingBreaks(learnDuty(null, away(0, null), present(5)))).toBeNull();
    expect(comingBreaks(learnDuty(null, away(0), present(14 * 60)))).toBeNull();
    expect(comingBreaks(null)).toBeNull();
  });

  it('R8: BUSY without a ticket is the time to close the last one', () => {
    let branch: BranchLearned | null = null;
    for (let i = 0; i < 100; i++) branch = learnDuty(branch, duty('BUSY', 0), duty('BUSY', 3, { serving: true }));
    expect(closingMs(branch) / MINUTE).toBeCloseTo(3, 0);
    const before = closingMs(branch);
    branch = learnDuty(branch, duty('BUSY', 0, { serving: true }), present(30));
    expect(closingMs(branch)).toBe(before);
  });

  it('R8: of the reasons that people type, a dozen are kept', () => {
    let branch: BranchLearned | null = null;
    for (let i = 0; i < 40; i++) branch = learnDuty(branch, away(0, i % 2 ? 'pausa' : `motivo ${i}`), present(15));
    expect(Object.keys(branch?.away ?? {}).length).toBeLessThanOrEqual(12);
    expect(branch?.away['pausa']?.weight).toBe(20);
  });
});
