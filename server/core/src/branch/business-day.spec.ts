import * as fc from 'fast-check';
import { dates, timeZones } from '../testing/arbitraries.js';
import { HOUR, MINUTE, SANTIAGO } from '../testing/builders.js';
import { addDays, businessDay, instantOf, localTime } from './business-day.js';

const at = (iso: string): number => Date.parse(iso);

// Chile puts its clocks back on the first Sunday of April and forward on the first Sunday of September, both at the
// 24:00 of the Saturday: that Saturday has its last hour twice, and that Sunday begins at 01:00.
const BACK = at('2026-04-05T03:00Z'); // Saturday the 4th, 24:00 → 23:00
const FORWARD = at('2026-09-06T04:00Z'); // Saturday the 5th, 24:00 → Sunday the 6th, 01:00

describe('business day', () => {
  it.each([
    ['midnight in Greenwich is the evening before', '2026-03-17T00:00Z', '2026-03-16', 21 * 60],
    ['five in the afternoon of a US branch', '2026-03-17T02:59Z', '2026-03-16', 23 * 60 + 59],
    ['midnight in Santiago, summer', '2026-03-17T03:00Z', '2026-03-17', 0],
    ['one minute before midnight, winter', '2026-06-16T03:59Z', '2026-06-15', 23 * 60 + 59],
    ['midnight in Santiago, winter', '2026-06-16T04:00Z', '2026-06-16', 0],
    ['the last second of the year', '2026-01-01T02:59:59.999Z', '2025-12-31', 23 * 60 + 59],
  ])('R2: %s', (_what, iso, date, minutes) => {
    expect(businessDay(at(iso), SANTIAGO)).toBe(date);
    expect(localTime(at(iso), SANTIAGO)).toMatchObject({ date, minutes });
  });

  it('R2: the clock goes back: the same Saturday goes on for another hour', () => {
    expect(localTime(BACK - 1, SANTIAGO)).toEqual({ date: '2026-04-04', weekday: 6, minutes: 23 * 60 + 59 });
    expect(localTime(BACK, SANTIAGO)).toEqual({ date: '2026-04-04', weekday: 6, minutes: 23 * 60 });
    expect(localTime(BACK + HOUR, SANTIAGO)).toEqual({ date: '2026-04-05', weekday: 0, minutes: 0 });
  });

  it('R2: the clock goes forward: Sunday begins at one', () => {
    expect(localTime(FORWARD - 1, SANTIAGO)).toEqual({ date: '2026-09-05', weekday: 6, minutes: 23 * 60 + 59 });
    expect(localTime(FORWARD, SANTIAGO)).toEqual({ date: '2026-09-06', weekday: 0, minutes: 60 });
  });

  it.each([
    ['Pacific/Tongatapu', '2026-03-16T11:00Z', '2026-03-17'], // UTC+13
    ['Pacific/Tongatapu', '2026-03-16T10:59Z', '2026-03-16'],
    ['Pacific/Pago_Pago', '2026-03-16T10:59Z', '2026-03-15'], // UTC-11
    ['Pacific/Pago_Pago', '2026-03-16T11:00Z', '2026-03-16'],
    ['Pacific/Kiritimati', '2026-03-16T10:00Z', '2026-03-17'], // UTC+14
  ])('R2: %s at %s is on %s', (zone, iso, date) => {
    expect(businessDay(at(iso), zone)).toBe(date);
  });

  it('R2: an unknown zone is an error, not UTC', () => {
    expect(() => businessDay(0, 'America/Macondo')).toThrow(RangeError);
  });

  it('R2: days are counted over months, leap days and changes of the clock', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(addDays('2026-04-04', 1)).toBe('2026-04-05');
    expect(addDays('2026-09-05', 2)).toBe('2026-09-07');
  });
});

describe('instantOf', () => {
  it.each([
    ['nine in summer', '2026-03-16', 9 * 60, '2026-03-16T12:00Z'],
    ['nine in winter', '2026-06-16', 9 * 60, '2026-06-16T13:00Z'],
    ['24:00 is the midnight after', '2026-06-16', 24 * 60, '2026-06-17T04:00Z'],
    ['a time that happens twice is the first', '2026-04-04', 23 * 60 + 30, '2026-04-05T02:30Z'],
    ['24:00 of the long day comes after both', '2026-04-04', 24 * 60, '2026-04-05T04:00Z'],
    ['nine of the long day', '2026-04-04', 9 * 60, '2026-04-04T12:00Z'],
    ['nine after the long day', '2026-04-05', 9 * 60, '2026-04-05T13:00Z'],
    ['a skipped time is the change', '2026-09-06', 30, '2026-09-06T04:00Z'],
    ['a skipped midnight is the change', '2026-09-06', 0, '2026-09-06T04:00Z'],
    ['24:00 before a skipped hour', '2026-09-05', 24 * 60, '2026-09-06T04:00Z'],
    ['the end of the skipped hour', '2026-09-06', 60, '2026-09-06T04:00Z'],
    ['nine of the short day', '2026-09-06', 9 * 60, '2026-09-06T12:00Z'],
  ])('R4: %s', (_what, date, minutes, iso) => {
    expect(new Date(instantOf(date, minutes, SANTIAGO)).toISOString()).toBe(new Date(iso).toISOString());
  });

  it('R2: the business day of an instant of a date is that date, in every zone', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 1439 }), timeZones, (date, minutes, zone) => {
        expect(businessDay(instantOf(date, minutes, zone), zone)).toBe(date);
      }),
      { numRuns: 1500 },
    );
  });

  it('R4: the wall clock shows the time asked for, unless the clock skipped it', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 1439 }), timeZones, (date, minutes, zone) => {
        const instant = instantOf(date, minutes, zone);
        const shown = localTime(instant, zone).minutes;
        if (shown === minutes) return;
        // Skipped: this is the first minute after the gap, and the minute before was before it.
        expect(shown).toBeGreaterThan(minutes);
        const before = localTime(instant - MINUTE, zone);
        expect(before.date < date || before.minutes < minutes).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it('R4: later on the wall clock is never earlier in time', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 1439 }), fc.nat(120), timeZones, (date, minutes, more, zone) => {
        expect(instantOf(date, minutes + more, zone)).toBeGreaterThanOrEqual(instantOf(date, minutes, zone));
      }),
    );
  });

  it.each([BACK, FORWARD])(
    'R2: every minute of a day of change belongs to one day, and days follow each other',
    (change) => {
      let previous = businessDay(change - 36 * HOUR, SANTIAGO);
      for (let instant = change - 36 * HOUR; instant < change + 36 * HOUR; instant += MINUTE) {
        const date = businessDay(instant, SANTIAGO);
        expect([previous, addDays(previous, 1)]).toContain(date);
        previous = date;
      }
    },
  );
});
