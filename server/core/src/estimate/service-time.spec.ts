import * as fc from 'fast-check';

import { MINUTE } from '../testing/builders.js';
import { expectedServiceMs, expectedSpread, lastsLonger, learn, lengthAt, type Learned } from './service-time.js';

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

  it('R8: how much they vary is learned too, from what the reference branch shows', () => {
    expect(expectedSpread(5 * MINUTE, null)).toEqual({ meanMs: 5 * MINUTE, cv: 0.7 });
    let same: Learned | null = null;
    let varied: Learned | null = null;
    for (let i = 0; i < 400; i++) {
      same = learn(5 * MINUTE, same, 5 * MINUTE);
      varied = learn(5 * MINUTE, varied, (i % 5 === 0 ? 17 : 2) * MINUTE);
    }
    expect(expectedSpread(5 * MINUTE, same).cv).toBeLessThan(0.15);
    expect(expectedSpread(5 * MINUTE, varied).cv).toBeGreaterThan(1);
  });

  it('R8: the share of the lengths that a length exceeds is that share, however long it has lasted', () => {
    const cvs = fc.double({ min: 0.2, max: 1.5, noNaN: true });
    const shares = fc.double({ min: 0.02, max: 0.98, noNaN: true });
    fc.assert(
      fc.property(means, cvs, shares, fc.double({ min: 0, max: 3, noNaN: true }), (meanMs, cv, share, lasted) => {
        const spread = { meanMs, cv };
        const elapsed = lasted * meanMs;
        const length = lengthAt(spread, share, elapsed);
        expect(length).toBeGreaterThanOrEqual(elapsed);
        const longer = lastsLonger(spread, elapsed);
        if (longer > 1e-3) expect(lastsLonger(spread, length) / longer).toBeCloseTo(1 - share, 2);
      }),
    );
  });

  it('R8: who is late will be later still: nobody is nearly done because they are late', () => {
    const spread = { meanMs: 5 * MINUTE, cv: 0.7 };
    const left = (elapsed: number): number => lengthAt(spread, 0.5, elapsed) - elapsed;
    expect(left(2 * MINUTE)).toBeLessThan(left(0));
    expect(left(40 * MINUTE)).toBeGreaterThan(left(10 * MINUTE));
    expect(left(600 * MINUTE)).toBeGreaterThan(left(40 * MINUTE));
    expect(lengthAt({ meanMs: 5 * MINUTE, cv: 0 }, 0.3)).toBe(5 * MINUTE);
  });
});
