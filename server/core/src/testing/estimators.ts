import { MINUTE } from './builders.js';

/** What one estimator said of a wait, ms; with a range where it gives one. */
export interface Said {
  ms: number;
  lowMs?: number;
  highMs?: number;
}

/** A wait that has ended, and what each estimator said of it when it began. */
export interface Compared {
  queueType: string;
  actualMs: number;
  said: Record<string, Said>;
}

/** What a person at the door sees of a queue. */
export interface Glance {
  /** 1: next. */
  position: number;
  /** Of one service, as configured. */
  averageMs: number;
  /** Advisors on duty who can serve it. */
  advisors: number;
  /** How long the first of the queue has waited; 0: nobody was there. */
  headWaitedMs: number;
}

const ROLLING = 5;

/** The estimators that replay is compared with: each knows the waits of one queue that have ended, and no others. */
export class SimpleEstimators {
  private last: number | null = null;
  private readonly recent: number[] = [];
  private sum = 0;
  private count = 0;

  /** Somebody was called after this wait. */
  called(actualMs: number): void {
    this.last = actualMs;
    this.recent.push(actualMs);
    if (this.recent.length > ROLLING) this.recent.shift();
    this.sum += actualMs;
    this.count += 1;
  }

  /** The waits of the day before say nothing of who came last; the mean of all remains. */
  newDay(): void {
    this.last = null;
    this.recent.length = 0;
  }

  say({ position, averageMs, advisors, headWaitedMs }: Glance): Record<string, Said> {
    const shared = (position * averageMs) / Math.max(1, advisors);
    const rolling = this.recent.reduce((sum, ms) => sum + ms, 0) / this.recent.length;
    return {
      formula: { ms: position * averageMs },
      'position ÷ advisors': { ms: shared },
      "last customer's wait": { ms: this.last ?? shared },
      'head of line': { ms: headWaitedMs },
      'rolling mean of five': { ms: this.recent.length > 0 ? rolling : shared },
      'mean of all before': { ms: this.count > 0 ? this.sum / this.count : shared },
    };
  }
}

export interface Score {
  count: number;
  /** Mean absolute error, and mean of actual − told; ms. */
  errorMs: number;
  biasMs: number;
  /** Share of the errors that are not larger than `withinMs`. */
  within: number;
  /** Share of the waits that lay in the range, and its mean width; null: it gives none. */
  coverage: number | null;
  widthMs: number | null;
}

/** How good an estimator was. A wait of which it said nothing is an error. */
export function scoreOf(all: readonly Compared[], estimator: string, withinMs = 5 * MINUTE): Score {
  const sum = { error: 0, bias: 0, within: 0, held: 0, width: 0, ranges: 0 };
  for (const { actualMs, said } of all) {
    const told = said[estimator];
    if (!told) throw new Error(`${estimator} said nothing of a wait`);
    const error = actualMs - told.ms;
    sum.error += Math.abs(error);
    sum.bias += error;
    if (Math.abs(error) <= withinMs) sum.within += 1;
    if (told.lowMs === undefined || told.highMs === undefined) continue;
    sum.ranges += 1;
    sum.width += told.highMs - told.lowMs;
    if (actualMs >= told.lowMs && actualMs <= told.highMs) sum.held += 1;
  }
  const count = all.length;
  const ranges = sum.ranges === count && count > 0;
  return {
    count,
    errorMs: sum.error / count,
    biasMs: sum.bias / count,
    within: sum.within / count,
    coverage: ranges ? sum.held / count : null,
    widthMs: ranges ? sum.width / count : null,
  };
}
