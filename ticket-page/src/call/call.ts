import type { PublicTicket } from '@ticketero/contract';

import { phaseOf } from '../phase';

/** One call of a ticket. A recall is another one, and so is a call after the ticket went back to the queue. */
export function callOf(
  ticket: Pick<PublicTicket, 'status' | 'startedAt' | 'assignedAt' | 'recallCount'>,
): string | null {
  return phaseOf(ticket) === 'called' ? `${ticket.assignedAt} ${ticket.recallCount}` : null;
}

/**
 * Whether this state must be rung: a call that was not rung yet. A page that is opened on a call rings too; where
 * the browser has not allowed the sound yet, the call stays due.
 */
export function isDue(call: string | null, rung: string | null): call is string {
  return call !== null && call !== rung;
}
