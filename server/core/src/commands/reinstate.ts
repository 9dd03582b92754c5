import type { Branch } from '../branch/branch.js';
import { Refusal } from '../refusal.js';
import { transition } from '../ticket/ticket-machine.js';
import type { Ticket } from '../ticket/ticket.js';
import { assignWaiting } from './assign-waiting.js';
import { recordTicket } from './events.js';
import { backInLine } from './in-line.js';
import { remember } from './remember.js';

/**
 * R4 reinstate, by a supervisor: whoever did not come, or was cancelled, waits again in the old place. Only on the same
 * day, and not once it is closed. Throws TICKET_NO_ENCONTRADO, TRANSICION_INVALIDA, SUCURSAL_CERRADA. That the person has
 * no other active ticket (R3) is held by the database's unique index when this is written.
 */
export function reinstate(branch: Branch, codigoReferencia: string, reason: string | null = null): Ticket {
  const ticket = branch.ticket(codigoReferencia);
  const { status, cancelReason } = ticket;
  const to = transition(ticket, 'reinstate');
  if (branch.dayClosed || branch.status === 'CLOSED') {
    throw new Refusal('SUCURSAL_CERRADA', { reason: 'CERRADA', opensAt: null });
  }
  if (ticket.businessDate !== branch.businessDate) {
    throw new Refusal('TRANSICION_INVALIDA', { from: status, command: 'reinstate', reason: 'OTRO_DIA' });
  }
  backInLine(branch, ticket, to, { waitsAgain: 'REACTIVADO' });
  recordTicket(branch, 'TICKET_REACTIVADO', ticket, { oldState: { status, cancelReason }, data: { reason } });
  assignWaiting(branch);
  return ticket;
}

/** R4 reinstate, by an advisor: a ticket of their own queues. */
export function reinstateAtDesk(branch: Branch, advisorId: number, codigoReferencia: string): Ticket {
  const { queueTypes } = branch.advisor(advisorId);
  const ticket = branch.ticket(codigoReferencia);
  if (!queueTypes.includes(ticket.queueType)) {
    throw new Refusal('TRANSICION_INVALIDA', { from: ticket.status, command: 'reinstate', reason: 'COLA_AJENA' });
  }
  return remember(branch, advisorId, 'reinstate', ticket, () => reinstate(branch, codigoReferencia));
}
