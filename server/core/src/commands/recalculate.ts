import type { Branch } from '../branch/branch.js';
import { formulaEstimate } from '../estimate/formula.js';
import { positions } from '../estimate/position.js';
import { PROMOTE_AT_POSITION } from '../messages/plan.js';
import { transition } from '../ticket/ticket-machine.js';
import { recordTicket } from './events.js';

/**
 * R6: brings the stored positions and estimates of the waiting tickets up to date and promotes those at position 3 or
 * before. Only rows whose value changed are written; a PROXIMO ticket is never taken back.
 */
export function recalculate(branch: Branch): void {
  const waiting = branch.waiting();
  const position = positions(waiting);
  for (const ticket of waiting) {
    const place = position.get(ticket.id) ?? 0;
    const estimate = formulaEstimate(place, branch.queue(ticket.queueType).averageTimeMinutes);
    const changed =
      ticket.positionInQueue !== place ||
      ticket.estimatedWaitMinutes !== estimate.minutes ||
      ticket.estimatedLow !== estimate.low ||
      ticket.estimatedHigh !== estimate.high;
    if (changed) {
      branch.change(ticket, {
        positionInQueue: place,
        estimatedWaitMinutes: estimate.minutes,
        estimatedLow: estimate.low,
        estimatedHigh: estimate.high,
      });
    }
    if (place <= PROMOTE_AT_POSITION && ticket.status === 'EN_ESPERA') {
      branch.change(ticket, { status: transition(ticket, 'promote') });
      recordTicket(branch, 'TICKET_PROXIMO', ticket, {
        oldState: { status: 'EN_ESPERA' },
        data: { positionInQueue: place },
        bySystem: true,
      });
    }
  }
  branch.markPositionsCurrent();
}
