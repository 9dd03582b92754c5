/**
 * One load at a time for each key. Whoever asks while one is under way shares the next, which begins after they have asked:
 * nobody is shown less than what was committed before. A thousand screens that come back at once cost two or three.
 */
export class SharedLoads<T> {
  private readonly running = new Map<number, Promise<unknown>>();
  private readonly waiting = new Map<number, Promise<T>>();

  constructor(private readonly load: (key: number) => Promise<T>) {}

  /** Rejects as the load does. */
  next(key: number): Promise<T> {
    const shared = this.waiting.get(key);
    if (shared) return shared;
    const running = this.running.get(key);
    if (!running) return this.begin(key);
    const next = running.then(() => {
      this.waiting.delete(key);
      return this.begin(key);
    });
    this.waiting.set(key, next);
    return next;
  }

  private begin(key: number): Promise<T> {
    const load = this.load(key);
    const settled = load.then(
      () => {},
      () => {},
    );
    const running: Promise<unknown> = settled.then(() => {
      if (this.running.get(key) === running) this.running.delete(key);
    });
    this.running.set(key, running);
    return load;
  }
}
