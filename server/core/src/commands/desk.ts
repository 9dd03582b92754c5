import type { Advisor } from '../branch/advisor.js';
import type { Branch } from '../branch/branch.js';
import { isFresh } from '../branch/last-command.js';
import { callReason } from '../dispatch/reason.js';
import { canServe, isHeld } from '../dispatch/assign.js';
import { dispatchOrder } from '../dispatch/order.js';
import { Refusal } from '../refusal.js';
import { isWaiting, transition } from '../ticket/ticket-machine.js';
import type { Ticket } from '../ticket/ticket.js';
import { assignOthersFirst, assignTo, assignWaiting } from './assign-waiting.js';
import { recordTicket, setAdvisorStatus } from './events.js';
import { endServed, freeAdvisor, type FinishOutcome } from './finish.js';
import { remember } from './remember.js';
import { claimModule } from './set-status.js';

/** The ticket on the desk. Throws TRANSICION_INVALIDA when there is none: R4 has no such pair. */
export function currentTicket(branch: Branch, advisor: Advisor, command: string): Ticket {
  const ticket = branch.currentOf(advisor.id);
  if (!ticket) throw new Refusal('TRANSICION_INVALIDA', { from: 'NINGUNO', command });
  return ticket;
}

/** R4 start: the customer has arrived. */
export function start(branch: Branch, advisorId: number): Ticket {
  const ticket = currentTicket(branch, branch.advisor(advisorId), 'start');
  return remember(branch, advisorId, 'start', ticket, () => {
    const before = { status: ticket.status, startedAt: null };
    branch.change(ticket, { status: transition(ticket, 'start'), startedAt: branch.now });
    recordTicket(branch, 'TICKET_INICIADO', ticket, { oldState: before });
    return ticket;
  });
}

/** R4 recall: at most `recallMax` times, not within `recallCooldownSeconds` of the last. */
export function recall(branch: Branch, advisorId: number): Ticket {
  const ticket = currentTicket(branch, branch.advisor(advisorId), 'recall');
  return remember(branch, advisorId, 'recall', ticket, () => callAgain(branch, ticket));
}

/** The same, whoever does it. */
export function callAgain(branch: Branch, ticket: Ticket, data: object = {}): Ticket {
  const status = transition(ticket, 'recall');
  const { recallMax, recallCooldownSeconds } = branch.settings;
  if (ticket.recallCount >= recallMax) {
    throw new Refusal('TRANSICION_INVALIDA', { from: ticket.status, command: 'recall', recallMax });
  }
  const sinceLastMs = ticket.lastRecalledAt === null ? Infinity : branch.now - ticket.lastRecalledAt;
  if (sinceLastMs < recallCooldownSeconds * 1000) {
    const retryAfterSeconds = Math.ceil(recallCooldownSeconds - sinceLastMs / 1000);
    throw new Refusal('TRANSICION_INVALIDA', { from: ticket.status, command: 'recall', retryAfterSeconds });
  }
  const before = { status: ticket.status, recallCount: ticket.recallCount };
  branch.change(ticket, { status, recallCount: ticket.recallCount + 1, lastRecalledAt: branch.now });
  branch.calledNow.set(ticket.id, 'recall');
  const { recallCount } = ticket;
  recordTicket(branch, 'TICKET_RELLAMADO', ticket, { oldState: before, data: { recallCount, ...data } });
  return ticket;
}

export interface CompleteInput {
  outcome?: string;
  note?: string;
}

/** R4 complete; the advisor is freed and whoever is next is called (R7). */
export function complete(branch: Branch, advisorId: number, input: CompleteInput = {}): Ticket {
  return finishCurrent(branch, advisorId, 'COMPLETADO', { ...input });
}

/** R4 noShow: only before the customer was greeted. */
export function noShow(branch: Branch, advisorId: number): Ticket {
  return finishCurrent(branch, advisorId, 'NO_ATENDIDO');
}

function finishCurrent(
  branch: Branch,
  advisorId: number,
  outcome: FinishOutcome,
  data: Record<string, unknown> = {},
): Ticket {
  const advisor = branch.advisor(advisorId);
  const command = outcome === 'COMPLETADO' ? 'complete' : 'noShow';
  const ticket = currentTicket(branch, advisor, command);
  return remember(branch, advisorId, command, ticket, () => {
    endServed(branch, ticket, command, data);
    freeAdvisor(branch, advisor);
    assignWaiting(branch);
    return ticket;
  });
}

export interface CallNextInput {
  /** How the ticket in hand ends; without it an advisor with a ticket is refused. */
  finish?: FinishOutcome;
  /** Picks this waiting ticket instead of the next. */
  codigoReferencia?: string;
}

/**
 * R7 call next: ends the ticket in hand if told how, makes the advisor AVAILABLE, and assigns by the same rule as
 * everything else. Null: nothing waits, and the next compatible arrival is theirs. An advisor who goes OFFLINE after
 * this ticket (drain) is called nobody.
 */
export function callNext(branch: Branch, advisorId: number, input: CallNextInput): Ticket | null {
  const advisor = branch.advisor(advisorId);
  const current = branch.currentOf(advisorId);
  if (current && !input.finish) throw new Refusal('ASESOR_CON_TICKET', { numero: current.numero });
  const aside = justReturned(branch, advisor);
  return remember(branch, advisorId, 'callNext', current, () => {
    const drained = current !== null && advisor.offlineAfterCurrent;
    if (current) {
      endServed(branch, current, input.finish === 'COMPLETADO' ? 'complete' : 'noShow');
      freeAdvisor(branch, advisor);
    }
    if (!drained) {
      const moduleNumber = claimModule(branch, advisor, undefined);
      const ready = { status: 'AVAILABLE', statusReason: null, moduleNumber, offlineAfterCurrent: false } as const;
      setAdvisorStatus(branch, advisor, ready);
      if (input.codigoReferencia !== undefined) pick(branch, advisor, input.codigoReferencia);
    }
    if (aside) assignOthersFirst(branch, aside, advisor);
    else assignWaiting(branch);
    return branch.currentOf(advisorId);
  });
}

/** The ticket that this advisor has just returned and that still waits: the next call is somebody else's (ADR 0010). */
function justReturned(branch: Branch, { lastCommand }: Advisor): Ticket | null {
  if (lastCommand?.command !== 'return' || lastCommand.called || !isFresh(branch, lastCommand)) return null;
  const ticket = lastCommand.subject && branch.ticketById(lastCommand.subject.id);
  return ticket && isWaiting(ticket.status) ? ticket : null;
}

/** R7 pick: a chosen waiting ticket of the advisor's own queues, where the branch allows it. */
function pick(branch: Branch, advisor: Advisor, codigoReferencia: string): void {
  const ticket = branch.ticket(codigoReferencia);
  const allowed = branch.settings.pickAllowed && canServe(advisor, ticket);
  if (!allowed) throw new Refusal('TRANSICION_INVALIDA', { from: ticket.status, command: 'pick' });
  const over = dispatchOrder(branch.waiting(), branch.rules, branch.now).filter(
    (other) => other.id !== ticket.id && canServe(advisor, other) && !isHeld(other, branch.now),
  );
  assignTo(branch, ticket, advisor, callReason(ticket, over, branch.rules, branch.now, true));
}
