import { Branch, type BranchState } from '../branch/branch.js';
import { copyOf } from './builders.js';
import { ensure, waits } from './invariants.js';

/** Looks at what each waiting customer is told, as often as it is asked to, and remembers all of it. */
export class ToldWatch {
  /** Tickets whose bound was seen to rise. */
  readonly raised = new Set<number>();
  /** Tickets that were looked at. */
  readonly seen = new Set<number>();
  /** Ticket → every bound that it was ever told. */
  private readonly told = new Map<number, Set<number>>();
  /** Ticket → the bound that it was told last, while it waits. */
  private readonly last = new Map<number, number>();

  /** Throws when a bound has risen and this is not said, or when what is said to have been told was not (R8). */
  look(state: BranchState, now: number): void {
    const { outlook } = new Branch(copyOf(state), now);
    const waiting = state.tickets.filter(waits);
    for (const id of this.last.keys()) if (!waiting.some((ticket) => ticket.id === id)) this.last.delete(id);
    for (const ticket of waiting) {
      const { minutes, low, high, bound } = outlook.told(ticket);
      const { numero } = ticket;
      ensure(
        low <= minutes && minutes <= high,
        () => `R8: ${numero} is told ${minutes} min, outside ${low} to ${high}`,
      );
      ensure(bound !== null, () => `R8: ${numero} waits and is told no bound`);
      ensure(bound.by >= now, () => `R8: ${numero} still waits at ${now} and is told ${bound.by}`);
      const before = this.told.get(ticket.id) ?? new Set();
      const last = this.last.get(ticket.id) ?? Infinity;
      if (bound.by > last) {
        ensure(bound.raised !== null, () => `R8: the bound of ${numero} rose from ${last} to ${bound.by} unsaid`);
        this.raised.add(ticket.id);
      }
      const said = bound.raised?.before;
      ensure(said === undefined || before.has(said), () => `R8: ${numero} was never told ${said}`);
      this.seen.add(ticket.id);
      this.told.set(ticket.id, before.add(bound.by));
      this.last.set(ticket.id, bound.by);
    }
  }
}
