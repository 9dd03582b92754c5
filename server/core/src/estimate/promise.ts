import type { Branch } from '../branch/branch.js';
import type { QueueDayDelta } from '../branch/changes.js';
import type { Ticket } from '../ticket/ticket.js';
import { learnPromise, type RawForecast } from './learned.js';

/** The wait that a customer was promised, in whole minutes from `at` (ms): it never changes, and is compared (R8). */
export interface WaitPromise {
  at: number;
  minutes: number;
  low: number;
  high: number;
  /** What it was made from, for learning; null: the formula. */
  raw: RawForecast | null;
}

/** R8: everybody who waits and was promised nothing yet, or must be promised anew, is told now. */
export function promiseWaits(branch: Branch): void {
  const { outlook, now } = branch;
  for (const ticket of branch.waiting()) {
    if (ticket.promise) continue;
    const { minutes, low, high, raw } = outlook.expected(ticket);
    branch.change(ticket, { promise: { at: now, minutes, low, high, raw }, told: outlook.boundOf(ticket) });
  }
}

type Comparison = Pick<QueueDayDelta, 'compared' | 'errorMs' | 'absoluteErrorMs' | 'covered'>;

/** A promise against the wait that it became: what is added to the queue's day. */
export function comparePromise({ at, minutes, low, high }: WaitPromise, calledAt: number): Comparison {
  const waitedMs = calledAt - at;
  const errorMs = waitedMs - minutes * 60_000;
  const held = waitedMs >= low * 60_000 && waitedMs <= high * 60_000;
  return { compared: 1, errorMs, absoluteErrorMs: Math.abs(errorMs), covered: held ? 1 : 0 };
}

/**
 * R8: a ticket is being called: its promise is counted in its queue's day, and its queue learns from it. Nothing is
 * learned from a ticket whose moment a person chose (picked), nor from what was promised after a transfer or a return.
 * Who is called in the moment of issue was promised nothing.
 */
export function settlePromise(branch: Branch, ticket: Ticket, picked: boolean): void {
  const { promise } = ticket;
  if (!promise) return;
  branch.countForQueue(ticket.queueType, comparePromise(promise, branch.now));
  const first = promise.at === ticket.createdAt && ticket.reservedAdvisorId === null;
  if (picked || !first || !promise.raw) return;
  const { learned } = branch.queue(ticket.queueType);
  branch.learnQueue(ticket.queueType, learnPromise(learned, promise.raw, branch.now - promise.at));
}

/**
 * R8: who waits again is promised anew, and so is who was sent to another queue or person. The bound that was told
 * stands all the same, as long as it was waited for: should it rise, that is said. `waited`: before the patch.
 */
export function renewPromise(ticket: Ticket, patch: Partial<Ticket>, waited: boolean): void {
  if (!waited) Object.assign(ticket, { promise: null, told: null });
  else if (patch.queueType !== undefined || (patch.reservedAdvisorId ?? null) !== null) ticket.promise = null;
}
