import { addDays, dayOf, exactTime, timeOfDay } from './time';

describe('the time of day', () => {
  it("is the branch's, whatever the zone of the computer", () => {
    const iso = '2026-11-18T13:05:00.000Z';
    expect(timeOfDay(iso, 'es', 'America/Santiago')).toBe('10:05');
    expect(timeOfDay(iso, 'en', 'Pacific/Easter')).toBe('08:05');
  });
});

describe('the calendar day', () => {
  it("is the branch's: neither this computer's nor UTC's", () => {
    const late = Date.parse('2026-11-20T02:30:00.000Z');
    expect(dayOf(late, 'America/Santiago')).toBe('2026-11-19');
    expect(dayOf(late, 'UTC')).toBe('2026-11-20');
  });

  it('has its neighbours, also over the end of a year and a change of the clocks', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(addDays('2026-09-06', -6)).toBe('2026-08-31'); // Chile went to summer time on the 6th
  });
});

it('has an exact time with milliseconds', () => {
  expect(exactTime('2026-11-20T13:14:00.123Z', 'es', 'America/Santiago')).toBe('20 nov 2026, 10:14:00,123');
  expect(exactTime('2026-11-20T13:14:00.123Z', 'en', 'America/Santiago')).toBe('Nov 20, 2026, 10:14:00.123');
});
