import type { Branch } from '../branch/branch.js';
import type { TicketStatus } from '../ticket/ticket-machine.js';
import type { Ticket } from '../ticket/ticket.js';
import { recount } from './figures.js';

/** Nobody has called it, nobody serves it, it has not ended. */
export const UNCALLED = {
  advisorId: null,
  reservedAdvisorId: null,
  reservedAt: null,
  moduleNumber: null,
  assignedAt: null,
  startedAt: null,
  completedAt: null,
  closedAt: null,
  cancelReason: null,
  actualServiceTimeMinutes: null,
  recallCount: 0,
  lastRecalledAt: null,
  callReason: null,
} as const satisfies Partial<Ticket>;

/**
 * A ticket waits again: after a desk, after its end, or elsewhere (R4 return, transfer, reinstate). It keeps its arrival
 * and, unless `patch` says otherwise, its place in the order (R5); the figures of the day follow.
 */
export function backInLine(
  branch: Branch,
  ticket: Ticket,
  status: TicketStatus,
  patch: Partial<Ticket> & Pick<Ticket, 'waitsAgain'>,
): void {
  const before = { ...ticket };
  branch.change(ticket, { ...UNCALLED, status, ...patch });
  recount(branch, before, ticket);
  const { outlook } = branch;
  const { minutes, low, high } = outlook.expected(ticket);
  branch.change(ticket, {
    positionInQueue: outlook.positionOf(ticket),
    estimatedWaitMinutes: minutes,
    estimatedLow: low,
    estimatedHigh: high,
  });
}
