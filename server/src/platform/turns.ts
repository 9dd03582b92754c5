import { MovingMean } from './moving-mean.js';

/** How much one more piece of work counts in what is typical, and the most that it can say. */
const SHARE = 0.1;
const WORK_MOST_MS = 250;
/** While others wait, so many of the first lane go in a row and then one of the others (adr/0023). */
export const FIRST_IN_A_ROW = 4;

/** `first`: those for whom the others wait. */
export type Lane = 'first' | 'others';

interface Line {
  /** Those who wait to begin, by lane; each in the order in which they came. */
  waiting: Record<Lane, (() => void)[]>;
  underWay: boolean;
  /** How many of the first lane have gone one after another while somebody of the others waited. */
  inARow: number;
}

/** One after another, for each branch or printer apart. */
export class Turns<Key> {
  private readonly lines = new Map<Key, Line>();
  private readonly typical = new MovingMean(SHARE, WORK_MOST_MS);

  /** `now`: real ms. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** How many that have begun or wait would go before one more of this lane. */
  length(key: Key, lane: Lane = 'others'): number {
    const line = this.lines.get(key);
    if (!line) return 0;
    const { first, others } = line.waiting;
    const between = Math.floor((line.inARow + first.length) / FIRST_IN_A_ROW);
    return 1 + first.length + (lane === 'others' ? others.length : Math.min(others.length, between));
  }

  /** How long one more of this lane would wait to begin, ms, as work goes at present; 0 where nobody is before it. */
  expectedWait(key: Key, lane: Lane = 'others'): number {
    return this.length(key, lane) * this.typical.value;
  }

  /** Runs `work` when it is its turn; a failure of what went before is not its concern. */
  async take<T>(key: Key, work: () => Promise<T>, lane: Lane = 'others'): Promise<T> {
    const line = this.lines.get(key) ?? { waiting: { first: [], others: [] }, underWay: false, inARow: 0 };
    if (line.underWay) await new Promise<void>((begin) => line.waiting[lane].push(begin));
    else this.lines.set(key, line);
    line.underWay = true;
    const began = this.now();
    try {
      return await work();
    } finally {
      this.typical.add(this.now() - began);
      const next = nextOf(line);
      if (next) next();
      else this.lines.delete(key);
    }
  }
}

function nextOf(line: Line): (() => void) | undefined {
  const { first, others } = line.waiting;
  const lane = others.length === 0 || (first.length > 0 && line.inARow < FIRST_IN_A_ROW) ? first : others;
  line.inARow = lane === first && others.length > 0 ? line.inARow + 1 : 0;
  return lane.shift();
}
