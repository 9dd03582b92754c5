import type { Branch } from '../branch/branch.js';
import type { Ticket } from '../ticket/ticket.js';
import { forecastBranch, forecastInput, learnedOf, type Forecast } from './forecast.js';
import { formulaEstimate, NO_WAIT, type WaitEstimate } from './formula.js';
import { positions } from './position.js';
import { BOUND_REVIEW_MS, minutesUntil, tellBound, type ToldBound } from './told-bound.js';

/** What a customer is told of the wait: the range ends where the bound does (R8). */
export interface ToldWait extends WaitEstimate {
  bound: ToldBound | null;
}

/** Who does not wait. */
export const NOTHING_TOLD: ToldWait = { ...NO_WAIT, bound: null };

/**
 * What is ahead of everybody who waits, at one moment of a branch: positions (R6) and waits (R8). Made once for each
 * state of a branch (`branch.outlook`); whatever asks, asks here, so that no two screens disagree.
 */
export class Outlook {
  private places: Map<number, number> | null = null;
  private waits: ReturnType<typeof forecastBranch> | null = null;

  /** Whether nothing had changed when it was made: then the stored bounds stand. */
  private readonly settled: boolean;

  constructor(private readonly branch: Branch) {
    this.settled = branch.settled;
  }

  /** R6; 0 when it does not wait. */
  positionOf(ticket: Pick<Ticket, 'id'>): number {
    this.places ??= positions(this.branch.waiting());
    return this.places.get(ticket.id) ?? 0;
  }

  /** R8: the replay, or the formula where the branch wants it and where nobody on duty may serve the ticket. */
  expected(ticket: Ticket): Forecast {
    const position = this.positionOf(ticket);
    if (position === 0) return { ...NO_WAIT, raw: null };
    if (this.byFormula) return this.formula(ticket.queueType, position);
    return this.forecast().tickets.get(ticket.id) ?? this.formula(ticket.queueType, position);
  }

  /** The same for whoever would take the next number of a queue. */
  expectedForNext(queueType: string): Forecast {
    const forecast = this.byFormula ? undefined : this.forecast().next.get(queueType);
    if (forecast) return forecast;
    return this.formula(queueType, this.branch.waiting().filter((ticket) => ticket.queueType === queueType).length + 1);
  }

  /** The bound as the next recalculation will store it: the same object when there is nothing new to tell. */
  boundOf(ticket: Ticket): ToldBound {
    const { told } = ticket;
    const { now } = this.branch;
    if (told && this.settled && told.by - now >= BOUND_REVIEW_MS) return told;
    return tellBound(told, this.expected(ticket), now);
  }

  /**
   * What is told at this moment. Between two recalculations a bound may rise, and says so, but does not come down: only
   * what is stored can be built upon, and what came down could otherwise go up again unsaid.
   */
  told(ticket: Ticket): ToldWait {
    const expected = this.expected(ticket);
    if (this.positionOf(ticket) === 0) return NOTHING_TOLD;
    const next = this.boundOf(ticket);
    const bound = ticket.told && next.by < ticket.told.by ? ticket.told : next;
    const high = Math.max(expected.minutes, minutesUntil(bound, this.branch.now));
    return { minutes: expected.minutes, low: expected.low, high, bound };
  }

  private get byFormula(): boolean {
    return this.branch.settings.estimator === 'formula';
  }

  private formula(queueType: string, position: number): Forecast {
    // By name: a spread of this made a tenth of what a day of a branch costs.
    const { minutes, low, high } = formulaEstimate(position, this.branch.queue(queueType).averageTimeMinutes);
    return { minutes, low, high, raw: null };
  }

  private forecast(): ReturnType<typeof forecastBranch> {
    this.waits ??= forecastBranch(forecastInput(this.branch, learnedOf(this.branch)));
    return this.waits;
  }
}
