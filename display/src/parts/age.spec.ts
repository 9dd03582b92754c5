/// <reference types="jest" />
import { ageOf } from './age.js';

describe('the age of the data', () => {
  it.each([
    [-5, 'age.seconds', 0, 0, 0],
    [23_900, 'age.seconds', 23, 0, 0],
    [60_000, 'age.minutes', 0, 1, 0],
    [245_000, 'age.minutes', 5, 4, 0],
    [7_800_000, 'age.hours', 0, 10, 2],
  ])('%d ms is %s', (ms, key, seconds, minutes, hours) => {
    expect(ageOf(ms)).toEqual({ key, values: { seconds, minutes, hours } });
  });
});
