import * as fc from 'fast-check';

import { assignments, isHeld } from '../dispatch/assign.js';
import { DISPATCH_POLICIES, type DispatchRules } from '../dispatch/order.js';
import { aQueue, MINUTE, NINE_O_CLOCK, QUEUE_TYPES } from '../testing/builders.js';
import { replay, type ReplayDesk } from './replay.js';

interface Waiting {
  id: number;
  queueType: string;
  orderAt: number;
  createdAt: number;
  reservedAdvisorId: number | null;
}

const rulesOf = (policy: DispatchRules['policy']): DispatchRules => ({
  policy,
  guardRatio: 0.8,
  queues: new Map(QUEUE_TYPES.map((queueType) => [queueType, aQueue(queueType)])),
});
const serviceMs = (queueType: string, advisorId: number): number =>
  aQueue(queueType).averageTimeMinutes * MINUTE * (0.8 + advisorId / 20);

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
      all.map((desk, index): ReplayDesk => ({ id: index + 1, ...desk, closes: desk.closes && desk.freeInMs > 0 })),
    ),
});

/** The same by the real assignment, one moment after the other. */
function byAssignments(waiting: Waiting[], desks: ReplayDesk[], rules: DispatchRules): Map<number, number> {
  const called = new Map<number, number>();
  let left = waiting;
  let all = desks.map((desk) => ({ ...desk, freeAt: NINE_O_CLOCK + desk.freeInMs, ready: false }));
  let last = NINE_O_CLOCK;
  for (;;) {
    const held = left.filter((ticket) => isHeld(ticket, last)).map(({ orderAt }) => orderAt);
    const at = Math.min(...held, ...all.filter((desk) => !desk.ready).map((desk) => desk.freeAt));
    if (at === Infinity) break;
    last = at;
    all = all.filter((desk) => !(desk.closes && desk.freeAt <= at));
    for (const desk of all) if (desk.freeAt <= at) desk.ready = true;
    for (const { ticket, advisor } of assignments(
      left,
      all.filter((desk) => desk.ready),
      rules,
      at,
    )) {
      called.set(ticket.id, at - NINE_O_CLOCK);
      left = left.filter((one) => one !== ticket);
      Object.assign(advisor, {
        ready: false,
        lastAssignedAt: at,
        freeAt: at + serviceMs(ticket.queueType, advisor.id),
      });
    }
    if (left.length === 0) break;
  }
  return called;
}

describe('replay', () => {
  it('R8: is R5 and R7 themselves, run forward', () => {
    fc.assert(
      fc.property(scenes, ({ policy, waiting, desks }) => {
        const rules = rulesOf(policy);
        const found = replay({ now: NINE_O_CLOCK, waiting, desks, rules, serviceMs });
        expect(Object.fromEntries(found)).toEqual(Object.fromEntries(byAssignments(waiting, desks, rules)));
      }),
      { numRuns: 500 },
    );
  });

  it('R8: nobody on duty, or nobody who may serve it: no answer for that ticket', () => {
    const rules = rulesOf('guard');
    const at = { orderAt: NINE_O_CLOCK, createdAt: NINE_O_CLOCK };
    const ticket = { id: 1, queueType: 'CAJA', ...at, reservedAdvisorId: null };
    const desk = { id: 1, queueTypes: ['EMPRESAS'], freeInMs: 0, workloadMinutes: 0, lastAssignedAt: null };
    expect(replay({ now: NINE_O_CLOCK, waiting: [ticket], desks: [], rules, serviceMs }).size).toBe(0);
    expect(replay({ now: NINE_O_CLOCK, waiting: [ticket], desks: [desk], rules, serviceMs }).size).toBe(0);
    const closing = { ...desk, queueTypes: ['CAJA'], freeInMs: MINUTE, closes: true };
    expect(replay({ now: NINE_O_CLOCK, waiting: [ticket], desks: [closing], rules, serviceMs }).size).toBe(0);
  });
});
