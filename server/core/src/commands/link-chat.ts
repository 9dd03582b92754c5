import type { Branch } from '../branch/branch.js';
import { Refusal } from '../refusal.js';
import { isActive } from '../ticket/ticket-machine.js';
import type { Ticket } from '../ticket/ticket.js';
import { recordTicket } from './events.js';

/**
 * R9: the customer pressed Start: the ticket has a chat to write to, and what is true at this moment is ready to go, where the
 * branch sends messages.
 * Throws TICKET_NO_ENCONTRADO, and TRANSICION_INVALIDA when the ticket has ended.
 */
export function linkChat(branch: Branch, codigoReferencia: string): Ticket {
  const ticket = activeTicket(branch, codigoReferencia);
  branch.change(ticket, { linked: true, messagesPlanned: ticket.messagesPlanned || branch.settings.telegram });
  recordTicket(branch, 'TELEGRAM_VINCULADO', ticket);
  return ticket;
}

/** The chat is no more: the customer blocked the bot. What is left waits until a chat is linked again. */
export function unlinkChat(branch: Branch, codigoReferencia: string): Ticket {
  const ticket = activeTicket(branch, codigoReferencia);
  if (!ticket.linked) return ticket;
  branch.change(ticket, { linked: false });
  recordTicket(branch, 'TELEGRAM_DESVINCULADO', ticket, { bySystem: true });
  return ticket;
}

function activeTicket(branch: Branch, codigoReferencia: string): Ticket {
  const ticket = branch.ticket(codigoReferencia);
  if (!isActive(ticket.status)) {
    throw new Refusal('TRANSICION_INVALIDA', { from: ticket.status, command: 'linkChat' });
  }
  return ticket;
}
