/** Seconds that those who are refused are told at least to stay away, in turn up to this: not all come back together. */
const SPREAD = 3;
const SPREAD_MOST = 30;
/** A second's more refusals than `SPREAD` times this and who is refused stays away for longer. */
const REFUSED_A_SECOND = 20;

/**
 * When those who are refused shall come again. Refusing is work as well: ten thousand who come again every two seconds
 * take a core for themselves, and whoever is served waits for it. The more were refused a moment ago the longer all stay
 * away (adr/0023).
 */
export class ComeBack {
  private second = 0;
  private lately = 0;
  private now = 0;
  private turn = 0;

  /** `clock`: real ms. */
  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** Seconds; counts one more who is refused. `soon`: for whom it is always a moment. */
  after(soon: boolean): number {
    const second = Math.floor(this.clock() / 1000);
    if (second !== this.second) {
      this.lately = second === this.second + 1 ? this.now : 0;
      this.second = second;
      this.now = 0;
    }
    this.now += 1;
    const many = Math.ceil(Math.max(this.lately, this.now) / REFUSED_A_SECOND);
    const spread = soon ? SPREAD : Math.min(Math.max(many, SPREAD), SPREAD_MOST);
    return 1 + (this.turn++ % spread);
  }
}
