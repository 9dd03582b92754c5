import * as fc from 'fast-check';

import { MINUTE } from '../testing/builders.js';
import { seeded, type Random } from '../testing/random.js';
import { calibrate, correct, promise, type Calibration, type RawForecast } from './range.js';

const minutes = fc.double({ min: 0, max: 300, noNaN: true });
const raws = fc.tuple(minutes, minutes, minutes).map((three): RawForecast => {
  const [low = 0, middle = 0, high = 0] = three.sort((a, b) => a - b);
  return { waitMs: middle * MINUTE, lowMs: low * MINUTE, highMs: high * MINUTE };
});
const ends = fc.double({ min: -3, max: 3, noNaN: true });
const calibrations = fc.option(
  fc.record({ weight: fc.integer({ min: 0, max: 400 }), middle: ends, low: ends, high: ends }),
);
const waits = fc.double({ min: 0, max: 600, noNaN: true }).map((wait) => wait * MINUTE);

/** Somebody for whom the courses say 10, 8 to 13 minutes. */
const raw: RawForecast = { waitMs: 10 * MINUTE, lowMs: 8 * MINUTE, highMs: 13 * MINUTE };

describe('the range that is told', () => {
  it('R8: whole minutes, never below zero, and the estimate lies in it', () => {
    fc.assert(
      fc.property(raws, calibrations, (one, calibration) => {
        const { minutes: told, low, high } = promise(one, calibration);
        expect([told, low, high].every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
        expect(low).toBeLessThanOrEqual(told);
        expect(told).toBeLessThanOrEqual(high);
        const exact = correct(one, calibration);
        expect(exact.lowMs).toBeLessThanOrEqual(exact.waitMs);
        expect(exact.waitMs).toBeLessThanOrEqual(exact.highMs);
      }),
    );
  });

  it('R8: nobody who waits is told "0 to 0", whatever was learned; where a desk is free everybody is', () => {
    fc.assert(
      fc.property(raws, calibrations, (one, calibration) => {
        expect(promise({ ...one, highMs: Math.max(1, one.highMs) }, calibration).high).toBeGreaterThan(0);
        expect(promise({ waitMs: 0, lowMs: 0, highMs: 0 }, calibration)).toEqual({ minutes: 0, low: 0, high: 0 });
      }),
    );
  });

  it('R8: a longer wait is never told as a shorter one, with the same spread and the same experience', () => {
    fc.assert(
      fc.property(raws, calibrations, waits, (one, calibration, more) => {
        const later = { waitMs: one.waitMs + more, lowMs: one.lowMs + more, highMs: one.highMs + more };
        const [first, second] = [promise(one, calibration), promise(later, calibration)];
        if (one.highMs === 0) return;
        expect(second.minutes).toBeGreaterThanOrEqual(first.minutes);
        expect(second.low).toBeGreaterThanOrEqual(first.low);
        expect(second.high).toBeGreaterThanOrEqual(first.high);
      }),
    );
  });

  it('R8: one wait moves what is told next by little, however long it was', () => {
    fc.assert(
      fc.property(calibrations, raws, waits, (calibration, one, actualMs) => {
        const next = calibrate(calibration, { ...promise(one, calibration), raw: one }, actualMs);
        const [before, after] = [promise(raw, calibration), promise(raw, next)];
        expect(Math.abs(after.minutes - before.minutes)).toBeLessThanOrEqual(1);
        expect(Math.abs(after.high - before.high)).toBeLessThanOrEqual(3);
        expect(Math.abs(after.low - before.low)).toBeLessThanOrEqual(3);
      }),
    );
  });

  it('R8: when a desk was free there was no promise, and nothing is learned', () => {
    const known: Calibration = { weight: 5, middle: 0.1, low: 0.2, high: 0.3 };
    const free = { waitMs: 0, lowMs: 0, highMs: 0 };
    expect(calibrate(known, { ...promise(free, known), raw: free }, 0)).toEqual(known);
  });
});

/** Errors in minutes, of several shapes, none of them what the courses say. */
const SHAPES: Record<string, (random: Random) => number> = {
  'evenly spread': (random) => 30 * random.next() - 15,
  'always too short': (random) => 5 + 4 * random.next(),
  'with a long tail': (random) => -3 * Math.log(1 - random.next()) - 2,
  'in two lumps': (random) => (random.chance(0.5) ? -6 : 9) + random.next(),
  'smaller than a minute': (random) => 0.4 * random.next() - 0.2,
};

describe('what the range learns', () => {
  it.each(Object.entries(SHAPES))('R8: errors %s: it comes to rest where it holds about 80 of 100', (name, shape) => {
    const random = seeded(7);
    let calibration: Calibration | null = null;
    let held = 0;
    const rounds = 4000;
    for (let round = 0; round < 2 * rounds; round++) {
      const waitMs = random.between(20, 60) * MINUTE;
      const one = { waitMs, lowMs: waitMs - 4 * MINUTE, highMs: waitMs + 4 * MINUTE };
      const actualMs = waitMs + shape(random) * MINUTE;
      const told = promise(one, calibration);
      if (round >= rounds && actualMs >= told.low * MINUTE && actualMs <= told.high * MINUTE) held += 1;
      calibration = calibrate(calibration, { ...told, raw: one }, actualMs);
    }
    // Whole minutes cannot be narrower than one: errors of seconds are held more often.
    expect(held / rounds).toBeGreaterThan(0.77);
    expect(held / rounds).toBeLessThan(name === 'smaller than a minute' ? 1 : 0.83);
  });

  it('R8: an estimate that is always too short is corrected until half of the waits are longer', () => {
    const random = seeded(3);
    let calibration: Calibration | null = null;
    for (let round = 0; round < 3000; round++) {
      const actualMs = (14 + 2 * random.next()) * MINUTE;
      calibration = calibrate(calibration, { ...promise(raw, calibration), raw }, actualMs);
    }
    expect(correct(raw, calibration).waitMs / MINUTE).toBeGreaterThan(14);
    expect(correct(raw, calibration).waitMs / MINUTE).toBeLessThan(16);
  });
});
