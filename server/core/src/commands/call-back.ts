import type { Branch } from '../branch/branch.js';
import { Refusal } from '../refusal.js';
import type { Ticket } from '../ticket/ticket.js';
import { callAgain } from './desk.js';
import { reinstate } from './reinstate.js';
import { undo } from './undo.js';

/**
 * A supervisor calls a number back, as far as R4 allows: one that was called and has not come is called again (recall), one
 * that was not there or was cancelled waits again (reinstate), and one that was completed a moment ago is back on its
 * desk, as if its advisor had taken that back (undo). Throws TICKET_NO_ENCONTRADO, TRANSICION_INVALIDA, SUCURSAL_CERRADA.
 */
export function callBack(branch: Branch, codigoReferencia: string, reason: string | null): Ticket {
  const ticket = branch.ticket(codigoReferencia);
  if (ticket.status === 'ATENDIENDO') return callAgain(branch, ticket, reason === null ? {} : { reason });
  return ticket.status === 'COMPLETADO' ? backToDesk(branch, ticket) : reinstate(branch, codigoReferencia, reason);
}

function backToDesk(branch: Branch, ticket: Ticket): Ticket {
  const { undoSeconds } = branch.settings;
  const last = branch.advisors.get(ticket.advisorId ?? 0)?.lastCommand;
  if (!last || last.subject?.id !== ticket.id) {
    const late = branch.now - (ticket.closedAt ?? 0) > undoSeconds * 1000;
    const reason = late ? 'TARDE' : 'ASESOR_SIGUIO';
    throw new Refusal('TRANSICION_INVALIDA', { from: ticket.status, command: 'undo', reason, undoSeconds });
  }
  undo(branch, ticket.advisorId ?? 0);
  return ticket;
}
