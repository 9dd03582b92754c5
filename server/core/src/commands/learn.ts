import type { Branch } from '../branch/branch.js';
import { learnLeave, learnPromise, learnService } from '../estimate/learned.js';
import type { Ticket } from '../ticket/ticket.js';

/**
 * R8: a ticket is called: its queue learns from what was promised at its issue. Nothing is learned from one whose moment
 * a person chose (picked), nor from what was promised later, after a transfer, a return or a reinstatement: chance and
 * hands say nothing of the forecast. Counted they are all the same (see `recount`).
 */
export function learnFromCall(branch: Branch, ticket: Ticket, picked: boolean): void {
  const { promise, queueType, createdAt } = ticket;
  const first = promise?.at === createdAt && ticket.reservedAdvisorId === null;
  if (picked || !first || !promise.raw) return;
  const { learned } = branch.queue(queueType);
  branch.learnQueue(queueType, learnPromise(learned, { ...promise, raw: promise.raw }, branch.now - createdAt));
}

/** R8: a desk was taken until this moment: its queue and its advisor learn from it. */
export function learnFromService(branch: Branch, ticket: Ticket): void {
  const queue = branch.queue(ticket.queueType);
  const advisor = ticket.advisorId === null ? undefined : branch.advisors.get(ticket.advisorId);
  const learned = learnService(queue.learned, advisor?.learned ?? null, {
    averageTimeMinutes: queue.averageTimeMinutes,
    takenMs: branch.now - (ticket.assignedAt ?? branch.now),
    outcome: ticket.status === 'COMPLETADO' ? 'served' : 'noShow',
  });
  branch.learnQueue(queue.queueType, learned.queue);
  if (advisor) branch.changeAdvisor(advisor, { learned: learned.advisor });
}

/** R8: somebody who waited has left. */
export function learnFromLeave(branch: Branch, ticket: Ticket): void {
  const { learned } = branch.queue(ticket.queueType);
  branch.learnQueue(ticket.queueType, learnLeave(learned, branch.now - ticket.createdAt));
}
