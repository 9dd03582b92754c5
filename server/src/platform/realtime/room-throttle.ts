/**
 * Joins bursts: sends at once when the room has been quiet, else the newest at the end of `everyMs`. The last one is
 * always sent, and at most one in each interval (CONTRACT.md, Realtime). Real time: people watch.
 */
export class RoomThrottle<T> {
  private waiting: T | undefined;
  private timer: NodeJS.Timeout | undefined;
  private sentAt = 0;

  constructor(
    private readonly everyMs: number,
    private readonly send: (value: T) => void,
  ) {}

  offer(value: T): void {
    if (this.timer) {
      this.waiting = value;
      return;
    }
    this.timer = setTimeout(() => this.open(), this.everyMs);
    this.send(value);
    this.sentAt = performance.now();
  }

  /** What was sent last has left only now, together with other things. */
  left(): void {
    this.sentAt = performance.now();
  }

  close(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = undefined;
  }

  private open(): void {
    // A timer counts from the beginning of its turn of the event loop: on a busy machine a good while before the sending.
    const early = this.sentAt + this.everyMs - performance.now();
    if (early > 0) {
      this.timer = setTimeout(() => this.open(), Math.ceil(early));
      return;
    }
    this.timer = undefined;
    const value = this.waiting;
    this.waiting = undefined;
    if (value !== undefined) this.offer(value);
  }
}
