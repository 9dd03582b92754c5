import type { Advisor } from '../branch/advisor.js';
import type { Branch } from '../branch/branch.js';
import { isHeld } from '../dispatch/assign.js';
import { compareInQueue } from '../dispatch/order.js';
import { Refusal } from '../refusal.js';
import { transition } from '../ticket/ticket-machine.js';
import type { Ticket } from '../ticket/ticket.js';
import { assignOthersFirst } from './assign-waiting.js';
import { currentTicket } from './desk.js';
import { recordTicket } from './events.js';
import { freeAdvisor } from './finish.js';
import { backInLine } from './in-line.js';
import { remember } from './remember.js';

export interface ReturnInput {
  /** So many of its queue go first. */
  afterPlaces?: number;
  /** Not called before so many minutes have passed. */
  afterMinutes?: number;
}

/**
 * R4 return: the customer forgot something and waits again, in the same place (R5) or later. The freed advisor is given
 * somebody else first, if anybody waits (ADR 0010). Throws TRANSICION_INVALIDA, and VALIDACION_FALLIDA for both delays.
 */
export function returnTicket(branch: Branch, advisorId: number, input: ReturnInput = {}): Ticket {
  const advisor = branch.advisor(advisorId);
  const ticket = currentTicket(branch, advisor, 'return');
  return remember(branch, advisorId, 'return', ticket, () => putBack(branch, advisor, ticket, input));
}

/** The same, whoever does it. `why`: for the audit alone. */
export function putBack(
  branch: Branch,
  advisor: Advisor,
  ticket: Ticket,
  input: ReturnInput,
  why: object = {},
): Ticket {
  const { status } = ticket;
  const orderAt = orderAfter(branch, ticket, input);
  backInLine(branch, ticket, transition(ticket, 'return'), { orderAt, waitsAgain: 'DEVUELTO' });
  const data = { ...input, ...why, positionInQueue: ticket.positionInQueue };
  recordTicket(branch, 'TICKET_DEVUELTO', ticket, { oldState: { status, advisorId: advisor.id }, data });
  freeAdvisor(branch, advisor);
  assignOthersFirst(branch, ticket, advisor);
  return ticket;
}

function orderAfter(branch: Branch, ticket: Ticket, { afterPlaces, afterMinutes }: ReturnInput): number {
  if (afterPlaces !== undefined && afterMinutes !== undefined) {
    throw new Refusal('VALIDACION_FALLIDA', { campos: { afterMinutes: 'Indica puestos o minutos, no ambos' } });
  }
  for (const [field, value] of Object.entries({ afterPlaces, afterMinutes })) {
    if (value === undefined || (Number.isInteger(value) && value >= 1)) continue;
    throw new Refusal('VALIDACION_FALLIDA', { campos: { [field]: 'Debe ser un número entero mayor que cero' } });
  }
  // Later than now and than everybody who waits already; whoever comes until then goes first.
  if (afterMinutes !== undefined) return Math.max(ticket.orderAt, branch.now + afterMinutes * 60_000);
  if (afterPlaces !== undefined) return behind(branch, ticket, afterPlaces);
  return ticket.orderAt;
}

/** The place behind the `places`-th of those who come after it, or behind the last of them. */
function behind(branch: Branch, ticket: Ticket, places: number): number {
  const after = branch
    .waiting()
    .filter((other) => other.queueType === ticket.queueType && compareInQueue(ticket, other) < 0)
    .filter((other) => !isHeld(other, branch.now))
    .sort(compareInQueue);
  const last = after[Math.min(places, after.length) - 1];
  if (!last) return ticket.orderAt;
  return last.id < ticket.id ? last.orderAt : last.orderAt + 1; // of two with the same time the lower id goes first
}
