import { ManualClock } from './clock.js';
import { RateLimiter } from './rate-limiter.js';

const SECOND = 1_000;

describe('RateLimiter', () => {
  const limiter = (rateLimitFactor = 1): { clock: ManualClock; limits: RateLimiter } => {
    const clock = new ManualClock(0);
    return { clock, limits: new RateLimiter({ rateLimitFactor }, clock) };
  };

  it('CONTRACT: at no moment more than the limit in 60 s, and says when there is room again', () => {
    const { clock, limits } = limiter();
    expect(limits.take('a', 2)).toBe(0);
    clock.advance(30 * SECOND);
    expect(limits.take('a', 2)).toBe(0);
    expect(limits.take('a', 2)).toBe(30);
    expect(limits.take('b', 2)).toBe(0);
    clock.advance(29_999);
    expect(limits.take('a', 2)).toBe(1);
    clock.advance(1);
    // The first is a minute old; the refused ones never counted.
    expect(limits.take('a', 2)).toBe(0);
    expect(limits.take('a', 2)).toBe(30);
  });

  it('CONTRACT: RATE_LIMIT_FACTOR multiplies, at least one is allowed, and 0 is no limit', () => {
    const taken = (factor: number): number => {
      const { limits } = limiter(factor);
      return Array.from({ length: 100 }, () => limits.take('a', 10)).filter((wait) => wait === 0).length;
    };
    expect([0.001, 0.5, 1, 3, 0].map(taken)).toEqual([1, 5, 10, 30, 100]);
  });

  it('CONTRACT: many addresses do not grow the memory for ever', () => {
    const { clock, limits } = limiter();
    for (let i = 0; i < 50_000; i++) void limits.take(`address ${i}`, 5);
    expect(limits.size).toBe(20_000);
    // Those who come again are not the ones that are forgotten.
    for (let i = 0; i < 4; i++) void limits.take('regular', 5);
    for (let i = 0; i < 19_999; i++) void limits.take(`more ${i}`, 5);
    expect(limits.take('regular', 5)).toBe(0);
    expect(limits.take('regular', 5)).toBe(60);
    clock.advance(60 * SECOND);
    void limits.take('the last', 5);
    expect(limits.size).toBe(1);
  });
});
