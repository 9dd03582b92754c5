import { MovingMean } from './moving-mean.js';

describe('a moving mean', () => {
  it('follows what is typical, and one that hangs counts as the most that one may', () => {
    const mean = new MovingMean(0.1, 250);
    expect(mean.value).toBe(0);
    for (let i = 0; i < 100; i++) mean.add(10);
    expect(mean.value).toBeCloseTo(10, 2);
    mean.add(60_000);
    expect(mean.value).toBeCloseTo(34, 1);
  });
});
