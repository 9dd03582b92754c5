import { holidayTrouble, hoursChange, hoursDraft, oneMore, spansText, tidyTime, troubleOf, usualWeek } from './spans';

const span = (from: string, to: string) => ({ from, to });

describe('a time as it is typed', () => {
  it.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['9.30', '09:30'],
    ['14:05', '14:05'],
    ['24', '24:00'],
    [' 8h15 ', '08:15'],
  ])('%s is %s', (typed, time) => {
    expect(tidyTime(typed)).toBe(time);
  });

  it.each(['', '25', '9:75', 'nueve', '24:30'])('%s stays as it is, to be mended', (typed) => {
    expect(tidyTime(typed)).toBe(typed);
    expect(troubleOf([span(typed, '18:00')])).toBe('time');
  });
});

describe('the hours of a day', () => {
  it('are several spans, in any order, that may touch', () => {
    const day = [span('15:00', '18:00'), span('09:00', '14:00'), span('14:00', '15:00')];
    expect(troubleOf(day)).toBeNull();
    expect(spansText(day)).toBe('09:00–14:00, 14:00–15:00, 15:00–18:00');
    expect(troubleOf([])).toBeNull();
    expect(troubleOf([span('00:00', '24:00')])).toBeNull();
  });

  it('close after they open, and do not cross', () => {
    expect(troubleOf([span('14:00', '09:00')])).toBe('order');
    expect(troubleOf([span('09:00', '14:00'), span('13:30', '18:00')])).toBe('cross');
    expect(troubleOf([span('24:00', '24:00')])).toBe('time');
    expect(troubleOf(Array.from({ length: 7 }, (_, hour) => span(`0${hour}:00`, `0${hour}:30`)))).toBe('many');
  });

  it('get one more after the last', () => {
    expect(oneMore([])).toEqual([span('09:00', '14:00')]);
    expect(oneMore([span('09:00', '14:00')])).toEqual([span('09:00', '14:00'), span('15:00', '18:00')]);
    expect(troubleOf(oneMore([span('09:00', '18:30')]))).toBeNull();
    expect(oneMore([span('09:00', '24:00')]).at(-1)).toEqual(span('', ''));
  });
});

describe('what a change of the hours sends', () => {
  const always = hoursDraft({ openingHours: null, holidays: [] });
  const week = hoursDraft({ openingHours: usualWeek(), holidays: [] });

  it('is nothing, the week, around the clock, or the days alone', () => {
    expect(hoursChange(week, week)).toEqual({});
    expect(hoursChange(always, { ...always, ...usualWeek(), always: false })).toEqual({ openingHours: usualWeek() });
    expect(hoursChange(week, { ...week, always: true })).toEqual({ openingHours: null });
    const christmas = { date: '2026-12-25', name: ' Navidad ', spans: [] };
    expect(hoursChange(week, { ...week, holidays: [christmas] })).toEqual({
      holidays: [{ ...christmas, name: 'Navidad' }],
    });
  });

  it('is no change when spans only stand in another order', () => {
    const two = { ...week, '1': [span('09:00', '12:00'), span('13:00', '18:00')] };
    expect(hoursChange(two, { ...two, '1': [...two['1']].reverse() })).toEqual({});
  });
});

it('says what is wrong with a day of its own', () => {
  const day = (date: string, name = 'Navidad', spans = [span('09:00', '12:00')]) => ({ date, name, spans });
  expect(holidayTrouble([day('2026-12-25')], 0)).toBeNull();
  expect(holidayTrouble([day('')], 0)).toBe('date');
  expect(holidayTrouble([day('2026-12-25', ' ')], 0)).toBe('name');
  expect(holidayTrouble([day('2026-12-25'), day('2026-12-25')], 1)).toBe('twice');
  expect(holidayTrouble([day('2026-12-25', 'Navidad', [span('12:00', '09:00')])], 0)).toBe('order');
});
