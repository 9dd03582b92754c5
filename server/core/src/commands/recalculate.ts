import type { Branch } from '../branch/branch.js';
import { PROMOTE_AT_POSITION } from '../messages/plan.js';
import { transition } from '../ticket/ticket-machine.js';
import type { Ticket } from '../ticket/ticket.js';
import { recordTicket } from './events.js';

/**
 * R6: brings the stored positions and estimates of the waiting tickets up to date and promotes those at position 3 or
 * before. Only rows whose value changed are written; a PROXIMO ticket is never taken back. Where nothing has changed
 * since the last time nothing is written either, though a wait grows shorter by itself: but a bound that time alone has
 * broken is told anew (R8).
 */
export function recalculate(branch: Branch): void {
  const { outlook } = branch;
  const waiting = branch.waiting();
  if (branch.settled && waiting.every((ticket) => outlook.boundOf(ticket) === ticket.told)) return;
  for (const ticket of waiting) {
    const place = outlook.positionOf(ticket);
    const { minutes, low, high } = outlook.expected(ticket);
    const patch = {
      positionInQueue: place,
      estimatedWaitMinutes: minutes,
      estimatedLow: low,
      estimatedHigh: high,
      told: outlook.boundOf(ticket),
    };
    if (differs(ticket, patch)) branch.change(ticket, patch);
    if (place <= PROMOTE_AT_POSITION && ticket.status === 'EN_ESPERA') promote(branch, ticket);
  }
  branch.markPositionsCurrent();
}

type Stored = Pick<Ticket, 'positionInQueue' | 'estimatedWaitMinutes' | 'estimatedLow' | 'estimatedHigh' | 'told'>;

const differs = (ticket: Stored, patch: Stored): boolean =>
  ticket.positionInQueue !== patch.positionInQueue ||
  ticket.estimatedWaitMinutes !== patch.estimatedWaitMinutes ||
  ticket.estimatedLow !== patch.estimatedLow ||
  ticket.estimatedHigh !== patch.estimatedHigh ||
  ticket.told !== patch.told;

function promote(branch: Branch, ticket: Ticket): void {
  branch.change(ticket, { status: transition(ticket, 'promote') });
  recordTicket(branch, 'TICKET_PROXIMO', ticket, {
    oldState: { status: 'EN_ESPERA' },
    data: { positionInQueue: ticket.positionInQueue },
    bySystem: true,
  });
}
