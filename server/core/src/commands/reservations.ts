import type { Advisor } from '../branch/advisor.js';
import type { Branch } from '../branch/branch.js';
import type { Ticket } from '../ticket/ticket.js';
import { assignWaiting, updateLoad } from './assign-waiting.js';
import { recordTicket } from './events.js';

export const RESERVATION_OVER = 'RESERVA_VENCIDA';

export const reservedFor = (branch: Branch, advisorId: number): Ticket[] =>
  branch.waiting().filter((ticket) => ticket.reservedAdvisorId === advisorId);

/** R7: whoever goes OFFLINE leaves nobody waiting for them: back to the queue, each in its place. */
export function releaseReserved(branch: Branch, advisor: Advisor, reason: string): void {
  const reserved = reservedFor(branch, advisor.id);
  for (const ticket of reserved) release(branch, ticket, reason);
  if (reserved.length > 0) updateLoad(branch, advisor);
}

/** R7: nobody waits for one advisor longer than `reservationMinutes`. Runs every 5 seconds where somebody does. */
export function releaseOverdue(branch: Branch): void {
  const limitMs = branch.settings.reservationMinutes * 60_000;
  for (const ticket of branch.waiting()) {
    const { reservedAdvisorId, reservedAt } = ticket;
    if (reservedAdvisorId === null || branch.now - (reservedAt ?? ticket.updatedAt) < limitMs) continue;
    release(branch, ticket, RESERVATION_OVER);
    const advisor = branch.advisors.get(reservedAdvisorId);
    if (advisor) updateLoad(branch, advisor);
  }
  assignWaiting(branch);
}

function release(branch: Branch, ticket: Ticket, reason: string): void {
  const oldState = { status: ticket.status, reservedAdvisorId: ticket.reservedAdvisorId };
  branch.change(ticket, { reservedAdvisorId: null, reservedAt: null });
  recordTicket(branch, 'TICKET_DEVUELTO', ticket, { oldState, data: { reason }, bySystem: true });
}
