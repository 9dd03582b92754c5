/// <reference types="jest" />
import { dayName, daysApart, msToNextMinute, timeOfDay } from './clock.js';

const SANTIAGO = 'America/Santiago';

describe('the clock of the branch (LESSONS 10, 22)', () => {
  it('reads the time in the branch, not in the browser, on 24 hours', () => {
    expect(timeOfDay(Date.parse('2026-01-15T03:05:00Z'), SANTIAGO)).toBe('00:05');
    expect(timeOfDay(Date.parse('2026-07-15T17:30:00Z'), SANTIAGO)).toBe('13:30');
  });

  it('keeps the branch’s day after UTC midnight', () => {
    const late = Date.parse('2026-01-16T01:30:00Z');
    expect(dayName(late, SANTIAGO, 'es')).toBe('jueves 15 de enero');
    expect(dayName(late, SANTIAGO, 'en')).toBe('Thursday 15 January');
  });

  it('counts calendar days across the change of the hour', () => {
    const saturday = Date.parse('2026-04-04T22:00:00Z');
    const sunday = Date.parse('2026-04-05T13:00:00Z');
    expect(daysApart(saturday, sunday, SANTIAGO)).toBe(1);
    expect(daysApart(saturday, saturday + 3_600_000, SANTIAGO)).toBe(0);
  });

  it('has a time even in an unknown zone', () => {
    expect(timeOfDay(Date.parse('2026-01-15T03:05:00Z'), 'Nowhere/At_All')).toMatch(/^\d\d:\d\d$/);
  });

  it('waits for the next minute', () => {
    expect(msToNextMinute(Date.parse('2026-01-15T03:05:59.400Z'))).toBe(600);
  });
});
