import type { Branch } from '../branch/branch.js';
import type { QueueDayDelta } from '../branch/changes.js';
import { isWaiting, type TicketStatus } from '../ticket/ticket-machine.js';
import type { Ticket } from '../ticket/ticket.js';
import type { RawForecast } from './range.js';

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
    const promise = { at: now, minutes, low, high, raw: raw && wholeMs(raw) };
    branch.change(ticket, { promise, told: outlook.boundOf(ticket) });
  }
}

type Comparison = Pick<QueueDayDelta, 'compared' | 'errorMs' | 'absoluteErrorMs' | 'covered'>;

const wholeMs = ({ waitMs, lowMs, highMs }: RawForecast): RawForecast => ({
  waitMs: Math.round(waitMs),
  lowMs: Math.round(lowMs),
  highMs: Math.round(highMs),
});

/** A promise against the wait that it became (R8): what the ticket adds to its queue's day. */
export function comparePromise({ at, minutes, low, high }: WaitPromise, calledAt: number): Comparison {
  const waitedMs = calledAt - at;
  const errorMs = waitedMs - minutes * 60_000;
  const held = waitedMs >= low * 60_000 && waitedMs <= high * 60_000;
  return { compared: 1, errorMs, absoluteErrorMs: Math.abs(errorMs), covered: held ? 1 : 0 };
}

/**
 * R8: who waits again is promised anew, and so is who was sent to another queue or person; but not who is put back into
 * the state before (undo), the promise with it. The bound that was told stands all the same, as long as it was waited
 * for: should it rise, that is said. `before`: the status before the patch.
 */
export function renewPromise(ticket: Ticket, patch: Partial<Ticket>, before: TicketStatus): void {
  if (!isWaiting(ticket.status) || 'promise' in patch) return;
  if (!isWaiting(before)) Object.assign(ticket, { promise: null, told: null });
  else if (patch.queueType !== undefined || (patch.reservedAdvisorId ?? null) !== null) ticket.promise = null;
}
