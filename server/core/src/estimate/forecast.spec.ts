import * as fc from 'fast-check';

import { Branch } from '../branch/branch.js';
import { setStatus } from '../commands/set-status.js';
import { DISPATCH_POLICIES } from '../dispatch/order.js';
import { aBranch, anAdvisor, aQueue, aTicket, HOUR, MINUTE, NINE_O_CLOCK, QUEUE_TYPES } from '../testing/builders.js';
import { byAssignments } from '../testing/by-assignments.js';
import { Scene } from '../testing/scene.js';
import { learnDuty, type BranchLearned, type Duty } from './duty.js';
import { forecast, forecastInput, forecastNext, type ForecastAdvisor, type ForecastInput } from './forecast.js';
import { formulaEstimate } from './formula.js';
import { NOTHING_LEARNED, type LearnedStates, type QueueLearned } from './learned.js';
import { positions } from './position.js';

const queues = new Map(QUEUE_TYPES.map((queueType) => [queueType, aQueue(queueType)]));
const rules = { policy: 'guard' as const, guardRatio: 0.8, queues };

const anInput = (patch: Partial<ForecastInput> = {}): ForecastInput => ({
  now: NINE_O_CLOCK,
  sinceMidnightMs: 9 * HOUR,
  waiting: [],
  serving: [],
  advisors: [],
  rules,
  assignmentMode: 'automatic',
  queues,
  learned: NOTHING_LEARNED,
  ...patch,
});

const inLine = (id: number, queueType = 'CAJA', ago = 0) => ({
  id,
  queueType,
  orderAt: NINE_O_CLOCK - ago,
  createdAt: NINE_O_CLOCK - ago,
  reservedAdvisorId: null,
});
const busy = (id: number, patch: Partial<ForecastAdvisor> = {}): ForecastAdvisor =>
  anAdvisor(id, { status: 'BUSY', statusSince: NINE_O_CLOCK - MINUTE, ...patch });
const serves = (advisorId: number, queueType = 'CAJA', ago = MINUTE) => ({
  queueType,
  advisorId,
  assignedAt: NINE_O_CLOCK - ago,
  startedAt: null,
});

/** Breaks of a quarter of an hour, one in 200 minutes. */
function breaksLearned(): BranchLearned {
  const duty = (status: Duty['status'], minute: number): Duty => ({
    status,
    statusReason: status === 'OFFLINE' ? 'pausa' : null,
    statusSince: minute * MINUTE,
    serving: false,
  });
  let branch: BranchLearned | null = null;
  for (let i = 0; i < 50; i++) {
    branch = learnDuty(branch, duty('AVAILABLE', 0), duty('OFFLINE', 200));
    branch = learnDuty(branch, duty('OFFLINE', 0), duty('AVAILABLE', 15));
  }
  return branch!;
}

const lines = fc
  .array(fc.tuple(fc.constantFrom(...QUEUE_TYPES), fc.integer({ min: 0, max: 60 * MINUTE })), {
    minLength: 1,
    maxLength: 25,
  })
  .map((all) => all.map(([queueType, ago], index) => inLine(index + 1, queueType, ago)));
const crews = fc
  .array(fc.tuple(fc.subarray([...QUEUE_TYPES], { minLength: 1 }), fc.integer({ min: 0, max: 4 * MINUTE })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((all) => ({
    advisors: all.map(([queueTypes], index) => busy(100 + index, { queueTypes })),
    serving: all.map(([queueTypes, ago], index) => serves(100 + index, queueTypes[0], ago)),
  }));

describe('forecast where it is the formula', () => {
  it('R8: no advisors present and no history: identical to the formula', () => {
    fc.assert(
      fc.property(lines, fc.boolean(), (waiting, offline) => {
        const advisors = offline ? [busy(1, { status: 'OFFLINE', statusReason: 'almuerzo' })] : [];
        const found = forecast(anInput({ waiting, advisors }));
        const position = positions(waiting);
        expect(found.size).toBe(waiting.length);
        for (const { id, queueType } of waiting) {
          const formula = formulaEstimate(position.get(id)!, aQueue(queueType).averageTimeMinutes);
          expect(found.get(id)).toEqual({ ...formula, raw: null });
        }
      }),
    );
  });

  it('R8: nobody on duty who can serve the queue: the formula for it, and for it alone, whatever was learned', () => {
    const learned = { ...NOTHING_LEARNED, branch: breaksLearned() };
    const waiting = [inLine(1, 'GERENCIA'), inLine(2, 'CAJA', MINUTE)];
    const away = busy(2, { status: 'OFFLINE', statusReason: 'pausa' });
    const advisors = [busy(1, { queueTypes: ['CAJA'] }), away];
    const found = forecast(anInput({ waiting, advisors, serving: [serves(1)], learned }));
    expect(found.get(1)).toEqual({ ...formulaEstimate(1, 30), raw: null });
    expect(found.get(2)?.raw).not.toBeNull();
  });

  it('R8: the only desk closes after the ticket in hand, and nobody knows for how long: the formula', () => {
    const advisors = [busy(1, { offlineAfterCurrent: true, statusReason: 'trámite' })];
    const found = forecast(anInput({ waiting: [inLine(1)], advisors, serving: [serves(1)] }));
    expect(found.get(1)).toEqual({ ...formulaEstimate(1, 5), raw: null });
  });
});

describe('forecast', () => {
  it('R8: services that never vary: each wait is that of the real assignment, run forward', () => {
    const same = (queueType: string): QueueLearned => {
      const minutes = aQueue(queueType).averageTimeMinutes;
      const service = { weight: 1e15, meanMs: minutes * MINUTE, square: minutes ** 2 };
      return { service, noShow: null, arrivals: null, patience: null, calibration: null };
    };
    const learned: LearnedStates = {
      ...NOTHING_LEARNED,
      queues: new Map(QUEUE_TYPES.map((queueType) => [queueType, same(queueType)])),
    };
    fc.assert(
      fc.property(lines, crews, fc.constantFrom(...DISPATCH_POLICIES), (waiting, { advisors, serving }, policy) => {
        // No two desks are free in the same ms, so that what rounding does to a service decides nothing.
        const spread = serving.map((one, index) => ({ ...one, assignedAt: one.assignedAt - index * 997 }));
        const found = forecast(anInput({ waiting, advisors, serving: spread, learned, rules: { ...rules, policy } }));
        const desks = advisors.map((advisor, index) => {
          const { queueType, assignedAt } = spread[index]!;
          const freeInMs = aQueue(queueType).averageTimeMinutes * MINUTE - (NINE_O_CLOCK - assignedAt);
          return { ...advisor, workloadMinutes: 0, freeInMs, closes: false };
        });
        const serviceMs = (queueType: string): number => aQueue(queueType).averageTimeMinutes * MINUTE;
        const real = byAssignments(NINE_O_CLOCK, waiting, desks, { ...rules, policy }, serviceMs);
        const ends = desks.map((desk) => desk.freeInMs % MINUTE);
        fc.pre(new Set(ends).size === ends.length);
        for (const { id } of waiting) {
          const raw = found.get(id)?.raw;
          if (!real.has(id)) expect(raw).toBeNull();
          else expect(Math.abs((raw?.waitMs ?? NaN) - real.get(id)!)).toBeLessThan(100);
        }
      }),
    );
  });

  it('R8: deterministic, and the order in which the tickets were loaded changes nothing', () => {
    fc.assert(
      fc.property(lines, crews, (waiting, crew) => {
        const found = forecast(anInput({ waiting, ...crew }));
        expect(forecast(anInput({ waiting, ...crew }))).toEqual(found);
        const turned = forecast(anInput({ waiting: [...waiting].reverse(), ...crew }));
        for (const { id } of waiting) expect(turned.get(id)).toEqual(found.get(id));
      }),
    );
  });

  it('R8: the range holds the estimate, and nobody is told less than who is ahead in their queue', () => {
    fc.assert(
      fc.property(lines, crews, (waiting, crew) => {
        const found = forecast(anInput({ waiting, ...crew, learned: { ...NOTHING_LEARNED, branch: breaksLearned() } }));
        const last = new Map<string, number>();
        for (const { id, queueType } of [...waiting].sort((a, b) => a.orderAt - b.orderAt || a.id - b.id)) {
          const { minutes, low, high, raw } = found.get(id)!;
          expect(low <= minutes && minutes <= high && high > 0).toBe(true);
          if (!raw) continue;
          expect(raw.lowMs <= raw.waitMs && raw.waitMs <= raw.highMs).toBe(true);
          expect(raw.waitMs).toBeGreaterThanOrEqual(last.get(queueType) ?? 0);
          last.set(queueType, raw.waitMs);
        }
      }),
    );
  });

  it('R8: who is ten minutes into a break of fifteen is expected back in five', () => {
    const waiting = [1, 2, 3, 4, 5, 6].map((id) => inLine(id, 'CAJA', MINUTE));
    const away = busy(2, { status: 'OFFLINE', statusReason: 'Pausa', statusSince: NINE_O_CLOCK - 10 * MINUTE });
    const input = anInput({ waiting, advisors: [busy(1), away], serving: [serves(1)] });
    const learned = { ...NOTHING_LEARNED, branch: breaksLearned() };
    const without = forecast(input).get(6)!;
    const expected = forecast({ ...input, learned }).get(6)!;
    expect(expected.minutes).toBeLessThan(0.75 * without.minutes);
    const home = { ...away, statusReason: 'fin de turno' };
    const gone = forecast({ ...input, advisors: [busy(1), home], learned }).get(6)!;
    expect(gone.minutes).toBeGreaterThanOrEqual(without.minutes);
  });

  it('R8: what an advisor still has to close is not free time', () => {
    const input = anInput({ waiting: [inLine(1)], advisors: [busy(1)] });
    expect(forecast(input).get(1)!.raw!.waitMs).toBeGreaterThan(0);
    const served = { ...input, serving: [serves(1)] };
    const onCall = forecast({ ...served, assignmentMode: 'onCall' }).get(1)!;
    expect(onCall.raw!.waitMs).toBe(forecast(served).get(1)!.raw!.waitMs + MINUTE);
  });

  it('R8: two advisors more than halve what one leaves; more people ahead never shorten it', () => {
    const waiting = Array.from({ length: 12 }, (_, index) => inLine(index + 1, 'CAJA', 20 * MINUTE - index * 1000));
    const crew = (count: number) => ({
      advisors: Array.from({ length: count }, (_, index) => busy(index + 1)),
      serving: Array.from({ length: count }, (_, index) => serves(index + 1)),
    });
    const last = (count: number, people = waiting) => forecast(anInput({ waiting: people, ...crew(count) })).get(12)!;
    expect(last(1).minutes).toBeGreaterThan(45);
    expect(last(3).minutes).toBeLessThan(last(1).minutes / 2);
    expect(last(1, waiting.slice(6)).raw!.waitMs).toBeLessThan(last(1).raw!.waitMs);
  });
});

describe('forecast of a branch', () => {
  it('R8: is built from the branch as it is loaded', () => {
    const scene = new Scene(aBranch({ advisors: [anAdvisor(1)] }));
    scene.run((branch) => setStatus(branch, 1, { status: 'AVAILABLE' }));
    scene.issue();
    const second = scene.issue();
    const branch = new Branch(scene.later(2 * MINUTE).state, scene.now);
    const input = forecastInput(branch);
    expect([input.waiting.length, input.serving.length, input.sinceMidnightMs]).toEqual([1, 1, 9 * HOUR + 2 * MINUTE]);
    const { minutes, low, high } = forecast(input).get(second)!;
    expect(low <= minutes && minutes <= high).toBe(true);
    expect(minutes).toBeGreaterThan(0);
    expect(minutes).toBeLessThan(6);
  });

  it('R8: the next one to come: nothing where a desk is free, else like somebody who came now', () => {
    const free = anInput({ advisors: [anAdvisor(1, { status: 'AVAILABLE' })] });
    expect(forecastNext(free, 'CAJA')).toMatchObject({ minutes: 0, low: 0, high: 0 });
    const taken = anInput({ advisors: [busy(1)], serving: [serves(1)], waiting: [aTicket(1)] });
    const next = forecastNext(taken, 'CAJA');
    expect(next.minutes).toBeGreaterThan(forecast(taken).get(1)!.minutes);
    expect(forecastNext(anInput(), 'CAJA')).toEqual({ ...formulaEstimate(1, 5), raw: null });
  });
});
