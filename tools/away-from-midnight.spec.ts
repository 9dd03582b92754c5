import { awayFromMidnight } from './lib/away-from-midnight.mjs';

describe('the clock of a server that a test starts', () => {
  const at = (time: string): number => Date.parse(time);

  it('R4: is the real one while the day of its branch has an hour left, in summer as in winter', () => {
    expect(awayFromMidnight(at('2026-11-18T22:59:59-03:00'))).toEqual({});
    expect(awayFromMidnight(at('2026-11-19T00:00:00-03:00'))).toEqual({});
    expect(awayFromMidnight(at('2026-07-18T22:59:59-04:00'))).toEqual({});
  });

  it('R4: shows the same day two hours earlier in its last hour', () => {
    expect(awayFromMidnight(at('2026-11-18T23:59:59-03:00'))).toEqual({
      CLOCK_START: '2026-11-19T00:59:59.000Z',
      CLOCK_SINCE: '2026-11-19T02:59:59.000Z',
    });
    expect(awayFromMidnight(at('2026-07-18T23:00:00-04:00'))).toEqual({
      CLOCK_START: '2026-07-19T01:00:00.000Z',
      CLOCK_SINCE: '2026-07-19T03:00:00.000Z',
    });
  });
});
