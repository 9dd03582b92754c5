import type { Branch } from '../branch/branch.js';
import type { Ticket } from '../ticket/ticket.js';
import { assignWaiting, updateLoad } from './assign-waiting.js';
import { endCancelled, freeAdvisor } from './finish.js';

/** Why a ticket was cancelled, where it was its customer who did. */
export const BY_CUSTOMER = 'CLIENTE';

/** R4 cancel: the customer or staff while it waits; a supervisor (`byStaff`) also while it is served. */
export function cancel(branch: Branch, codigoReferencia: string, reason: string, byStaff: boolean): Ticket {
  const ticket = branch.ticket(codigoReferencia);
  const serving = ticket.status === 'ATENDIENDO';
  const { reservedAdvisorId } = ticket;
  endCancelled(branch, ticket, byStaff ? 'cancelByStaff' : 'cancel', reason);
  if (serving && ticket.advisorId !== null) freeAdvisor(branch, branch.advisor(ticket.advisorId));
  if (reservedAdvisorId !== null) updateLoad(branch, branch.advisor(reservedAdvisorId));
  assignWaiting(branch);
  return ticket;
}
