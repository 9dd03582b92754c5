/** How much one more piece of work counts in what is typical, and the most that it can say: one that hangs is no measure. */
const SHARE = 0.1;
const WORK_MOST_MS = 250;

/** One after another, for each branch or printer apart. */
export class Turns<Key> {
  private readonly lines = new Map<Key, { last: Promise<unknown>; length: number }>();
  private typicalMs = 0;

  /** `now`: real ms. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** How many of this key have begun or wait to begin. */
  length(key: Key): number {
    return this.lines.get(key)?.length ?? 0;
  }

  /** How long one more would wait to begin, ms, as work goes at present; 0 where nobody is before it. */
  expectedWait(key: Key): number {
    return this.length(key) * this.typicalMs;
  }

  /** Runs `work` after what was asked for this key before it; a failure of that is not its concern. */
  async take<T>(key: Key, work: () => Promise<T>): Promise<T> {
    const line = this.lines.get(key) ?? { last: Promise.resolve(), length: 0 };
    const timed = (): Promise<T> => this.timed(work);
    const mine = line.last.then(timed, timed);
    line.last = mine;
    line.length += 1;
    this.lines.set(key, line);
    try {
      return await mine;
    } finally {
      line.length -= 1;
      if (line.length === 0) this.lines.delete(key);
    }
  }

  private async timed<T>(work: () => Promise<T>): Promise<T> {
    const began = this.now();
    try {
      return await work();
    } finally {
      this.typicalMs += (Math.min(this.now() - began, WORK_MOST_MS) - this.typicalMs) * SHARE;
    }
  }
}
