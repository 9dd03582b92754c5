import { isDay } from './day.js';

it.each(['2026-02-28', '2024-02-29', '1900-01-01', '2999-12-31', '1999-02-08'])('R14: %s is a day', (text) => {
  expect(isDay(text)).toBe(true);
});

it.each([
  '2026-02-29',
  '2026-02-30',
  '2026-13-01',
  '2026-00-10',
  '2026-04-31',
  '0001-01-01',
  '9999-12-31',
  'ayer',
  '',
  '2026-2-3',
])('R14: "%s" is none', (text) => {
  expect(isDay(text)).toBe(false);
});
