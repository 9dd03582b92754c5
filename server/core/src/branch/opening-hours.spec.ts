import * as fc from 'fast-check';
import { dates, timeZones } from '../testing/arbitraries.js';
import { MINUTE, SANTIAGO } from '../testing/builders.js';
import { addDays, businessDay, instantOf } from './business-day.js';
import {
  closingTime,
  holidayName,
  isOpen,
  nextClosing,
  nextOpening,
  type OpeningHours,
  type OpeningSpan,
} from './opening-hours.js';

const at = (iso: string): number => Date.parse(iso);
const iso = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString());

const morning: OpeningSpan[] = [{ from: '09:00', to: '14:00' }];
const BANK: OpeningHours = {
  week: { 1: morning, 2: morning, 3: [...morning, { from: '15:30', to: '17:00' }], 4: morning, 5: morning },
  days: { '2026-04-03': [], '2026-04-04': [{ from: '10:00', to: '12:00' }] }, // Good Friday; an extra Saturday
};
const allDay: OpeningSpan[] = [{ from: '00:00', to: '24:00' }];
const ALWAYS: OpeningHours = {
  week: { 0: allDay, 1: allDay, 2: allDay, 3: allDay, 4: allDay, 5: allDay, 6: allDay },
};

describe('opening hours', () => {
  it.each([
    ['a minute before opening', '2026-03-16T11:59Z', false],
    ['at opening', '2026-03-16T12:00Z', true],
    ['a second before closing', '2026-03-16T16:59:59Z', true],
    ['at closing', '2026-03-16T17:00Z', false],
    ['in the break of Wednesday', '2026-03-18T18:00Z', false],
    ['in the second span of Wednesday', '2026-03-18T18:30Z', true],
    ['on Sunday', '2026-03-15T13:00Z', false],
    ['on a holiday', '2026-04-03T13:00Z', false],
    ['on a Saturday with hours of its own', '2026-04-04T13:30Z', true],
    ['at nine of summer time, in winter', '2026-06-15T12:30Z', false],
    ['at nine of winter', '2026-06-15T13:00Z', true],
  ])('R4: %s: open is %p for %s', (_what, instant, open) => {
    expect(isOpen(BANK, at(instant), SANTIAGO)).toBe(open);
  });

  it('R4: without hours it is always open, and has neither opening nor closing time', () => {
    expect(isOpen(null, 0, SANTIAGO)).toBe(true);
    expect(nextOpening(null, 0, SANTIAGO)).toBeNull();
    expect(nextClosing(null, 0, SANTIAGO)).toBeNull();
    expect(closingTime(null, '2026-03-16', SANTIAGO)).toBeNull();
  });

  const HOLIDAYS: OpeningHours = {
    week: null,
    days: { '2026-04-03': [], '2026-12-24': morning },
    names: { '2026-04-03': 'Viernes Santo' },
  };

  it('R4: without a week it is open around the clock, but for its holidays', () => {
    expect(isOpen(HOLIDAYS, at('2026-04-02T23:00Z'), SANTIAGO)).toBe(true);
    expect(isOpen(HOLIDAYS, at('2026-04-03T15:00Z'), SANTIAGO)).toBe(false);
    expect(iso(nextOpening(HOLIDAYS, at('2026-04-03T15:00Z'), SANTIAGO))).toBe('2026-04-04T03:00:00.000Z');
    expect([holidayName(HOLIDAYS, '2026-04-03'), holidayName(HOLIDAYS, '2026-04-04')]).toEqual(['Viernes Santo', null]);
    expect(holidayName(null, '2026-04-03')).toBeNull();
  });

  it('R4: it does not close at a midnight after which it is open', () => {
    expect(iso(nextClosing(HOLIDAYS, at('2026-04-01T15:00Z'), SANTIAGO))).toBe('2026-04-03T03:00:00.000Z');
    expect(nextClosing(ALWAYS, at('2026-04-01T15:00Z'), SANTIAGO)).toBeNull();
    const night: OpeningHours = { week: { 3: allDay, 4: [{ from: '00:00', to: '06:00' }] } };
    expect(iso(nextClosing(night, at('2026-03-18T15:00Z'), SANTIAGO))).toBe('2026-03-19T09:00:00.000Z');
  });

  it.each([
    ['in the morning', '2026-03-16T12:00Z', '2026-03-16T17:00:00.000Z'],
    ['before the break', '2026-03-18T16:59Z', '2026-03-18T17:00:00.000Z'],
    ['after the break', '2026-03-18T18:30Z', '2026-03-18T20:00:00.000Z'],
    ['while it is closed', '2026-03-18T18:00Z', null],
  ])('R4: the span it is open in ends, %s', (_what, now, wanted) => {
    expect(iso(nextClosing(BANK, at(now), SANTIAGO))).toBe(wanted);
  });

  it.each([
    ['the same morning', '2026-03-16T05:00Z', '2026-03-16T12:00:00.000Z'],
    ['after the break', '2026-03-18T18:00Z', '2026-03-18T18:30:00.000Z'],
    ['the next day', '2026-03-16T17:00Z', '2026-03-17T12:00:00.000Z'],
    ['over the weekend', '2026-03-20T17:00Z', '2026-03-23T12:00:00.000Z'],
    ['over the holiday', '2026-04-02T17:00Z', '2026-04-04T13:00:00.000Z'],
    ['over the end of summer time', '2026-04-04T15:00Z', '2026-04-06T13:00:00.000Z'],
    ['over the beginning of summer time', '2026-09-04T22:00Z', '2026-09-07T12:00:00.000Z'],
    ['late in the evening, which is tomorrow in Greenwich', '2026-03-17T01:00Z', '2026-03-17T12:00:00.000Z'],
  ])('R4: the next opening is %s', (_what, instant, opens) => {
    expect(iso(nextOpening(BANK, at(instant), SANTIAGO))).toBe(opens);
  });

  it('R4: no opening is promised beyond two weeks', () => {
    expect(nextOpening({ week: {} }, at('2026-03-16T12:00Z'), SANTIAGO)).toBeNull();
    const far: OpeningHours = { week: {}, days: { '2026-03-30': morning, '2026-03-31': morning } };
    expect(iso(nextOpening(far, at('2026-03-16T12:00Z'), SANTIAGO))).toBe('2026-03-30T12:00:00.000Z');
    expect(nextOpening({ week: {}, days: { '2026-03-31': morning } }, at('2026-03-16T12:00Z'), SANTIAGO)).toBeNull();
  });

  it.each([
    ['one span', '2026-03-16', '2026-03-16T17:00:00.000Z'],
    ['two spans', '2026-03-18', '2026-03-18T20:00:00.000Z'],
    ['a Sunday', '2026-03-15', null],
    ['a holiday', '2026-04-03', null],
    ['a day with hours of its own', '2026-04-04', '2026-04-04T15:00:00.000Z'],
    ['winter', '2026-06-15', '2026-06-15T18:00:00.000Z'],
  ])('R4: the closing time of %s', (_what, date, closes) => {
    expect(iso(closingTime(BANK, date, SANTIAGO))).toBe(closes);
  });

  it('R4: 24:00 is the midnight at which the next day begins, over changes of the clock too', () => {
    expect(iso(closingTime(ALWAYS, '2026-03-16', SANTIAGO))).toBe('2026-03-17T03:00:00.000Z');
    expect(iso(closingTime(ALWAYS, '2026-04-04', SANTIAGO))).toBe('2026-04-05T04:00:00.000Z');
    expect(iso(closingTime(ALWAYS, '2026-09-05', SANTIAGO))).toBe('2026-09-06T04:00:00.000Z');
    fc.assert(
      fc.property(dates, timeZones, (date, zone) => {
        const closing = closingTime(ALWAYS, date, zone) ?? 0;
        expect(businessDay(closing, zone)).toBe(addDays(date, 1));
        expect(businessDay(closing - 1, zone)).toBe(date);
      }),
    );
  });

  it('R4: a branch that is open around the clock is open at every instant', () => {
    fc.assert(
      fc.property(dates, fc.nat(1439), timeZones, (date, minutes, zone) => {
        expect(isOpen(ALWAYS, instantOf(date, 0, zone) + minutes * MINUTE, zone)).toBe(true);
      }),
    );
  });

  it('R4: it is open at its next opening, was not just before, and the day ends after it began', () => {
    fc.assert(
      fc.property(dates, fc.nat(1439), timeZones, (date, minutes, zone) => {
        const instant = instantOf(date, minutes, zone);
        const opens = nextOpening(BANK, instant, zone) ?? 0;
        expect(opens).toBeGreaterThan(instant);
        expect(isOpen(BANK, opens, zone)).toBe(true);
        expect(isOpen(BANK, opens - 1, zone)).toBe(false);
        expect(closingTime(BANK, businessDay(opens, zone), zone)).toBeGreaterThan(opens);
      }),
    );
  });
});
