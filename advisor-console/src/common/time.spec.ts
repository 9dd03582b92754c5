import { agoWords, clockSpan, minutesBetween, minutesNumber, serviceShare, waitShare } from './time';

const START = '2026-03-02T12:00:00.000Z';
const after = (minutes: number) => Date.parse(START) + minutes * 60_000;

describe('clockSpan', () => {
  it.each([
    [0, '0:00'],
    [7_999, '0:07'],
    [760_000, '12:40'],
    [3_725_000, '1:02:05'],
    [-500, '0:00'],
  ])('%d ms is %s', (ms, text) => {
    expect(clockSpan(ms)).toBe(text);
  });
});

describe('waitShare', () => {
  it('is good, warns at 80 % and is bad at 100 %', () => {
    expect(waitShare(START, 20, after(15.9)).tone).toBe('good');
    expect(waitShare(START, 20, after(16)).tone).toBe('warn');
    expect(waitShare(START, 20, after(20)).tone).toBe('bad');
  });

  it('keeps the bar inside its track and the minutes true', () => {
    expect(waitShare(START, 20, after(50))).toEqual({ minutes: 50, share: 1, tone: 'bad' });
  });

  it('is empty when nobody waits, and when the clocks disagree', () => {
    expect(waitShare(null, 20, after(5))).toEqual({ minutes: 0, share: 0, tone: 'good' });
    expect(waitShare(START, 20, after(-1))).toEqual({ minutes: 0, share: 0, tone: 'good' });
  });
});

describe('serviceShare', () => {
  it('marks only what takes longer than usual', () => {
    expect(serviceShare(150_000, 5)).toEqual({ share: 0.5, tone: 'good' });
    expect(serviceShare(300_000, 5)).toEqual({ share: 1, tone: 'good' });
    expect(serviceShare(900_000, 5)).toEqual({ share: 1, tone: 'warn' });
  });
});

it('counts whole minutes', () => {
  expect(minutesBetween(START, after(2.9))).toBe(2);
  expect(minutesBetween(START, after(-3))).toBe(0);
});

it('writes minutes as the language does', () => {
  expect(minutesNumber(5.25, 'es')).toBe('5,3');
  expect(minutesNumber(6, 'en')).toBe('6');
});

it.each([
  [-5, 'ahora'],
  [0.5, 'ahora'],
  [5, 'hace 5 minutos'],
  [61, 'hace 1 hora'],
  [24 * 60 + 5, 'ayer'],
  [3 * 24 * 60, 'hace 3 días'],
])('says how long ago it was: %d min', (minutes, words) => {
  expect(agoWords(START, after(minutes), 'es')).toBe(words);
});
