import { dispatchOrder, type DispatchRules, type WaitingTicket } from './order.js';

export interface AssignableTicket extends WaitingTicket {
  createdAt: number;
  /** Waits for this advisor alone (R7). */
  reservedAdvisorId: number | null;
}

/** What assignment has to know of an AVAILABLE advisor. */
export interface ReadyAdvisor {
  id: number;
  queueTypes: readonly string[];
  workloadMinutes: number;
  lastAssignedAt: number | null;
}

/** Whether this advisor may serve this ticket (R7). */
export function canServe(advisor: Pick<ReadyAdvisor, 'id' | 'queueTypes'>, ticket: AssignableTicket): boolean {
  if (ticket.reservedAdvisorId !== null) return ticket.reservedAdvisorId === advisor.id;
  return advisor.queueTypes.includes(ticket.queueType);
}

/**
 * A ticket that was returned "in ten minutes" (R4): its place in the order lies ahead of now, and until then nobody is
 * called. An arrival never lies ahead of itself, whatever the clocks of other processes say.
 */
export const isHeld = (ticket: Pick<AssignableTicket, 'orderAt' | 'createdAt'>, now: number): boolean =>
  ticket.orderAt > now && ticket.orderAt > ticket.createdAt;

/** R7: least workload, then longest without a ticket (never before any), then id. */
export function compareAdvisors(a: ReadyAdvisor, b: ReadyAdvisor): number {
  return (
    a.workloadMinutes - b.workloadMinutes ||
    (a.lastAssignedAt ?? -Infinity) - (b.lastAssignedAt ?? -Infinity) || // NaN for two nulls: falls through to id
    a.id - b.id
  );
}

export interface Assignment<T, A> {
  ticket: T;
  advisor: A;
  /** Those this advisor could have served and that come after, in order. */
  over: T[];
}

/** Somebody let go of a ticket a moment ago: these two are not brought together (ADR 0010). */
export interface Apart {
  ticketId: number;
  advisorId: number;
}

/**
 * Every assignment that is possible at this moment (R5, R7): tickets in dispatch order, each to the best ready advisor
 * who may serve it. An advisor gets one. Changes nothing.
 */
export function assignments<T extends AssignableTicket, A extends ReadyAdvisor>(
  waiting: readonly T[],
  ready: readonly A[],
  rules: DispatchRules,
  now: number,
  apart?: Apart,
): Assignment<T, A>[] {
  const mayServe = (advisor: A, ticket: T): boolean =>
    canServe(advisor, ticket) && !(advisor.id === apart?.advisorId && ticket.id === apart.ticketId);
  if (waiting.length === 0 || ready.length === 0) return [];
  const free = [...ready].sort(compareAdvisors);
  const present = waiting.filter((ticket) => !isHeld(ticket, now));
  const ordered = dispatchOrder(present, rules, now);
  const made: { ticket: T; advisor: A; index: number }[] = [];
  for (const [index, ticket] of ordered.entries()) {
    const chosen = free.findIndex((advisor) => mayServe(advisor, ticket));
    if (chosen === -1) continue;
    const [advisor] = free.splice(chosen, 1);
    if (advisor) made.push({ ticket, advisor, index });
    if (free.length === 0) break;
  }
  const taken = new Set(made.map(({ ticket }) => ticket.id));
  return made.map(({ ticket, advisor, index }) => ({
    ticket,
    advisor,
    over: ordered.slice(index + 1).filter((other) => !taken.has(other.id) && mayServe(advisor, other)),
  }));
}
