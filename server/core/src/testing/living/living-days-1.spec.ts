import { LivingDays } from './living-days.js';

const days = new LivingDays(1, 250);

describe('living days, 1 of 4', () => {
  it.each(days.parts(10))('R1–R14: every invariant holds after every step of seeds %i to %i', (first, last) => {
    days.live(first, last);
  });

  it('R4–R11: everything that can happen to a branch happened, many times', () => {
    expect(days.reports).toHaveLength(250);
    expect(days.missing()).toEqual([]);
  });
});
