import * as fc from 'fast-check';

import { MINUTE, NINE_O_CLOCK } from '../testing/builders.js';
import { minutesUntil, tellBound, type ToldBound } from './told-bound.js';

const at = (minutes: number): number => NINE_O_CLOCK + minutes * MINUTE;
const told = (minutes: number, raised: ToldBound['raised'] = null): ToldBound => ({ by: at(minutes), raised });

const wait = (minutes: number, high: number) => ({ minutes, high });

describe('tellBound', () => {
  it('R8: the first bound is the end of the range, in whole minutes and never before it', () => {
    expect(tellBound(null, wait(25, 36), at(0))).toEqual(told(36));
    expect(tellBound(null, wait(25, 36), at(0) + 20_000)).toEqual(told(37));
    expect(minutesUntil(told(37), at(0) + 20_000)).toBe(36);
  });

  it('R8: it comes down where that is worth saying, with a little to spare, and not for jitter', () => {
    expect(tellBound(told(40), wait(10, 20), at(0))).toEqual(told(24));
    const same = told(40);
    expect(tellBound(same, wait(20, 30), at(0))).toBe(same); // a quarter of what is left
    expect(tellBound(told(10), wait(1, 5), at(0))).toEqual(told(10)); // five minutes
  });

  it('R8: it is held while it is likely to hold', () => {
    const same = told(30);
    expect(tellBound(same, wait(20, 32), at(0))).toBe(same);
    expect(tellBound(same, wait(26, 42), at(0))).toBe(same);
  });

  it('R8: it rises only saying so, with what was said before', () => {
    expect(tellBound(told(30), wait(27, 42), at(0))).toEqual(told(42, { at: at(0), before: at(30) }));
    const raised = told(42, { at: at(0), before: at(35) });
    expect(tellBound(raised, wait(38, 50), at(5))).toEqual(told(55, { at: at(5), before: at(42) }));
  });

  it('R8: what was said of a rise stays until the bound is back at what was said before', () => {
    const raised = told(42, { at: at(0), before: at(30) });
    expect(tellBound(raised, wait(15, 27), at(0))).toEqual({ ...raised, by: at(33) });
    expect(tellBound(raised, wait(15, 25), at(0))).toEqual(told(30));
    expect(tellBound(raised, wait(10, 20), at(0))).toEqual(told(24));
  });

  it('R8: who still waits when the bound has passed is told another', () => {
    expect(tellBound(told(10), wait(0, 0), at(10) + 1)).toEqual(told(11, { at: at(10) + 1, before: at(10) }));
  });

  it('R8: whatever is forecast, it never rises unsaid, and nothing new is told twice', () => {
    let rises = 0;
    let falls = 0;
    const steps = fc.array(
      fc.record({
        passed: fc.integer({ min: 0, max: 6 * MINUTE }),
        minutes: fc.nat({ max: 90 }),
        more: fc.nat({ max: 40 }),
      }),
      { minLength: 2, maxLength: 40 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        let now = NINE_O_CLOCK;
        let bound: ToldBound | null = null;
        const said: number[] = [];
        for (const { passed, minutes, more } of all) {
          now += passed;
          const expected = wait(minutes, minutes + more);
          const next = tellBound(bound, expected, now);
          expect(next.by % MINUTE).toBe(0);
          expect(next.by).toBeGreaterThanOrEqual(now + minutes * MINUTE); // never before what is expected
          expect(tellBound(next, expected, now)).toBe(next);
          if (bound && next.by > bound.by) {
            expect(next.raised).toEqual({ at: now, before: bound.by });
            rises++;
          }
          if (bound && next.by < bound.by) falls++;
          if (next.raised) {
            expect(said).toContain(next.raised.before);
            expect(next.raised.before).toBeLessThan(next.by);
          }
          said.push(next.by);
          bound = next;
        }
      }),
    );
    expect(rises).toBeGreaterThan(100);
    expect(falls).toBeGreaterThan(100);
  });
});
