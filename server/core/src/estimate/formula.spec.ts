import * as fc from 'fast-check';
import { formulaEstimate, NO_WAIT } from './formula.js';

const positions = fc.integer({ min: 1, max: 300 });
const averages = fc.integer({ min: 1, max: 120 });

describe('formulaEstimate', () => {
  it.each([
    [5, 5, 25],
    [1, 5, 5],
    [1, 15, 15],
    [3, 20, 60],
    [2, 30, 60],
  ])('R8: position %i at an average of %i is %i minutes', (position, average, minutes) => {
    expect(formulaEstimate(position, average).minutes).toBe(minutes);
  });

  it.each([0, -1])('R4: who does not wait (position %i) has no wait', (position) => {
    expect(formulaEstimate(position, 5)).toEqual(NO_WAIT);
    expect(NO_WAIT).toEqual({ minutes: 0, low: 0, high: 0 });
  });

  it('R8: the range holds the estimate, in whole minutes and never below zero', () => {
    fc.assert(
      fc.property(positions, averages, (position, average) => {
        const { minutes, low, high } = formulaEstimate(position, average);
        expect([minutes, low, high].every(Number.isInteger)).toBe(true);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThan(minutes);
        expect(high).toBeGreaterThan(minutes);
      }),
    );
  });

  it('R8: one place further back, or a slower queue, is never a shorter wait', () => {
    fc.assert(
      fc.property(positions, averages, (position, average) => {
        const here = formulaEstimate(position, average);
        for (const worse of [formulaEstimate(position + 1, average), formulaEstimate(position, average + 1)]) {
          expect(worse.minutes).toBeGreaterThan(here.minutes);
          expect(worse.high).toBeGreaterThanOrEqual(here.high);
          expect(worse.low).toBeGreaterThanOrEqual(here.low);
        }
      }),
    );
  });
});
