import { anAdvisor, MINUTE } from '../testing/builders.js';
import { averageServiceMinutes } from './advisor.js';

describe('averageServiceMinutes', () => {
  it.each([
    [0, 0, 0],
    [1, 5 * MINUTE, 5],
    [2, 15 * MINUTE, 7.5],
    [3, 10 * MINUTE, 3.33],
    [3, 20 * MINUTE, 6.67],
    [1, 1, 0],
  ])('R7: the mean of %i tickets of %i ms is %p min', (servedToday, serviceMsToday, mean) => {
    expect(averageServiceMinutes(anAdvisor(1, { servedToday, serviceMsToday }))).toBe(mean);
  });
});
