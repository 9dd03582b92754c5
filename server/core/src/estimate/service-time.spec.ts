import * as fc from 'fast-check';

import { MINUTE } from '../testing/builders.js';
import { expectedServiceMs, learn, remainingServiceMs, type Learned } from './service-time.js';

const means = fc.integer({ min: MINUTE, max: 60 * MINUTE });

describe('what is expected of a service time', () => {
  it('R8: without experience the configured average; with much of it, the experience', () => {
    expect(expectedServiceMs(5 * MINUTE, null)).toBe(5 * MINUTE);
    let learned: Learned | null = null;
    for (let i = 0; i < 10; i++) learned = learn(5 * MINUTE, learned, 9 * MINUTE);
    expect(expectedServiceMs(5 * MINUTE, learned)).toBeCloseTo(7 * MINUTE, 0);
    for (let i = 0; i < 400; i++) learned = learn(5 * MINUTE, learned, 9 * MINUTE);
    expect(expectedServiceMs(5 * MINUTE, learned)).toBeGreaterThan(8.8 * MINUTE);
  });

  it('R8: a desk that was forgotten over lunch does not double what everybody is told', () => {
    let learned: Learned | null = null;
    for (let i = 0; i < 50; i++) learned = learn(5 * MINUTE, learned, 5 * MINUTE);
    learned = learn(5 * MINUTE, learned, 600 * MINUTE);
    expect(expectedServiceMs(5 * MINUTE, learned)).toBeLessThan(5.5 * MINUTE);
  });

  it('R8: who begins has the mean before them; who is late has longer, and never less than nothing', () => {
    fc.assert(
      fc.property(means, fc.double({ min: 0, max: 30, noNaN: true }), (mean, share) => {
        const left = remainingServiceMs(mean, share * mean);
        expect(left).toBeGreaterThan(0);
        expect(left).toBeLessThanOrEqual(share * mean + 1.5 * mean);
      }),
    );
    expect(remainingServiceMs(5 * MINUTE, 0)).toBe(5 * MINUTE);
    expect(remainingServiceMs(5 * MINUTE, 2 * MINUTE)).toBeLessThan(5 * MINUTE);
    expect(remainingServiceMs(5 * MINUTE, 40 * MINUTE)).toBeGreaterThan(5 * MINUTE);
  });
});
