import * as fc from 'fast-check';

import { MINUTE, NINE_O_CLOCK } from '../testing/builders.js';
import { minutesUntil, tellBound, type ToldBound } from './told-bound.js';

const at = (minutes: number): number => NINE_O_CLOCK + minutes * MINUTE;
const told = (minutes: number, raised: ToldBound['raised'] = null): ToldBound => ({ by: at(minutes), raised });

describe('tellBound', () => {
  it('R8: the first bound is the end of the range, in whole minutes and never before it', () => {
    expect(tellBound(null, 36, at(0))).toEqual(told(36));
    expect(tellBound(null, 36, at(0) + 20_000)).toEqual(told(37));
    expect(minutesUntil(told(37), at(0) + 20_000)).toBe(36);
  });

  it('R8: it comes down where that is worth saying, and not for jitter', () => {
    expect(tellBound(told(30), 20, at(0))).toEqual(told(20));
    const same = told(30);
    expect(tellBound(same, 28, at(0))).toBe(same); // 2 minutes
    expect(tellBound(told(60), 55, at(0))).toEqual(told(60)); // less than 10 %
  });

  it('R8: it is held while it is nearly right', () => {
    const same = told(30);
    expect(tellBound(same, 32, at(0))).toBe(same);
    expect(tellBound(same, 30, at(2))).toBe(same);
    expect(tellBound(told(4), 6, at(0))).toEqual(told(6, { at: at(0), before: at(4) })); // more than a quarter of what is left
  });

  it('R8: it rises only saying so, with what was said before', () => {
    expect(tellBound(told(35), 42, at(0))).toEqual(told(42, { at: at(0), before: at(35) }));
    const raised = told(42, { at: at(0), before: at(35) });
    expect(tellBound(raised, 50, at(5))).toEqual(told(55, { at: at(5), before: at(42) }));
  });

  it('R8: what was said of a rise stays until the bound is back at what was said before', () => {
    const raised = told(42, { at: at(0), before: at(35) });
    expect(tellBound(raised, 37, at(0))).toEqual({ ...raised, by: at(37) });
    expect(tellBound(raised, 35, at(0))).toEqual(told(35));
    expect(tellBound(raised, 30, at(0))).toEqual(told(30));
  });

  it('R8: who still waits when the bound has passed is told another', () => {
    expect(tellBound(told(10), 0, at(10) + 1)).toEqual(told(11, { at: at(10) + 1, before: at(10) }));
  });

  it('R8: whatever is forecast, it never rises unsaid, and nothing new is told twice', () => {
    let rises = 0;
    let falls = 0;
    const steps = fc.array(fc.record({ passed: fc.integer({ min: 0, max: 6 * MINUTE }), high: fc.nat({ max: 90 }) }), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(steps, (all) => {
        let now = NINE_O_CLOCK;
        let bound: ToldBound | null = null;
        const said: number[] = [];
        for (const { passed, high } of all) {
          now += passed;
          const next = tellBound(bound, high, now);
          expect(next.by % MINUTE).toBe(0);
          expect(next.by).toBeGreaterThanOrEqual(now);
          expect(next.by).toBeGreaterThanOrEqual(now + high * MINUTE - 2 * MINUTE); // never far too early
          expect(tellBound(next, high, now)).toBe(next);
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
