import type { Advisor } from '../branch/advisor.js';
import type { Branch } from '../branch/branch.js';
import { isWaiting, transition } from '../ticket/ticket-machine.js';
import type { Ticket } from '../ticket/ticket.js';
import { updateLoad } from './assign-waiting.js';
import { advisorFacts, recordAdvisor, recordTicket } from './events.js';
import { recount } from './figures.js';
import { learnFromLeave, learnFromService } from './learn.js';
import { releaseReserved } from './reservations.js';

export type FinishOutcome = 'COMPLETADO' | 'NO_ATENDIDO';

/** Minutes with two decimals. */
const minutesBetween = (from: number, to: number): number => Math.round((to - from) / 600) / 100;

/**
 * Ends a ticket that was called: COMPLETADO or NO_ATENDIDO (R4). `command` tells the machine who ends it. The advisor
 * is not freed here: see `freeAdvisor`.
 */
export function endServed(
  branch: Branch,
  ticket: Ticket,
  command: 'complete' | 'noShow' | 'closeDay',
  data: Record<string, unknown> = {},
  bySystem = command === 'closeDay',
): void {
  const before = { ...ticket };
  const status = transition(ticket, command);
  const completed = status === 'COMPLETADO';
  branch.change(ticket, {
    status,
    completedAt: completed ? branch.now : null,
    closedAt: branch.now,
    actualServiceTimeMinutes: completed ? minutesBetween(ticket.assignedAt ?? branch.now, branch.now) : null,
    positionInQueue: 0,
    estimatedWaitMinutes: 0,
    estimatedLow: 0,
    estimatedHigh: 0,
  });
  recount(branch, before, ticket);
  if (command !== 'closeDay') learnFromService(branch, ticket);
  recordTicket(branch, completed ? 'TICKET_COMPLETADO' : 'TICKET_NO_ATENDIDO', ticket, {
    oldState: { status: before.status, startedAt: iso(before.startedAt) },
    data: { ...data, actualServiceTimeMinutes: ticket.actualServiceTimeMinutes },
    bySystem,
  });
}

/** Ends a ticket that leaves: CANCELADO (R4). */
export function endCancelled(
  branch: Branch,
  ticket: Ticket,
  command: 'cancel' | 'cancelByStaff' | 'closeDay',
  reason: string,
): void {
  const before = { ...ticket };
  branch.change(ticket, {
    status: transition(ticket, command),
    closedAt: branch.now,
    cancelReason: reason,
    reservedAdvisorId: null,
    reservedAt: null,
    positionInQueue: 0,
    estimatedWaitMinutes: 0,
    estimatedLow: 0,
    estimatedHigh: 0,
  });
  recount(branch, before, ticket);
  if (command !== 'closeDay' && isWaiting(before.status)) learnFromLeave(branch, ticket);
  recordTicket(branch, 'TICKET_CANCELADO', ticket, {
    oldState: { status: before.status, positionInQueue: before.positionInQueue },
    data: { reason },
    bySystem: command === 'closeDay',
  });
}

/**
 * What becomes of an advisor whose ticket has ended (R7): OFFLINE when they asked for it (drain), else AVAILABLE, or
 * BUSY (closing) where the branch waits for "call next".
 */
export function freeAdvisor(branch: Branch, advisor: Advisor): void {
  const before = advisorFacts(advisor);
  updateLoad(branch, advisor);
  branch.changeAdvisor(advisor, { lastCommand: null });
  if (advisor.offlineAfterCurrent) {
    branch.changeAdvisor(advisor, { status: 'OFFLINE', statusSince: branch.now, offlineAfterCurrent: false });
    releaseReserved(branch, advisor, advisor.statusReason ?? 'OFFLINE');
  } else if (branch.settings.assignmentMode === 'automatic') {
    branch.changeAdvisor(advisor, { status: 'AVAILABLE', statusReason: null, statusSince: branch.now });
  } else {
    branch.changeAdvisor(advisor, { statusSince: branch.now });
  }
  recordAdvisor(branch, 'ADVISOR_FREED', advisor, { oldState: before, bySystem: true });
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
