import { waitPhrase } from './wait';

describe('R8: the range in words', () => {
  it.each([
    [0, 0, 'wait.now'],
    [0, 8, 'wait.upTo'],
    [10, 10, 'wait.one'],
    [10, 20, 'wait.range'],
  ])('%i to %i', (low, high, key) => expect(waitPhrase({ low, high }).key).toBe(key));
});
