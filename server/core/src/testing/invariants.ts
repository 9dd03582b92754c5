import type { Advisor } from '../branch/advisor.js';
import { Branch, type BranchState } from '../branch/branch.js';
import type { Ticket } from '../ticket/ticket.js';
import { copyOf } from './builders.js';

/**
 * Throws when `holds` is false; `what` names the rule that is broken. A sentence with values in it is made only then: of
 * a thousand days hardly any is ever said.
 */
export function ensure(holds: boolean, what: string | (() => string)): asserts holds {
  if (!holds) throw new Error(typeof what === 'string' ? what : what());
}

// Written out again and not imported, so that a mistake in the code does not excuse itself here.
export const waits = (ticket: Pick<Ticket, 'status'>): boolean =>
  ticket.status === 'EN_ESPERA' || ticket.status === 'PROXIMO';
export const isFinal = (ticket: Ticket): boolean =>
  ticket.status === 'COMPLETADO' || ticket.status === 'CANCELADO' || ticket.status === 'NO_ATENDIDO';
export const goesBefore = (a: Ticket, b: Ticket): boolean =>
  a.orderAt < b.orderAt || (a.orderAt === b.orderAt && a.id < b.id);
export const mayServe = (advisor: Advisor, ticket: Ticket): boolean =>
  ticket.reservedAdvisorId === null
    ? advisor.queueTypes.includes(ticket.queueType)
    : ticket.reservedAdvisorId === advisor.id;

/** Returned "in ten minutes", and the ten minutes have not passed. */
export const isLater = (ticket: Ticket, now: number): boolean =>
  ticket.orderAt > ticket.createdAt && ticket.orderAt > now;

/** What is true of a branch after every command, whichever it was. `now`: when anybody was last assigned, ms. */
export function checkBranch(state: BranchState, now: number): void {
  checkTickets(state);
  checkReservations(state);
  checkDesks(state);
  checkLoads(state);
  checkNobodyIdles(state, now);
}

function checkReservations(state: BranchState): void {
  for (const { numero, status, reservedAdvisorId, reservedAt } of state.tickets) {
    ensure((reservedAdvisorId === null) === (reservedAt === null), () => `R7: since when ${numero} is reserved`);
    if (reservedAdvisorId === null) continue;
    ensure(status !== 'ATENDIENDO', () => `R7: ${numero} is served and still reserved`);
    const advisor = state.advisors.find(({ id }) => id === reservedAdvisorId);
    ensure(
      advisor !== undefined && advisor.status !== 'OFFLINE',
      () => `R7: ${numero} waits for somebody who is not there`,
    );
  }
}

function checkTickets(state: BranchState): void {
  const ids = new Set(state.tickets.map((ticket) => ticket.id));
  const numbers = new Set(state.tickets.map((ticket) => ticket.numero));
  ensure(ids.size === state.tickets.length, 'a ticket is there twice');
  ensure(numbers.size === state.tickets.length, 'R2: a number is there twice');
  for (const ticket of state.tickets) {
    const { numero } = ticket;
    ensure(!isFinal(ticket), () => `${numero} is closed and still among the active tickets`);
    ensure(ticket.businessDate === state.businessDate, () => `${numero} outlived its business day`);
    ensure(ticket.closedAt === null, () => `${numero} is active and has closedAt`);
    ensure(
      ticket.estimatedLow <= ticket.estimatedWaitMinutes && ticket.estimatedWaitMinutes <= ticket.estimatedHigh,
      () => `R8: ${numero} waits ${ticket.estimatedWaitMinutes} min, outside its range`,
    );
    if (waits(ticket)) {
      ensure(ticket.positionInQueue >= 1, () => `R6: ${numero} waits at position ${ticket.positionInQueue}`);
      ensure(ticket.assignedAt === null && ticket.advisorId === null, () => `${numero} waits and has an advisor`);
      checkPromise(ticket);
    } else {
      ensure(ticket.positionInQueue === 0, () => `R6: ${numero} is served and has a position`);
      ensure(
        ticket.assignedAt !== null && ticket.callReason !== null,
        () => `R5: ${numero} was called without a reason`,
      );
    }
  }
}

function checkDesks(state: BranchState): void {
  const modules = new Map<number, Advisor>();
  for (const advisor of state.advisors) {
    const serving = state.tickets.filter((t) => t.status === 'ATENDIENDO' && t.advisorId === advisor.id);
    ensure(serving.length <= 1, () => `R7: ${advisor.name} has ${serving.length} tickets`);
    for (const ticket of serving) {
      ensure(advisor.status === 'BUSY', () => `R7: ${advisor.name} serves ${ticket.numero} and is ${advisor.status}`);
      ensure(ticket.moduleNumber === advisor.moduleNumber, () => `R7: ${ticket.numero} was sent to another module`);
    }
    ensure(!advisor.offlineAfterCurrent || serving.length === 1, () => `R7: ${advisor.name} drains without a ticket`);
    if (advisor.status === 'OFFLINE') continue;
    const { moduleNumber } = advisor;
    ensure(
      moduleNumber !== null && moduleNumber >= 1 && moduleNumber <= state.moduleCount,
      () => `R7: ${advisor.name} is at module ${moduleNumber}`,
    );
    const other = modules.get(moduleNumber);
    ensure(!other, () => `R7: ${advisor.name} and ${other?.name} are at module ${moduleNumber}`);
    modules.set(moduleNumber, advisor);
  }
}

function checkLoads(state: BranchState): void {
  const mean = new Map(state.queues.map((queue) => [queue.queueType, queue.averageTimeMinutes]));
  for (const advisor of state.advisors) {
    const theirs = state.tickets.filter((ticket) =>
      waits(ticket) ? ticket.reservedAdvisorId === advisor.id : ticket.advisorId === advisor.id,
    );
    const minutes = theirs.reduce((sum, ticket) => sum + (mean.get(ticket.queueType) ?? 0), 0);
    ensure(
      advisor.assignedTicketsCount === theirs.length && advisor.workloadMinutes === minutes,
      () =>
        `R7: ${advisor.name} carries ${advisor.assignedTicketsCount} tickets, ${advisor.workloadMinutes} min; ` +
        `really ${theirs.length}, ${minutes} min`,
    );
  }
}

function checkNobodyIdles(state: BranchState, now: number): void {
  const waiting = state.tickets.filter(waits);
  const ready = state.advisors.filter((advisor) => advisor.status === 'AVAILABLE');
  for (const advisor of ready) {
    const ticket = waiting.find((one) => mayServe(advisor, one) && !isLater(one, now));
    ensure(!ticket, () => `R7: ${advisor.name} is AVAILABLE and ${ticket?.numero} waits`);
  }
  const nobody = waiting.length > 0 && ready.length === 0;
  ensure(
    (state.noAdvisorsSince !== null) === nobody,
    () => `R7: noAdvisorsSince is ${state.noAdvisorsSince} with ${waiting.length} waiting and ${ready.length} ready`,
  );
}

/**
 * What is true right after a recalculation at `now` (R6): positions 1, 2, 3 … in each queue, the first three promoted,
 * and with each its wait as it is expected at this moment (R8), unless nothing had changed since it was written.
 */
export function checkPositions(state: BranchState, now: number, nothingChanged: boolean): void {
  const { outlook } = new Branch(copyOf(state), now);
  for (const { queueType, averageTimeMinutes } of state.queues) {
    const line = state.tickets.filter((ticket) => waits(ticket) && ticket.queueType === queueType);
    line.sort((a, b) => (goesBefore(a, b) ? -1 : 1));
    for (const [index, ticket] of line.entries()) {
      const place = index + 1;
      ensure(
        ticket.positionInQueue === place,
        () => `R6: ${ticket.numero} is ${place}. and says ${ticket.positionInQueue}`,
      );
      ensure(ticket.status === 'PROXIMO' || place > 3, () => `R6: ${ticket.numero} is ${place}. and not PROXIMO`);
      if (nothingChanged) continue;
      const onDuty = state.advisors.some((advisor) => advisor.status !== 'OFFLINE' && mayServe(advisor, ticket));
      const expected = onDuty ? outlook.expected(ticket).minutes : place * averageTimeMinutes;
      ensure(
        ticket.estimatedWaitMinutes === expected,
        () => `R8: ${ticket.numero} at ${place} says ${ticket.estimatedWaitMinutes} min and waits ${expected}`,
      );
      ensure(
        ticket.told !== null && outlook.told(ticket).bound?.by === ticket.told.by,
        () => `R8: ${ticket.numero} is told`,
      );
    }
  }
  ensure(state.positionsRevision === state.revision, 'R6: positions are behind the recalculation');
}

/** R8: whoever waits was promised a wait and told a bound; a bound that was raised lies beyond what was said before. */
function checkPromise(ticket: Ticket): void {
  const { numero, promise, told } = ticket;
  ensure(promise !== null && told !== null, () => `R8: ${numero} waits and was promised nothing`);
  ensure(
    promise.low <= promise.minutes && promise.minutes <= promise.high,
    () => `R8: ${numero} was promised no range`,
  );
  ensure(told.by % 60_000 === 0, () => `R8: ${numero} is told more than minutes`);
  ensure(told.raised === null || told.raised.before < told.by, () => `R8: ${numero} is told of a rise that is none`);
}
