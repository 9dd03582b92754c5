/**
 * Commands of one branch wait for their turn here before they ask for a connection. The branch lock would make them wait
 * all the same, but inside the database, each with a connection in hand: a burst at one branch would then take the whole
 * pool from the others. With several processes the lock decides between them as before.
 */
export class Turns {
  private readonly last = new Map<number, Promise<unknown>>();

  /** Runs `work` after what was asked for this branch before it; a failure of that is not its concern. */
  async take<T>(branchId: number, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(branchId) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.last.set(branchId, mine);
    try {
      return await mine;
    } finally {
      if (this.last.get(branchId) === mine) this.last.delete(branchId);
    }
  }
}
