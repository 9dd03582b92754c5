import { canServe, compareAdvisors, isHeld, type AssignableTicket, type ReadyAdvisor } from '../dispatch/assign.js';
import { compareInQueue, compareTickets, type DispatchRules } from '../dispatch/order.js';

/** A desk that is on duty, as the replay sees it. */
export interface ReplayDesk extends ReadyAdvisor {
  /** ms from now until it can be given a ticket; 0: it is ready. */
  freeInMs: number;
  /** It closes when it is free (drain). */
  closes?: boolean;
}

export interface ReplayInput<T extends AssignableTicket> {
  /** ms since the epoch. */
  now: number;
  waiting: readonly T[];
  desks: readonly ReplayDesk[];
  rules: DispatchRules;
  /** How long a desk is expected to be taken by a ticket of this queue, ms. */
  serviceMs: (queueType: string, advisorId: number) => number;
}

/** Tickets that only differ in who came first. */
interface Line<T> {
  tickets: T[];
  next: number;
}

interface Desk extends ReplayDesk {
  freeAt: number;
}

/**
 * R8, `replay`: R5 and R7 run forward from now over the desks on duty, with expected service times. Ticket id → ms until
 * it is called. A ticket that nobody on duty may serve is not in the answer. Changes nothing.
 *
 * Within a line the order never changes, whatever the policy and the moment (R5): only the heads are compared. That is
 * `assignments`, at a hundredth of its cost.
 */
export function replay<T extends AssignableTicket>(input: ReplayInput<T>): Map<number, number> {
  const { now, rules } = input;
  const lines = linesOf(input.waiting);
  const busy: Desk[] = input.desks.map((desk) => ({ ...desk, freeAt: now + desk.freeInMs }));
  const ready: Desk[] = [];
  const called = new Map<number, number>();
  // Besides the desks, whoever was returned "in ten minutes" makes a moment at which somebody can be called.
  const held = input.waiting.filter((ticket) => isHeld(ticket, now)).map(({ orderAt }) => orderAt);
  held.sort((a, b) => b - a); // the next one is the last
  while ((busy.length > 0 || (held.length > 0 && ready.length > 0)) && called.size < input.waiting.length) {
    const at = Math.min(...busy.map((desk) => desk.freeAt), held.at(-1) ?? Infinity);
    while ((held.at(-1) ?? Infinity) <= at) held.pop();
    for (let i = busy.length - 1; i >= 0; i--) {
      const desk = busy[i] as Desk;
      if (desk.freeAt > at) continue;
      busy.splice(i, 1);
      if (!desk.closes) ready.push(desk);
    }
    for (let pair = bestPair(lines, ready, rules, at); pair; pair = bestPair(lines, ready, rules, at)) {
      const ticket = pair.line.tickets[pair.line.next++] as T;
      const [desk] = ready.splice(pair.desk, 1) as [Desk];
      called.set(ticket.id, at - now);
      const freeAt = at + Math.max(1, input.serviceMs(ticket.queueType, desk.id));
      busy.push({ ...desk, freeAt, lastAssignedAt: at });
    }
  }
  return called;
}

/** The next assignment: the first ticket in dispatch order that a ready desk may serve, and the best such desk. */
function bestPair<T extends AssignableTicket>(
  lines: readonly Line<T>[],
  ready: readonly Desk[],
  rules: DispatchRules,
  at: number,
): { line: Line<T>; desk: number } | null {
  let best: Line<T> | null = null;
  for (const line of lines) {
    const head = line.tickets[line.next];
    if (!head || isHeld(head, at) || !ready.some((desk) => canServe(desk, head))) continue;
    const first = best?.tickets[best.next];
    if (!first || compareTickets(head, first, rules, at) < 0) best = line;
  }
  const ticket = best?.tickets[best.next];
  if (!best || !ticket) return null;
  let chosen = -1;
  for (const [index, desk] of ready.entries()) {
    if (!canServe(desk, ticket)) continue;
    const other = ready[chosen];
    if (!other || compareAdvisors(desk, other) < 0) chosen = index;
  }
  return { line: best, desk: chosen };
}

function linesOf<T extends AssignableTicket>(waiting: readonly T[]): Line<T>[] {
  const lines = new Map<string, Line<T>>();
  for (const ticket of waiting) {
    const key = `${ticket.queueType} ${ticket.reservedAdvisorId ?? ''}`;
    const line = lines.get(key);
    if (line) line.tickets.push(ticket);
    else lines.set(key, { tickets: [ticket], next: 0 });
  }
  for (const line of lines.values()) line.tickets.sort(compareInQueue);
  return [...lines.values()];
}
