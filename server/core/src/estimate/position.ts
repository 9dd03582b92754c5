import { compareInQueue, type WaitingTicket } from '../dispatch/order.js';

/** R6: 1 + those of the same queue that wait ahead. `waiting`: the branch's EN_ESPERA and PROXIMO tickets. */
export function positionOf(ticket: WaitingTicket, waiting: readonly WaitingTicket[]): number {
  let ahead = 0;
  for (const other of waiting) {
    if (other.queueType === ticket.queueType && other.id !== ticket.id && compareInQueue(other, ticket) < 0) ahead++;
  }
  return ahead + 1;
}

/** The position of every waiting ticket, by id: one pass over each queue instead of one for each ticket. */
export function positions(waiting: readonly WaitingTicket[]): Map<number, number> {
  const reached = new Map<string, number>();
  const result = new Map<number, number>();
  for (const ticket of [...waiting].sort(compareInQueue)) {
    const position = (reached.get(ticket.queueType) ?? 0) + 1;
    reached.set(ticket.queueType, position);
    result.set(ticket.id, position);
  }
  return result;
}
