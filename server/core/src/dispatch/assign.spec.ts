import * as fc from 'fast-check';
import { assignableTickets, COMPARED_AT, policies, readyAdvisors, rulesOf } from '../testing/arbitraries.js';
import { aQueue, MINUTE, NINE_O_CLOCK, QUEUE_TYPES } from '../testing/builders.js';
import { assignments, canServe, compareAdvisors, type AssignableTicket, type ReadyAdvisor } from './assign.js';
import { dispatchOrder, type DispatchRules } from './order.js';

const RULES: DispatchRules = {
  policy: 'guard',
  guardRatio: 0.8,
  queues: new Map(QUEUE_TYPES.map((queueType) => [queueType, aQueue(queueType)])),
};
const ticket = (id: number, queueType = 'CAJA', reservedAdvisorId: number | null = null): AssignableTicket => ({
  id,
  queueType,
  orderAt: NINE_O_CLOCK - 5 * MINUTE + id,
  createdAt: NINE_O_CLOCK - 5 * MINUTE + id,
  reservedAdvisorId,
});
const advisor = (id: number, patch: Partial<ReadyAdvisor> = {}): ReadyAdvisor => ({
  id,
  queueTypes: QUEUE_TYPES,
  workloadMinutes: 0,
  lastAssignedAt: null,
  ...patch,
});
const made = (tickets: AssignableTicket[], advisors: ReadyAdvisor[]): [number, number][] =>
  assignments(tickets, advisors, RULES, NINE_O_CLOCK).map(({ ticket: { id }, advisor: { id: to } }) => [id, to]);

const mayServe = ({ id, queueTypes }: ReadyAdvisor, one: AssignableTicket): boolean =>
  one.reservedAdvisorId === null ? queueTypes.includes(one.queueType) : one.reservedAdvisorId === id;

const property = (
  check: (
    result: ReturnType<typeof assignments<AssignableTicket, ReadyAdvisor>>,
    tickets: AssignableTicket[],
    advisors: ReadyAdvisor[],
    rules: DispatchRules,
  ) => void,
): void => {
  fc.assert(
    fc.property(assignableTickets, readyAdvisors, rulesOf(policies), (tickets, advisors, rules) => {
      check(assignments(tickets, advisors, rules, COMPARED_AT), tickets, advisors, rules);
    }),
    { numRuns: 300 },
  );
};

describe('assignments', () => {
  it('R7: nobody gets two, no ticket is given twice', () => {
    property((result) => {
      expect(new Set(result.map((one) => one.advisor.id)).size).toBe(result.length);
      expect(new Set(result.map((one) => one.ticket.id)).size).toBe(result.length);
    });
  });

  it('R7: only to an advisor of the queue, and a reserved ticket only to its advisor', () => {
    property((result) => {
      for (const one of result) expect(mayServe(one.advisor, one.ticket)).toBe(true);
    });
    expect(made([ticket(1, 'CAJA', 2)], [advisor(1), advisor(3)])).toEqual([]);
    expect(made([ticket(1, 'CAJA', 2)], [advisor(1), advisor(2, { queueTypes: [], workloadMinutes: 5 })])).toEqual([
      [1, 2],
    ]);
  });

  it('R7: no possible assignment is left', () => {
    property((result, tickets, advisors) => {
      const given = new Set(result.map((one) => one.ticket));
      const busy = new Set(result.map((one) => one.advisor));
      for (const left of tickets.filter((one) => !given.has(one)))
        for (const free of advisors.filter((one) => !busy.has(one))) expect(mayServe(free, left)).toBe(false);
    });
  });

  it('R5: tickets in the order of dispatch; a ticket left out comes before another only if its advisors are taken', () => {
    property((result, tickets, advisors, rules) => {
      const ordered = dispatchOrder(tickets, rules, COMPARED_AT);
      const ranks = result.map((one) => ordered.indexOf(one.ticket));
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      ordered.forEach((left, rank) => {
        if (result.some((one) => one.ticket === left)) return;
        for (const later of result.filter((_, index) => (ranks[index] ?? 0) > rank)) {
          expect(mayServe(later.advisor, left)).toBe(false);
        }
      });
    });
  });

  it('R7: each ticket to the best of the advisors still free', () => {
    property((result, _tickets, advisors) => {
      let free = advisors;
      for (const one of result) {
        const able = free.filter((other) => mayServe(other, one.ticket));
        const least = Math.min(...able.map((other) => other.workloadMinutes));
        const lightest = able.filter((other) => other.workloadMinutes === least);
        const never = lightest.filter((other) => other.lastAssignedAt === null);
        const oldest = Math.min(...lightest.map((other) => other.lastAssignedAt ?? 0));
        const best = never.length > 0 ? never : lightest.filter((other) => other.lastAssignedAt === oldest);
        expect(one.advisor.id).toBe(Math.min(...best.map((other) => other.id)));
        free = free.filter((other) => other !== one.advisor);
      }
    });
  });

  it('R5: `over` are those the advisor could have served instead: they come after and were given to nobody', () => {
    property((result, tickets, _advisors, rules) => {
      const ordered = dispatchOrder(tickets, rules, COMPARED_AT);
      const given = new Set(result.map((one) => one.ticket));
      for (const one of result) {
        const after = ordered.slice(ordered.indexOf(one.ticket) + 1);
        expect(one.over).toEqual(after.filter((other) => !given.has(other) && mayServe(one.advisor, other)));
      }
    });
  });

  it('R7: changes neither the tickets nor the advisors, and gives the same however they were loaded', () => {
    property((result, tickets, advisors, rules) => {
      const people = Object.freeze(advisors.map((one) => Object.freeze({ ...one })).reverse());
      const line = Object.freeze(tickets.map((one) => Object.freeze({ ...one })).reverse());
      const other = assignments(line, people, rules, COMPARED_AT);
      expect(other).toEqual(result);
    });
  });

  it('R7: by workload, then longest without a ticket with never first, then id', () => {
    const early = NINE_O_CLOCK - 20 * MINUTE;
    const desks = [
      advisor(1, { workloadMinutes: 5 }),
      advisor(2, { lastAssignedAt: early + 1 }),
      advisor(3, { lastAssignedAt: early }),
      advisor(5),
      advisor(4),
    ];
    expect(
      made(
        [1, 2, 3, 4, 5].map((id) => ticket(id)),
        desks,
      ),
    ).toEqual([
      [1, 4],
      [2, 5],
      [3, 3],
      [4, 2],
      [5, 1],
    ]);
    expect(compareAdvisors(advisor(1), advisor(2))).toBeLessThan(0);
    expect(compareAdvisors(advisor(2), advisor(2))).toBe(0);
    expect(compareAdvisors(advisor(1, { lastAssignedAt: 0 }), advisor(2))).toBeGreaterThan(0);
  });

  it('R7: nothing waits, or nobody is ready: nothing happens', () => {
    expect(made([], [advisor(1)])).toEqual([]);
    expect(made([ticket(1)], [])).toEqual([]);
    expect(made([ticket(1, 'GERENCIA')], [advisor(1, { queueTypes: ['CAJA'] })])).toEqual([]);
  });

  it('R7: a reserved ticket waits for its advisor alone, even when that one does not serve its queue', () => {
    expect(canServe({ id: 2, queueTypes: [] }, ticket(1, 'CAJA', 2))).toBe(true);
    expect(canServe({ id: 1, queueTypes: ['CAJA'] }, ticket(1, 'CAJA', 2))).toBe(false);
    expect(canServe({ id: 1, queueTypes: ['CAJA'] }, ticket(1))).toBe(true);
    expect(canServe({ id: 1, queueTypes: ['EMPRESAS'] }, ticket(1))).toBe(false);
  });
});
