import { isInTime } from '../bench/lib/parts.mjs';

describe('npm run bench', () => {
  it('ends within ten minutes: what would not be over by then is left out', () => {
    expect(isInTime('displays', [], 0)).toBe(true);
    expect(isInTime('recalculation', ['displays', 'http'], 310)).toBe(true);
    expect(isInTime('recalculation', ['displays', 'http', 'messages', 'process', 'processes'], 560)).toBe(false);
  });

  it('a machine that was twice as slow until now is expected to go on so', () => {
    expect(isInTime('http', ['displays'], 150)).toBe(true);
    expect(isInTime('http', ['displays'], 300)).toBe(false);
    expect(isInTime('messages', ['displays'], 300)).toBe(true);
  });
});
