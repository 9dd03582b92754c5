import * as fc from 'fast-check';

import { DISPATCH_POLICIES, type DispatchRules } from '../dispatch/order.js';
import { aQueue, MINUTE, NINE_O_CLOCK, QUEUE_TYPES } from '../testing/builders.js';
import { byAssignments, type TimedDesk as Desk } from '../testing/by-assignments.js';
import { Replay, type Course, type Shift } from './replay.js';

interface Waiting {
  id: number;
  queueType: string;
  orderAt: number;
  createdAt: number;
  reservedAdvisorId: number | null;
  comesAt?: number;
}

const rulesOf = (policy: DispatchRules['policy']): DispatchRules => ({
  policy,
  guardRatio: 0.8,
  queues: new Map(QUEUE_TYPES.map((queueType) => [queueType, aQueue(queueType)])),
});
const serviceMs = (queueType: string, advisorId: number): number =>
  Math.round(aQueue(queueType).averageTimeMinutes * MINUTE * (0.8 + advisorId / 20));

const scenes = fc.record({
  policy: fc.constantFrom(...DISPATCH_POLICIES),
  waiting: fc
    .array(
      fc.record({
        queueType: fc.constantFrom(...QUEUE_TYPES),
        // Some were returned and are not called before their time.
        ago: fc.integer({ min: -20 * MINUTE, max: 90 * MINUTE }),
        reservedAdvisorId: fc.option(fc.integer({ min: 1, max: 6 }), { freq: 8 }),
      }),
      { maxLength: 25 },
    )
    .map((all) =>
      all.map(({ ago, ...ticket }, index): Waiting => ({
        id: index + 1,
        orderAt: NINE_O_CLOCK - ago,
        createdAt: NINE_O_CLOCK - 90 * MINUTE,
        ...ticket,
      })),
    ),
  desks: fc
    .array(
      fc.record({
        queueTypes: fc.subarray([...QUEUE_TYPES]),
        freeInMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 * MINUTE })),
        workloadMinutes: fc.constantFrom(0, 0, 5),
        lastAssignedAt: fc.option(fc.constantFrom(NINE_O_CLOCK - MINUTE, NINE_O_CLOCK - 2 * MINUTE)),
        closes: fc.boolean(),
      }),
      { maxLength: 5 },
    )
    .map((all) =>
      all.map((desk, index): Desk => ({ id: index + 1, ...desk, closes: desk.closes && desk.freeInMs > 0 })),
    ),
});

/** The course in which everything takes as long as expected, and nobody else comes or leaves. */
const asExpected = (desks: Desk[]): Course => ({
  freeIn: desks.map((desk) => (desk.closes ? Infinity : desk.freeInMs)),
  taken: (queue, desk) => serviceMs(QUEUE_TYPES[queue]!, desks[desk]!.id),
  comes: () => Infinity,
  leaves: () => Infinity,
  ready: (_, at) => at,
});

/** Ticket id → ms until it is called; what nobody may serve is not there. */
function replayed(
  waiting: Waiting[],
  desks: Desk[],
  rules: DispatchRules,
  course = asExpected(desks),
  shifts: Shift[] = [],
) {
  const called = new Float64Array(waiting.length);
  new Replay({ now: NINE_O_CLOCK, waiting, desks, rules, shifts }).run(course, called);
  return new Map(waiting.map(({ id }, index) => [id, called[index]!] as const).filter(([, at]) => !Number.isNaN(at)));
}

/** Those who come: a minute apart or less, some with the preferential credit. */
const comings = fc.array(
  fc.record({
    queueType: fc.constantFrom(...QUEUE_TYPES),
    comesIn: fc.integer({ min: 1, max: 40 }).map((minutes) => minutes * MINUTE),
    preferential: fc.boolean(),
  }),
  { maxLength: 12 },
);
const arrivalsAfter = (all: { queueType: string; comesIn: number; preferential: boolean }[]): Waiting[] =>
  all.map(({ queueType, comesIn, preferential }, index): Waiting => {
    const at = NINE_O_CLOCK + comesIn;
    const orderAt = at - (preferential ? 30 * MINUTE : 0);
    return { id: 100 + index, queueType, orderAt, createdAt: at, comesAt: at, reservedAdvisorId: null };
  });
const shiftsFor = (desks: number): fc.Arbitrary<Shift[]> =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 3 })
    .chain((minutes) =>
      fc.tuple(
        ...minutes
          .sort((a, b) => a - b)
          .map((at) =>
            fc
              .array(fc.option(fc.subarray([...QUEUE_TYPES]), { freq: 4 }), { minLength: desks, maxLength: desks })
              .map((queueTypes) => ({ at: at * MINUTE, queueTypes })),
          ),
      ),
    );

const aDesk = (id: number, patch: Partial<Desk> = {}): Desk => ({
  id,
  queueTypes: ['CAJA'],
  workloadMinutes: 0,
  lastAssignedAt: null,
  freeInMs: 0,
  closes: false,
  ...patch,
});
const inLine = (id: number, ago = 0): Waiting => ({
  id,
  queueType: 'CAJA',
  orderAt: NINE_O_CLOCK - ago,
  createdAt: NINE_O_CLOCK - ago,
  reservedAdvisorId: null,
});

describe('replay', () => {
  it('R8: is R5 and R7 themselves, run forward', () => {
    fc.assert(
      fc.property(scenes, ({ policy, waiting, desks }) => {
        const rules = rulesOf(policy);
        const found = replayed(waiting, desks, rules);
        expect(Object.fromEntries(found)).toEqual(
          Object.fromEntries(byAssignments(NINE_O_CLOCK, waiting, desks, rules, serviceMs)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('R5, R7, R8: so it is with those who come later, and desks whose work changes', () => {
    const scenes2 = scenes.chain((scene) =>
      fc.record({ scene: fc.constant(scene), coming: comings, shifts: shiftsFor(scene.desks.length) }),
    );
    let called = 0;
    fc.assert(
      fc.property(scenes2, ({ scene, coming, shifts }) => {
        const desks = scene.desks.map((desk) => ({ ...desk, closes: false }));
        const rules = rulesOf(scene.policy);
        const all = [...scene.waiting, ...arrivalsAfter(coming)];
        const found = replayed(all, desks, rules, asExpected(desks), shifts);
        called += found.size;
        expect(Object.fromEntries(found)).toEqual(
          Object.fromEntries(byAssignments(NINE_O_CLOCK, all, desks, rules, serviceMs, shifts)),
        );
      }),
      { numRuns: 500 },
    );
    expect(called).toBeGreaterThan(1000);
  });

  it('R8: nobody on duty, or nobody who may serve it: no answer for that ticket', () => {
    const rules = rulesOf('guard');
    expect(replayed([inLine(1)], [], rules).size).toBe(0);
    expect(replayed([inLine(1)], [aDesk(1, { queueTypes: ['EMPRESAS'] })], rules).size).toBe(0);
    expect(replayed([inLine(1)], [aDesk(1, { freeInMs: MINUTE, closes: true })], rules).size).toBe(0);
  });

  it('R8: the same object follows another course as if it were new', () => {
    fc.assert(
      fc.property(scenes, ({ policy, waiting, desks }) => {
        const replay = new Replay({ now: NINE_O_CLOCK, waiting, desks, rules: rulesOf(policy) });
        const [first, second] = [new Float64Array(waiting.length), new Float64Array(waiting.length)];
        replay.run(asExpected(desks), first);
        replay.run({ ...asExpected(desks), taken: () => MINUTE }, second);
        replay.run(asExpected(desks), second);
        expect(second).toEqual(first);
      }),
    );
  });

  it('R8: who leaves before their turn takes no desk; who comes and is more urgent goes first', () => {
    const rules = rulesOf('guard');
    const waiting = [inLine(1, 3), inLine(2, 2), inLine(3, 1)];
    const desks = [aDesk(20, { freeInMs: MINUTE, queueTypes: ['CAJA', 'GERENCIA'] })];
    const course = asExpected(desks);
    const left = replayed(waiting, desks, rules, { ...course, leaves: (_, key) => (key === 1 ? 1 : Infinity) });
    expect([left.get(2), left.get(3)]).toEqual([MINUTE, MINUTE + serviceMs('CAJA', 20)]);
    const manager = QUEUE_TYPES.indexOf('GERENCIA');
    const comes = (queue: number, nth: number): number => (queue === manager && nth === 0 ? 2 * MINUTE : Infinity);
    const late = replayed(waiting, desks, rules, { ...course, comes });
    expect(late.get(1)).toBe(MINUTE);
    expect(late.get(2)).toBe(MINUTE + serviceMs('CAJA', 20) + serviceMs('GERENCIA', 20));
  });

  it('R8: an advisor who goes away after a ticket takes the next one when back', () => {
    const desks = [aDesk(20)];
    const course = { ...asExpected(desks), ready: (_: number, at: number) => at + 15 * MINUTE };
    const called = replayed([inLine(1, 1), inLine(2)], desks, rulesOf('guard'), course);
    expect(called.get(2)).toBe(serviceMs('CAJA', 20) + 15 * MINUTE);
  });
});
