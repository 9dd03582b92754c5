import { dayOf } from '../common/time';
import {
  addMonths,
  lengthOf,
  mondayOf,
  periodBefore,
  periodOf,
  presetOf,
  PRESETS,
  weekday,
  type Period,
  type Preset,
} from './period';

const FRIDAY = '2026-11-20';
const period = (from: string, to: string): Period => ({ from, to });

describe('the periods of a report', () => {
  it.each<[Preset, string, string]>([
    ['today', '2026-11-20', '2026-11-20'],
    ['yesterday', '2026-11-19', '2026-11-19'],
    ['week', '2026-11-16', '2026-11-20'],
    ['lastWeek', '2026-11-09', '2026-11-15'],
    ['month', '2026-11-01', '2026-11-20'],
    ['lastMonth', '2026-10-01', '2026-10-31'],
  ])('%s, seen from a Friday, is %s to %s', (preset, from, to) => {
    expect(periodOf(preset, FRIDAY)).toEqual({ from, to });
    expect(presetOf({ from, to }, FRIDAY)).toBe(preset);
  });

  it('a week begins on Monday: a Sunday belongs to the six days before it', () => {
    expect(periodOf('week', '2026-11-22')).toEqual(period('2026-11-16', '2026-11-22'));
    expect(periodOf('week', '2026-11-23')).toEqual(period('2026-11-23', '2026-11-23'));
    expect(periodOf('lastWeek', '2026-11-23')).toEqual(period('2026-11-16', '2026-11-22'));
    expect(['2026-11-16', '2026-11-22'].map(weekday)).toEqual([0, 6]);
    expect(mondayOf('2027-01-01')).toBe('2026-12-28'); // over the end of a year
  });

  it('last month has its own length, and January follows December', () => {
    expect(periodOf('lastMonth', '2028-03-31')).toEqual(period('2028-02-01', '2028-02-29'));
    expect(periodOf('lastMonth', '2027-01-05')).toEqual(period('2026-12-01', '2026-12-31'));
  });

  it('of two names the shorter: on a Monday today is no week yet, on the first no month', () => {
    expect(presetOf(period('2026-11-23', '2026-11-23'), '2026-11-23')).toBe('today');
    expect(presetOf(period('2026-12-01', '2026-12-01'), '2026-12-01')).toBe('today');
    expect(presetOf(period('2026-11-03', '2026-11-05'), FRIDAY)).toBeNull();
  });

  it('today is the branch’s day, whatever the zone of this computer: UTC has another one at night', () => {
    const night = Date.parse('2026-11-21T02:30:00Z');
    expect(dayOf(night, 'America/Santiago')).toBe('2026-11-20');
    expect(dayOf(night, 'UTC')).toBe('2026-11-21');
    expect(dayOf(night, 'Pacific/Auckland')).toBe('2026-11-21');
  });

  it('a day that the clocks shorten or lengthen is a day: in Santiago one in September has no midnight', () => {
    expect(dayOf(Date.parse('2026-09-06T03:59:59Z'), 'America/Santiago')).toBe('2026-09-05');
    expect(dayOf(Date.parse('2026-09-06T04:00:00Z'), 'America/Santiago')).toBe('2026-09-06'); // 01:00 there
    expect(periodOf('yesterday', '2026-09-06')).toEqual(period('2026-09-05', '2026-09-05'));
    expect(periodOf('yesterday', '2026-09-07')).toEqual(period('2026-09-06', '2026-09-06'));
    expect(periodOf('week', '2026-09-06')).toEqual(period('2026-08-31', '2026-09-06'));
    expect(lengthOf(period('2026-04-01', '2026-04-30'))).toBe(30); // the night of 4 April has an hour twice
    expect(lengthOf(period('2026-09-01', '2026-09-30'))).toBe(30);
  });
});

describe('what a period is measured against', () => {
  it.each<[string, Period, Period]>([
    ['a day: the same weekday of the week before', periodOf('yesterday', FRIDAY), period('2026-11-12', '2026-11-12')],
    ['this week so far: as much of the one before', periodOf('week', FRIDAY), period('2026-11-09', '2026-11-13')],
    ['last week: the whole one before', periodOf('lastWeek', FRIDAY), period('2026-11-02', '2026-11-08')],
    ['this month so far: the same days', periodOf('month', FRIDAY), period('2026-10-01', '2026-10-20')],
    ['last month: all of the one before', periodOf('lastMonth', FRIDAY), period('2026-09-01', '2026-09-30')],
    ['a quarter: the one before', period('2026-07-01', '2026-09-30'), period('2026-04-01', '2026-06-30')],
    ['a year: the one before', period('2025-01-01', '2025-12-31'), period('2024-01-01', '2024-12-31')],
    ['two weeks: the two before', period('2026-11-02', '2026-11-15'), period('2026-10-19', '2026-11-01')],
    ['other days: as many right before', period('2026-11-03', '2026-11-05'), period('2026-10-31', '2026-11-02')],
  ])('%s', (_name, asked, expected) => {
    expect(periodBefore(asked, FRIDAY)).toEqual(expected);
  });

  it('the 31st of a month that follows a shorter one stands beside its last day', () => {
    expect(periodBefore(period('2026-12-01', '2026-12-30'), '2026-12-30')).toEqual(period('2026-11-01', '2026-11-30'));
    expect(periodBefore(period('2026-03-01', '2026-03-30'), '2026-03-30')).toEqual(period('2026-02-01', '2026-02-28'));
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(addMonths('2027-01-31', -2)).toBe('2026-11-30');
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
  });

  it('never overlaps the period, and is never longer, on any day of two years', () => {
    const start = Date.parse('2027-01-01T00:00:00Z');
    for (let day = 0; day < 730; day += 1) {
      const today = new Date(start + day * 86_400_000).toISOString().slice(0, 10);
      for (const preset of PRESETS) {
        const asked = periodOf(preset, today);
        const before = periodBefore(asked, today);
        expect(before.from <= before.to && before.to < asked.from).toBe(true);
        // A whole month stands beside a whole one, however long each is.
        if (!preset.toLowerCase().endsWith('month')) expect(lengthOf(before)).toBeLessThanOrEqual(lengthOf(asked));
      }
    }
  });
});
