import { expectedArrivals, SLOT_MS, SLOTS, type ArrivalsLearned } from './arrivals.js';
import { drawn, hash } from './even-draw.js';

/** Who comes later than this is of no account for who waits now. */
const HORIZON_MS = 180 * 60_000;

/** Those of one queue who have not come yet: when they will, in the course that was begun last. */
export class Comings {
  private readonly perSlot: number[] | null;
  private readonly times: number[] = [];
  private course = 0;

  /** `gaps`: an exponential of mean 1, evenly drawn. `key`: another one for each queue. */
  constructor(
    known: ArrivalsLearned | null,
    private readonly sinceMidnightMs: number,
    private readonly gaps: Float64Array,
    private readonly key: number,
  ) {
    this.perSlot = expectedArrivals(known, sinceMidnightMs);
  }

  begin(course: number): void {
    this.course = course;
    this.times.length = 0;
  }

  /** ms from now; Infinity: no more. */
  at(nth: number): number {
    while (this.times.length <= nth) this.times.push(this.after(this.times.at(-1) ?? 0, this.times.length));
    return this.times[nth] as number;
  }

  /** The moment until which as many are expected from `from` on as the drawn gap says. */
  private after(from: number, nth: number): number {
    if (!this.perSlot) return Infinity;
    let left = this.gaps[drawn(hash(-1 - this.key, nth), this.course, this.gaps.length)] as number;
    for (let at = from; at < HORIZON_MS;) {
      const slot = Math.floor((this.sinceMidnightMs + at) / SLOT_MS);
      if (slot >= SLOTS) return Infinity;
      const until = (slot + 1) * SLOT_MS - this.sinceMidnightMs;
      const perMs = (this.perSlot[slot] ?? 0) / SLOT_MS;
      if (perMs * (until - at) >= left) return at + left / perMs;
      left -= perMs * (until - at);
      at = until;
    }
    return Infinity;
  }
}
