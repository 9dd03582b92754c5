import type { Advisor } from '../branch/advisor.js';
import type { Branch } from '../branch/branch.js';
import { learnService } from '../estimate/learned.js';
import { transition } from '../ticket/ticket-machine.js';
import type { Ticket } from '../ticket/ticket.js';
import { updateLoad } from './assign-waiting.js';
import { advisorFacts, recordAdvisor, recordTicket } from './events.js';

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
): void {
  const before = { status: ticket.status, startedAt: iso(ticket.startedAt) };
  const status = transition(ticket, command);
  const completed = status === 'COMPLETADO';
  const serviceMs = branch.now - (ticket.assignedAt ?? branch.now);
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
  branch.countForQueue(ticket.queueType, completed ? { served: 1, serviceMs } : { noShow: 1 });
  const queue = branch.queue(ticket.queueType);
  if (completed) queue.today.served += 1;
  else queue.today.noShow += 1;
  if (ticket.advisorId !== null) {
    const advisor = branch.advisor(ticket.advisorId);
    branch.countForAdvisor(advisor.id, completed ? { served: 1, serviceMs } : { noShow: 1 });
    branch.changeAdvisor(
      advisor,
      completed
        ? { servedToday: advisor.servedToday + 1, serviceMsToday: advisor.serviceMsToday + serviceMs }
        : { noShowToday: advisor.noShowToday + 1 },
    );
  }
  if (command !== 'closeDay') learnFrom(branch, ticket, serviceMs);
  recordTicket(branch, completed ? 'TICKET_COMPLETADO' : 'TICKET_NO_ATENDIDO', ticket, {
    oldState: before,
    data: { ...data, actualServiceTimeMinutes: ticket.actualServiceTimeMinutes },
    bySystem: command === 'closeDay',
  });
}

/** R8: a desk was taken for `takenMs`: its queue and its advisor learn from it. */
function learnFrom(branch: Branch, ticket: Ticket, takenMs: number): void {
  const queue = branch.queue(ticket.queueType);
  const advisor = ticket.advisorId === null ? undefined : branch.advisor(ticket.advisorId);
  const outcome = ticket.status === 'COMPLETADO' ? 'served' : 'noShow';
  const ended = { averageTimeMinutes: queue.averageTimeMinutes, takenMs, outcome } as const;
  const learned = learnService(queue.learned, advisor?.learned ?? null, ended);
  branch.learnQueue(queue.queueType, learned.queue);
  if (advisor) branch.changeAdvisor(advisor, { learned: learned.advisor });
}

/** Ends a ticket that leaves: CANCELADO (R4). */
export function endCancelled(
  branch: Branch,
  ticket: Ticket,
  command: 'cancel' | 'cancelByStaff' | 'closeDay',
  reason: string,
): void {
  const before = { status: ticket.status, positionInQueue: ticket.positionInQueue };
  branch.change(ticket, {
    status: transition(ticket, command),
    closedAt: branch.now,
    cancelReason: reason,
    reservedAdvisorId: null,
    positionInQueue: 0,
    estimatedWaitMinutes: 0,
    estimatedLow: 0,
    estimatedHigh: 0,
  });
  branch.countForQueue(ticket.queueType, { cancelled: 1 });
  branch.queue(ticket.queueType).today.cancelled += 1;
  recordTicket(branch, 'TICKET_CANCELADO', ticket, {
    oldState: before,
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
  if (advisor.offlineAfterCurrent) {
    branch.changeAdvisor(advisor, { status: 'OFFLINE', statusSince: branch.now, offlineAfterCurrent: false });
  } else if (branch.settings.assignmentMode === 'automatic') {
    branch.changeAdvisor(advisor, { status: 'AVAILABLE', statusReason: null, statusSince: branch.now });
  } else {
    branch.changeAdvisor(advisor, { statusSince: branch.now });
  }
  recordAdvisor(branch, 'ADVISOR_FREED', advisor, { oldState: before, bySystem: true });
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
