/** Counts by name. */
export class Tally extends Map<string, number> {
  add(what: string, times = 1): void {
    this.set(what, this.of(what) + times);
  }

  of(what: string): number {
    return this.get(what) ?? 0;
  }

  addAll(other: ReadonlyMap<string, number>): void {
    for (const [what, times] of other) this.add(what, times);
  }
}
