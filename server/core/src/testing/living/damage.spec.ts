import type * as Assign from '../../dispatch/assign.js';
import type * as AssignWaiting from '../../commands/assign-waiting.js';
import type * as Builders from '../builders.js';
import type * as CloseDay from '../../commands/close-day.js';
import type * as Finish from '../../commands/finish.js';
import type * as InLine from '../../commands/in-line.js';
import type * as LastCommand from '../../branch/last-command.js';
import type * as LivingDay from './living-day.js';
import type * as OpeningHours from '../../branch/opening-hours.js';
import type * as Order from '../../dispatch/order.js';
import type * as Position from '../../estimate/position.js';
import type * as Reservations from '../../commands/reservations.js';
import type * as TicketNumber from '../../ticket/ticket-number.js';
import type * as BusinessDay from '../../branch/business-day.js';

type Module = Record<string, unknown>;

/** A mistake in one module of the core: what it exports, wrongly. */
interface Damage {
  what: string;
  module: string;
  wrong: (right: never) => Module;
  /** What the day says, after its seed, step, command and moment. */
  found: RegExp;
}

const damage = <M>(what: string, module: string, wrong: (right: M) => Partial<M>, found: RegExp): Damage => ({
  what,
  module,
  wrong: wrong as Damage['wrong'],
  found,
});

const DAYS = 12;

const DAMAGES: Damage[] = [
  damage<typeof Order>(
    'dispatch ignores orderAt: who came last is called first',
    '../../dispatch/order.js',
    ({ dispatchOrder }) => ({
      dispatchOrder: (tickets, rules, now) => dispatchOrder(tickets, rules, now).reverse(),
    }),
    /R5: \w+ was called (before \w+|and \w+ waits)/,
  ),
  damage<typeof Order>(
    'guard knows nobody who is late: strict priority, and CAJA starves',
    '../../dispatch/order.js',
    ({ dispatchOrder }) => ({
      dispatchOrder: (tickets, rules, now) =>
        dispatchOrder(tickets, rules.policy === 'guard' ? { ...rules, policy: 'strict' } : rules, now),
    }),
    /R5: \w+ was called and \w+ waits \(guard\)/,
  ),
  damage<typeof Order>(
    'guard takes the late ones by arrival and not by wait over target',
    '../../dispatch/order.js',
    ({ dispatchOrder, waitRatio, compareInQueue }) => ({
      dispatchOrder: (tickets, rules, now) => {
        if (rules.policy !== 'guard') return dispatchOrder(tickets, rules, now);
        const isLate = (ticket: (typeof tickets)[number]) => waitRatio(ticket, rules, now) >= rules.guardRatio;
        const onTime = tickets.filter((ticket) => !isLate(ticket));
        return [...tickets.filter(isLate).sort(compareInQueue), ...dispatchOrder(onTime, rules, now)];
      },
    }),
    /R5: \w+ was called and \w+ waits \(guard\)/,
  ),
  damage<typeof Assign>(
    'the busiest advisor is given the next one',
    '../../dispatch/assign.js',
    ({ assignments }) => ({
      assignments: (waiting, ready, rules, now) =>
        assignments(waiting, ready, rules, now).map((made, _, all) =>
          all.length === 1 && made.ticket.reservedAdvisorId === null
            ? {
                ...made,
                advisor: ready.findLast((one) => one.queueTypes.includes(made.ticket.queueType)) ?? made.advisor,
              }
            : made,
        ),
    }),
    /R7: \w+ went to .+ was nearer/,
  ),
  damage<typeof Assign>(
    'advisors are given nobody who came in the last second',
    '../../dispatch/assign.js',
    ({ assignments }) => ({
      assignments: (waiting, ready, rules, now) =>
        assignments(
          waiting.filter((ticket) => now - ticket.createdAt > 1_000),
          ready,
          rules,
          now,
        ),
    }),
    /R7: .+ is AVAILABLE and \w+ waits/,
  ),
  damage<typeof AssignWaiting>(
    'a load is not updated when a service ends',
    '../../commands/assign-waiting.js',
    () => ({ updateLoad: () => {} }),
    /R7: .+ carries \d+ tickets/,
  ),
  damage<typeof Finish>(
    'a service that ended is not counted',
    '../../commands/finish.js',
    ({ endServed }) => ({
      endServed: (branch, ticket, ...rest) => {
        endServed(branch, ticket, ...rest);
        const { today } = branch.queue(ticket.queueType);
        if (ticket.status === 'COMPLETADO') today.served -= 1;
      },
    }),
    /R7: \w+ today: served is/,
  ),
  damage<typeof Builders>(
    'a ticket is lost on its way to the disk',
    '../builders.js',
    ({ settle }) => ({
      settle: (branch, changes) => {
        const state = settle(branch, changes);
        const lost = state.tickets.find((ticket) => ticket.numero === 'C07' && ticket.status === 'PROXIMO');
        return { ...state, tickets: state.tickets.filter((ticket) => ticket !== lost) };
      },
    }),
    /C07 got lost/,
  ),
  damage<typeof Builders>(
    'a counter is not written',
    '../builders.js',
    ({ settle }) => ({
      settle: (branch, changes) => {
        const state = settle(branch, changes);
        const queues = state.queues.map((queue) => (queue.lastNumber === 5 ? { ...queue, lastNumber: 4 } : queue));
        return { ...state, queues };
      },
    }),
    /R2: /,
  ),
  damage<typeof TicketNumber>(
    'a number is given twice',
    '../../ticket/ticket-number.js',
    ({ ticketNumber }) => ({ ticketNumber: (prefix, count) => ticketNumber(prefix, count === 9 ? 8 : count) }),
    /R2: \w08 is the number 9/,
  ),
  damage<typeof Position>(
    'positions are counted over all queues',
    '../../estimate/position.js',
    ({ positions }) => ({
      positions: (waiting) => positions(waiting.map((ticket) => ({ ...ticket, queueType: 'CAJA' }))),
    }),
    /R6: \w+ is \d+\. and says/,
  ),
  damage<typeof InLine>(
    'whoever is returned or transferred waits from now on',
    '../../commands/in-line.js',
    ({ backInLine }) => ({
      backInLine: (branch, ticket, status, patch) => {
        backInLine(branch, ticket, status, { createdAt: branch.now, ...patch });
      },
    }),
    /R[47]: /,
  ),
  damage<typeof Reservations>(
    'who goes OFFLINE keeps those who wait for them alone',
    '../../commands/reservations.js',
    () => ({ releaseReserved: () => {} }),
    /R7: \w+ waits for somebody who is not there/,
  ),
  damage<typeof LastCommand>(
    'an undo forgets where the ticket was',
    '../../branch/last-command.js',
    ({ ticketThen }) => ({ ticketThen: (ticket) => ({ ...ticketThen(ticket), moduleNumber: null }) }),
    /R[47]: /,
  ),
  damage<typeof CloseDay>(
    'the day ends and nobody is told to go',
    '../../commands/close-day.js',
    ({ enterBusinessDay }) => ({
      enterBusinessDay: (branch) => {
        const tickets = branch.activeTickets().length;
        return tickets === 0 && enterBusinessDay(branch);
      },
    }),
    /R[24]: /,
  ),
  damage<typeof BusinessDay>(
    'the business day is that of Greenwich',
    '../../branch/business-day.js',
    ({ localTime }) => ({ businessDay: (at) => localTime(at, 'UTC').date }),
    /R2: .+ by the clock on the wall/,
  ),
  damage<typeof OpeningHours>(
    'the branch is always open',
    '../../branch/opening-hours.js',
    () => ({ isOpen: () => true }),
    /R4: .+ was given behind closed doors/,
  ),
];

/** The living day on a core of which one module is damaged. */
function livingDayWith({ module, wrong }: Damage): typeof LivingDay.livingDay {
  let found: typeof LivingDay | undefined;
  jest.isolateModules(() => {
    jest.doMock(module, () => {
      const right = jest.requireActual<Module>(module);
      return { ...right, ...wrong(right as never) };
    });
    found = jest.requireActual<typeof LivingDay>('./living-day.js');
  });
  jest.dontMock(module);
  if (!found) throw new Error('the day did not load');
  return found.livingDay;
}

describe('a branch that is broken on purpose', () => {
  it.each(DAMAGES)('$what: a day finds it', (one) => {
    const livingDay = livingDayWith(one);
    const said: string[] = [];
    for (let seed = 1; seed <= DAYS && said.length === 0; seed++) {
      try {
        livingDay(seed);
      } catch (error) {
        said.push(String(error));
      }
    }
    expect(said).toEqual([expect.stringMatching(/^Error: seed \d+, step \d+ \(.+\) at 2026-\S+Z: /)]);
    expect(said[0]).toMatch(one.found);
  });

  it('whole again, the same days find nothing', () => {
    const { livingDay } = jest.requireActual<typeof LivingDay>('./living-day.js');
    expect(() => {
      for (let seed = 1; seed <= 3; seed++) livingDay(seed);
    }).not.toThrow();
  });
});
