import * as fc from 'fast-check';
import { COMPARED_AT, policies, rulesOf, waitingTickets } from '../testing/arbitraries.js';
import { aQueue, MINUTE, NINE_O_CLOCK, QUEUE_TYPES } from '../testing/builders.js';
import {
  compareTickets,
  dispatchOrder,
  waitRatio,
  type DispatchPolicy,
  type DispatchRules,
  type WaitingTicket,
} from './order.js';

const reference = (policy: DispatchPolicy): DispatchRules => ({
  policy,
  guardRatio: 0.8,
  queues: new Map(QUEUE_TYPES.map((queueType) => [queueType, aQueue(queueType)])),
});
const ticket = (id: number, queueType: string, arrivedMinutesAgo: number): WaitingTicket => ({
  id,
  queueType,
  orderAt: NINE_O_CLOCK - arrivedMinutesAgo * MINUTE,
});
const order = (policy: DispatchPolicy, tickets: WaitingTicket[]): number[] =>
  dispatchOrder(tickets, reference(policy), NINE_O_CLOCK).map(({ id }) => id);

const anyRules = rulesOf(policies);
const guard = rulesOf(fc.constant('guard'));

describe('who is next: the order', () => {
  it('R5: total for each policy: connected and antisymmetric', () => {
    fc.assert(
      fc.property(anyRules, waitingTickets(), (rules, tickets) => {
        for (const a of tickets) {
          expect(compareTickets(a, a, rules, COMPARED_AT)).toBe(0);
          for (const b of tickets) {
            if (a === b) continue;
            const ab = Math.sign(compareTickets(a, b, rules, COMPARED_AT));
            expect(Math.abs(ab)).toBe(1);
            expect(Math.sign(compareTickets(b, a, rules, COMPARED_AT))).toBe(-ab);
          }
        }
      }),
    );
  });

  it('R5: total for each policy: transitive', () => {
    fc.assert(
      fc.property(anyRules, waitingTickets(9), (rules, tickets) => {
        const before = (a: WaitingTicket, b: WaitingTicket) => compareTickets(a, b, rules, COMPARED_AT) < 0;
        for (const a of tickets)
          for (const b of tickets)
            for (const c of tickets) if (before(a, b) && before(b, c)) expect(before(a, c)).toBe(true);
      }),
    );
  });

  it('R5: the order does not depend on how the tickets were loaded, and loses none', () => {
    fc.assert(
      fc.property(anyRules, waitingTickets(), (rules, tickets) => {
        const ordered = dispatchOrder(tickets, rules, COMPARED_AT);
        expect(dispatchOrder([...tickets].reverse(), rules, COMPARED_AT)).toEqual(ordered);
        expect(new Set(ordered)).toEqual(new Set(tickets));
        expect(ordered).toHaveLength(tickets.length);
      }),
    );
  });

  it('R5: inside a queue by orderAt, then id, whatever the policy and the moment', () => {
    const moments = fc.integer({ min: -60, max: 600 }).map((minutes) => NINE_O_CLOCK + minutes * MINUTE);
    fc.assert(
      fc.property(anyRules, waitingTickets(), moments, (rules, tickets, now) => {
        const ordered = dispatchOrder(tickets, rules, now);
        for (const queueType of QUEUE_TYPES) {
          const line = ordered.filter((one) => one.queueType === queueType);
          const expected = [...line].sort((a, b) => (a.orderAt === b.orderAt ? a.id - b.id : a.orderAt - b.orderAt));
          expect(line).toEqual(expected);
        }
      }),
    );
  });

  it('R5: nobody is overtaken by a later arrival of the same queue and class', () => {
    const CREDIT = 30 * MINUTE;
    const arrivals = fc.uniqueArray(
      fc.record({
        id: fc.integer({ min: 1, max: 500 }),
        queueType: fc.constantFrom(...QUEUE_TYPES),
        createdAt: fc.integer({ min: 0, max: 120 }).map((minutes) => NINE_O_CLOCK + minutes * MINUTE),
        preferential: fc.boolean(),
      }),
      { selector: ({ id }) => id, maxLength: 15 },
    );
    fc.assert(
      fc.property(anyRules, arrivals, (rules, people) => {
        const tickets = people.map((one) => ({ ...one, orderAt: one.createdAt - (one.preferential ? CREDIT : 0) }));
        const ordered = dispatchOrder(tickets, rules, COMPARED_AT);
        ordered.forEach((first, index) => {
          for (const second of ordered.slice(index + 1)) {
            if (second.queueType !== first.queueType || second.preferential !== first.preferential) continue;
            expect(first.createdAt).toBeLessThanOrEqual(second.createdAt);
          }
        });
      }),
    );
  });
});

describe('who is next: between queues', () => {
  it('R5 guard: strict priority while everybody is on time', () => {
    expect(
      order('guard', [
        ticket(1, 'CAJA', 15),
        ticket(2, 'PERSONAL_BANKER', 10),
        ticket(3, 'EMPRESAS', 5),
        ticket(4, 'GERENCIA', 0),
      ]),
    ).toEqual([4, 3, 2, 1]);
  });

  it('R5 guard: from 0.8 of its target on a ticket goes in front of all that are on time', () => {
    const gerencia = ticket(4, 'GERENCIA', 15.9);
    expect(order('guard', [ticket(1, 'CAJA', 16), gerencia])).toEqual([1, 4]); // 16 of 20: late; 15.9: not yet
    expect(order('guard', [ticket(1, 'CAJA', 15.9), ticket(4, 'GERENCIA', 1)])).toEqual([4, 1]);
  });

  it('R5 guard: among the late the largest wait over target first', () => {
    // 17 of 20 is more than 25 of 30, and less than 26 of 30.
    expect(order('guard', [ticket(3, 'EMPRESAS', 25), ticket(1, 'CAJA', 17)])).toEqual([1, 3]);
    expect(order('guard', [ticket(3, 'EMPRESAS', 26), ticket(1, 'CAJA', 17)])).toEqual([3, 1]);
  });

  it('R5 guard: once a ticket is late nobody on time goes before it, and among the late only a larger ratio', () => {
    fc.assert(
      fc.property(guard, waitingTickets(), (rules, tickets) => {
        const ratio = (one: WaitingTicket) => waitRatio(one, rules, COMPARED_AT);
        const ordered = dispatchOrder(tickets, rules, COMPARED_AT);
        ordered.forEach((late, index) => {
          if (ratio(late) < rules.guardRatio) return;
          for (const before of ordered.slice(0, index)) {
            expect(ratio(before)).toBeGreaterThanOrEqual(Math.max(rules.guardRatio, ratio(late)));
          }
        });
      }),
    );
  });

  it('R5 guard: bounded overtaking: only later arrivals with a smaller target ever go before a late ticket', () => {
    fc.assert(
      fc.property(guard, waitingTickets(), (rules, tickets) => {
        const target = (one: WaitingTicket) => rules.queues.get(one.queueType)?.targetWaitMinutes ?? 0;
        const ordered = dispatchOrder(tickets, rules, COMPARED_AT);
        ordered.forEach((late, index) => {
          if (waitRatio(late, rules, COMPARED_AT) < rules.guardRatio || late.orderAt > COMPARED_AT) return;
          const overtakers = ordered.slice(0, index).filter((one) => one.orderAt > late.orderAt);
          for (const one of overtakers) expect(target(one)).toBeLessThan(target(late));
          // Each of them arrived within this time after the late one, so there are no more than arrive in it.
          for (const one of overtakers) {
            const lead = (COMPARED_AT - late.orderAt) * (1 - target(one) / target(late));
            expect(one.orderAt - late.orderAt).toBeLessThanOrEqual(lead + 1);
          }
        });
      }),
    );
  });

  it('R5 guard: no ticket starves: in time it goes before every ticket that is not yet there', () => {
    const rules = reference('guard');
    const old = ticket(1, 'CAJA', 16);
    for (const queueType of QUEUE_TYPES) {
      expect(compareTickets(old, ticket(2, queueType, 0), rules, NINE_O_CLOCK)).toBeLessThan(0);
    }
  });

  it('R5 strict: by priority alone, GERENCIA first, however long CAJA waits', () => {
    expect(
      order('strict', [
        ticket(1, 'CAJA', 300),
        ticket(2, 'PERSONAL_BANKER', 200),
        ticket(3, 'EMPRESAS', 100),
        ticket(4, 'GERENCIA', 0),
      ]),
    ).toEqual([4, 3, 2, 1]);
    fc.assert(
      fc.property(rulesOf(fc.constant('strict')), waitingTickets(), (rules, tickets) => {
        const ranks = dispatchOrder(tickets, rules, COMPARED_AT).map(
          (one) => rules.queues.get(one.queueType)?.priority ?? 0,
        );
        expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
      }),
    );
  });

  it('R5 fifo: by orderAt alone, then id', () => {
    expect(order('fifo', [ticket(4, 'GERENCIA', 1), ticket(1, 'CAJA', 2), ticket(3, 'EMPRESAS', 2)])).toEqual([
      1, 3, 4,
    ]);
    fc.assert(
      fc.property(rulesOf(fc.constant('fifo')), waitingTickets(), (rules, tickets) => {
        const keys = dispatchOrder(tickets, rules, COMPARED_AT).map(({ orderAt, id }) => [orderAt, id] as const);
        expect(keys).toEqual([...keys].sort((a, b) => a[0] - b[0] || a[1] - b[1]));
      }),
    );
  });

  it('R5: a queue that is gone neither breaks the order nor goes first', () => {
    const orphan = ticket(9, 'GONE', 500);
    expect(order('guard', [orphan, ticket(1, 'CAJA', 0)])).toEqual([1, 9]);
    expect(order('strict', [orphan, ticket(1, 'CAJA', 0)])).toEqual([1, 9]);
  });
});
