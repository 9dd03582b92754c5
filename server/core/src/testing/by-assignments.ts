import { assignments, isHeld, type ReadyAdvisor } from '../dispatch/assign.js';
import type { DispatchRules } from '../dispatch/order.js';
import type { ReplayTicket, Shift } from '../estimate/replay.js';

export interface TimedDesk extends ReadyAdvisor {
  /** ms from now until it is free; then it closes, or is given tickets. */
  freeInMs: number;
  closes: boolean;
}

/**
 * Ticket id → ms until it is called, by the real assignment, one moment after the other: what replay has to agree with.
 * `shifts`: from when on each desk serves what.
 */
export function byAssignments<T extends ReplayTicket>(
  now: number,
  waiting: readonly T[],
  desks: readonly TimedDesk[],
  rules: DispatchRules,
  serviceMs: (queueType: string, advisorId: number) => number,
  shifts: readonly Shift[] = [],
): Map<number, number> {
  const called = new Map<number, number>();
  let left = [...waiting];
  let all = desks.map((desk) => ({ ...desk, freeAt: now + desk.freeInMs, ready: false, gone: false }));
  let last = now - 1;
  for (;;) {
    const held = left.filter((ticket) => isHeld(ticket, last)).map(({ orderAt }) => orderAt);
    const coming = left.map(({ comesAt }) => comesAt ?? 0).filter((at) => at > last);
    const shift = shifts.map((one) => now + one.at).filter((at) => at > last);
    const at = Math.min(...held, ...coming, ...shift, ...all.filter((desk) => !desk.ready).map((desk) => desk.freeAt));
    if (at === Infinity) break;
    last = at;
    for (const { at: begins, queueTypes } of shifts) {
      if (now + begins !== at) continue;
      for (const desk of all) {
        const served = queueTypes[desks.findIndex(({ id }) => id === desk.id)];
        desk.queueTypes = served ?? [];
        if (!served) left = left.map((one) => (one.reservedAdvisorId === desk.id ? released(one) : one));
        desk.gone = !served;
      }
    }
    all = all.filter((desk) => !(desk.closes && desk.freeAt <= at));
    for (const desk of all) if (desk.freeAt <= at) desk.ready = true;
    for (const { ticket, advisor } of assignments(
      left.filter(({ comesAt = 0 }) => comesAt <= at),
      all.filter((desk) => desk.ready && !desk.gone),
      rules,
      at,
    )) {
      called.set(ticket.id, at - now);
      left = left.filter((one) => one.id !== ticket.id);
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

/** R7: what waited for somebody who is gone is anybody's again. */
const released = <T extends ReplayTicket>(ticket: T): T => ({ ...ticket, reservedAdvisorId: null });
