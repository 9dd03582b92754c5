import { recalculate } from '../../commands/recalculate.js';
import type { DispatchPolicy } from '../../dispatch/order.js';
import type { BranchState } from '../../branch/branch.js';
import { addDays, instantOf } from '../../branch/business-day.js';
import type { Ticket } from '../../ticket/ticket.js';
import { MINUTE } from '../builders.js';
import { checkPositions, ensure, isFinal } from '../invariants.js';
import { seeded } from '../random.js';
import { branchPlan } from './branch-plan.js';
import { calendarOf, type Calendar } from './calendar.js';
import { CustomerLife } from './customer-life.js';
import { customersOf } from './customers.js';
import { DeskLife } from './desk-life.js';
import { Figures, type QueueFigures } from './figures.js';
import { Jobs } from './jobs.js';
import { LivingBranch } from './living-branch.js';
import { OfficeLife } from './office-life.js';
import { Processes } from './processes.js';
import { Shifts } from './shifts.js';
import type { Tally } from './tally.js';
import { wallClock } from './wall-clock.js';

export interface LivingDayOptions {
  /** Instead of what the seed gives. */
  policy?: DispatchPolicy;
}

/** What happened on a living day. */
export interface LivingDayReport {
  seed: number;
  calendar: Calendar;
  settings: BranchState['settings'];
  /** Commands that were run, each followed by every check. */
  steps: number;
  /** How often each thing happened; events as "event TICKET_CREADO", refusals as "refused issue CUPO_AGOTADO". */
  tally: Tally;
  queues: QueueFigures[];
  longestLine: number;
}

/**
 * A whole day of a branch in virtual time, the same for the same seed: people come, wait, lose patience; advisors call,
 * pause, err; processes die; the day ends, and the next morning begins. Every invariant is checked after each step.
 * Throws an Error that names the seed and the step.
 */
export function livingDay(seed: number, options: LivingDayOptions = {}): LivingDayReport {
  const random = seeded(seed);
  const calendar = calendarOf(random);
  const { state, styles } = branchPlan(random, calendar, options.policy);
  const branch = new LivingBranch(state, calendar.opensAt - 30 * MINUTE, random);
  try {
    const figures = new Figures(branch);
    const processes = new Processes(branch);
    const customers = new CustomerLife(branch, processes, calendar.closesAt);
    const desks = new DeskLife(branch, processes, customers, styles);
    const office = new OfficeLife(branch, processes, calendar);
    new Shifts(branch, desks, calendar, styles);
    new Jobs(branch, calendar);
    customers.onReturn = (id) => {
      const advisorId = random.pick(state.advisors).id;
      if (random.chance(0.7)) desks.reinstate(advisorId, id);
      else office.reinstate(id);
    };
    const coming = { desks: styles.size, load: 0.75 + 0.35 * random.next() };
    const people = customersOf(random, calendar, state.queues, coming);
    for (const customer of people) branch.agenda.plan(customer.at, () => customers.arrive(customer));
    // Some come to a closed door.
    const late = { ...people[0], person: people.length + 1 } as (typeof people)[number];
    branch.agenda.plan(calendar.closesAt + 10 * MINUTE, () => customers.arrive(late));
    branch.live();
    nextMorning(branch, calendar, customers, people);
    tallyDay(branch, calendar);
    return {
      seed,
      calendar,
      settings: state.settings,
      steps: branch.steps,
      tally: branch.tally,
      queues: figures.queues(),
      longestLine: figures.longestLine,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const at = new Date(branch.now).toISOString();
    throw new Error(`seed ${seed}, step ${branch.steps} (${branch.verb}) at ${at}: ${reason}`, { cause: error });
  }
}

/** R4, R2: everybody's ticket has ended, the numbers begin at 01 again, and nobody sits at a desk. */
function nextMorning(
  branch: LivingBranch,
  { closesAt, timeZone }: Calendar,
  customers: CustomerLife,
  people: readonly Parameters<CustomerLife['arrive']>[0][],
): void {
  const { date } = wallClock(closesAt, timeZone);
  const morning = instantOf(addDays(date, 1), 9 * 60 + 30, timeZone);
  branch.agenda.plan(morning, () => {
    const yesterday = [...branch.ledger.tickets.values()];
    branch.run('first of the morning', recalculate);
    checkPositions(branch.state, branch.now, false);
    ensure(branch.state.tickets.length === 0, 'R4: somebody waited all night');
    ensure(
      yesterday.every(({ id }) => isFinal(branch.ledger.tickets.get(id) as Ticket)),
      'R4: a ticket outlived its day',
    );
    ensure(
      branch.state.queues.every(({ lastNumber }) => lastNumber === 0),
      'R2: the numbers went on',
    );
    ensure(
      branch.state.advisors.every(({ status }) => status === 'OFFLINE'),
      'R4: somebody sat there all night',
    );
    branch.tally.add('next morning');
    for (const customer of people.slice(0, 3)) customers.arrive({ ...customer, person: -customer.person });
  });
  branch.live();
}

function tallyDay({ tally, ledger }: LivingBranch, { change, acrossMidnight }: Calendar): void {
  if (change) tally.add(`clocks go ${change}`);
  if (change && acrossMidnight) tally.add(`clocks go ${change} while people wait`);
  if (acrossMidnight) tally.add('works across midnight');
  for (const [event, times] of ledger.events) tally.add(`event ${event}`, times);
}
