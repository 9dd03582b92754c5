/** How long something takes at present, ms: a mean in which the latest counts most. */
export class MovingMean {
  value = 0;

  /** `share`: how much one more counts. `mostMs`: the most that one can say; one that hangs is no measure. */
  constructor(
    private readonly share: number,
    private readonly mostMs: number,
  ) {}

  add(ms: number): void {
    this.value += (Math.min(ms, this.mostMs) - this.value) * this.share;
  }
}
