import { ComeBack } from './come-back.js';

describe('when those who are refused shall come again', () => {
  let now = 0;
  const comeBack = () => new ComeBack(() => now);
  const refused = (times: ComeBack, count: number, soon = false): number[] =>
    Array.from({ length: count }, () => times.after(soon));

  it('R14: in one to three seconds, not all together', () => {
    expect(refused(comeBack(), 6)).toEqual([1, 2, 3, 1, 2, 3]);
  });

  it('R14: the more were refused a moment ago the later, but within half a minute', () => {
    const times = comeBack();
    refused(times, 200);
    expect(Math.max(...refused(times, 20))).toBe(11);
    now += 1000;
    expect(Math.max(...refused(times, 20))).toBe(11);
    refused(times, 5_000);
    expect(Math.max(...refused(times, 60))).toBe(30);
    now += 5000;
    expect(Math.max(...refused(times, 20))).toBe(3);
  });

  it('R7: a desk stays away for a moment only', () => {
    const times = comeBack();
    refused(times, 5_000);
    expect(Math.max(...refused(times, 20, true))).toBe(3);
  });
});
