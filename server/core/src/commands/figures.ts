import type { Branch } from '../branch/branch.js';
import { comparePromise } from '../estimate/promise.js';
import type { Ticket } from '../ticket/ticket.js';

type Counted = Pick<
  Ticket,
  'queueType' | 'status' | 'advisorId' | 'createdAt' | 'assignedAt' | 'completedAt' | 'callReason' | 'promise'
>;

/** What one ticket adds to the day's figures of its queue and of its advisor, as it is now. */
function figuresOf(ticket: Counted) {
  const { status, assignedAt, createdAt, completedAt, callReason, promise } = ticket;
  const waitMs = assignedAt === null ? 0 : assignedAt - createdAt;
  const inTime = assignedAt !== null && waitMs <= (callReason?.targetMinutes ?? 0) * 60_000;
  const served = status === 'COMPLETADO';
  return {
    called: assignedAt === null ? 0 : 1,
    waitMs,
    withinTarget: inTime ? 1 : 0,
    served: served ? 1 : 0,
    serviceMs: served ? (completedAt ?? 0) - (assignedAt ?? completedAt ?? 0) : 0,
    noShow: status === 'NO_ATENDIDO' ? 1 : 0,
    cancelled: status === 'CANCELADO' ? 1 : 0,
    // Who was called in the moment of issue was promised nothing.
    ...(promise && assignedAt !== null ? comparePromise(promise, assignedAt) : {}),
  };
}

/**
 * Every figure of the day is a sum over its tickets (R7): whatever became of one, forwards or back, what it added before
 * is taken away and what it adds now is added.
 */
export function recount(branch: Branch, before: Counted, after: Counted): void {
  add(branch, before, -1);
  add(branch, after, 1);
}

function add(branch: Branch, ticket: Counted, sign: 1 | -1): void {
  const figures = figuresOf(ticket);
  if (Object.values(figures).every((value) => value === 0)) return;
  const delta = Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, sign * value]));
  const { served, noShow, cancelled, serviceMs } = figures;
  branch.countForQueue(ticket.queueType, delta);
  const { today } = branch.queue(ticket.queueType);
  today.served += sign * served;
  today.noShow += sign * noShow;
  today.cancelled += sign * cancelled;
  if (ticket.advisorId === null || served + noShow === 0) return;
  branch.countForAdvisor(ticket.advisorId, {
    served: sign * served,
    noShow: sign * noShow,
    serviceMs: sign * serviceMs,
  });
  const advisor = branch.advisors.get(ticket.advisorId);
  if (!advisor) return; // has left the branch since; the row of the day is theirs all the same
  branch.changeAdvisor(advisor, {
    servedToday: advisor.servedToday + sign * served,
    noShowToday: advisor.noShowToday + sign * noShow,
    serviceMsToday: advisor.serviceMsToday + sign * serviceMs,
  });
}
