/** Of the time between two looks so much counts as lived: what is more the machine gave to others. */
const COUNTED_MOST_MS = 20;
const LOOK_EVERY_MS = 10;

/**
 * Time as this process gets to live it. On a machine that serves everybody in time it is the clock's; where one gives its
 * cores to others it stands still meanwhile, as does everything whose promise in seconds is measured by it.
 */
export class LivedTime {
  private readonly lost: { at: number; ms: number }[] = [];
  private readonly timer: NodeJS.Timeout;
  private readonly beganAt: number;
  private lookedAt: number;

  /** From now on. @param now of a clock that never goes back, ms */
  constructor(private readonly now: () => number = () => performance.now()) {
    this.beganAt = this.lookedAt = now();
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  /** ms from one moment of that clock to a later one. */
  between(from: number, to: number): number {
    this.look();
    const lost = this.lost.filter(({ at }) => from < at && at <= to).reduce((sum, { ms }) => sum + ms, 0);
    return to - from - lost;
  }

  /** It looks no more. ms since it began. */
  end(): number {
    clearInterval(this.timer);
    return this.between(this.beganAt, this.now());
  }

  look(): void {
    const now = this.now();
    const ms = now - this.lookedAt - COUNTED_MOST_MS;
    if (ms > 0) this.lost.push({ at: now, ms });
    this.lookedAt = now;
  }
}
