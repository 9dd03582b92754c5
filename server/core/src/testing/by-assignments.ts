import { assignments, isHeld, type AssignableTicket, type ReadyAdvisor } from '../dispatch/assign.js';
import type { DispatchRules } from '../dispatch/order.js';

export interface TimedDesk extends ReadyAdvisor {
  /** ms from now until it is free; then it closes, or is given tickets. */
  freeInMs: number;
  closes: boolean;
}

/** Ticket id → ms until it is called, by the real assignment, one moment after the other: what replay has to agree with. */
export function byAssignments<T extends AssignableTicket>(
  now: number,
  waiting: readonly T[],
  desks: readonly TimedDesk[],
  rules: DispatchRules,
  serviceMs: (queueType: string, advisorId: number) => number,
): Map<number, number> {
  const called = new Map<number, number>();
  let left = [...waiting];
  let all = desks.map((desk) => ({ ...desk, freeAt: now + desk.freeInMs, ready: false }));
  let last = now;
  for (;;) {
    const held = left.filter((ticket) => isHeld(ticket, last)).map(({ orderAt }) => orderAt);
    const at = Math.min(...held, ...all.filter((desk) => !desk.ready).map((desk) => desk.freeAt));
    if (at === Infinity) break;
    last = at;
    all = all.filter((desk) => !(desk.closes && desk.freeAt <= at));
    for (const desk of all) if (desk.freeAt <= at) desk.ready = true;
    for (const { ticket, advisor } of assignments(
      left,
      all.filter((desk) => desk.ready),
      rules,
      at,
    )) {
      called.set(ticket.id, at - now);
      left = left.filter((one) => one !== ticket);
      Object.assign(advisor, {
        ready: false,
        lastAssignedAt: at,
        freeAt: at + serviceMs(ticket.queueType, advisor.id),
      });
    }
    if (left.length === 0) break;
  }
  return called;
}
