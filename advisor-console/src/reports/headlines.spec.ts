import type { ReportFigures } from '@ticketero/contract';

import { HEADLINES, headlines } from './headlines';
import { NOTHING } from './shape';

const figures = (served: number, p50: number, p90: number, shares: [number | null, number | null]): ReportFigures => ({
  ...NOTHING,
  issued: served + 5,
  served,
  wait: { ...NOTHING.wait, p50, p90 },
  withinTarget: shares[0],
  estimateKept: shares[1],
});

const verdicts = (now: ReportFigures, before: ReportFigures | null) =>
  headlines(now, before).map(({ verdict, direction }) => `${String(verdict)} ${String(direction)}`);

describe('the figures to read first', () => {
  it('a shorter wait and a larger share are better; more served is neither', () => {
    const [now, before] = [figures(120, 8, 20, [0.9, 0.7]), figures(100, 10, 18, [0.8, 0.75])];
    expect(verdicts(now, before)).toEqual(['more 1', 'better -1', 'worse 1', 'better 1', 'worse -1']);
    expect(verdicts(before, now)).toEqual(['less -1', 'worse 1', 'better -1', 'worse -1', 'better 1']);
  });

  it('what reads alike is alike: no verdict on a tenth of a per cent', () => {
    expect(verdicts(figures(1, 8, 20, [0.801, 0.5]), figures(1, 8, 20, [0.804, 0.5]))).toEqual(Array(5).fill('same 0'));
  });

  it('nothing is said where there is nothing beside it: before it is known, of a day without anybody, of no promise', () => {
    const now = figures(120, 8, 20, [0.9, null]);
    expect(verdicts(now, null)).toEqual(Array(5).fill('null 0'));
    expect(verdicts(now, NOTHING)).toEqual(Array(5).fill('null 0'));
    expect(verdicts(now, figures(120, 8, 20, [0.9, 0.8])).at(-1)).toBe('null 0');
    expect(headlines(now, NOTHING).map(({ before }) => before)).toEqual([null, null, null, null, null]);
  });

  it('each of them has its value', () => {
    expect(headlines(figures(120, 8, 20, [0.9, 0.7]), null).map(({ name, value }) => [name, value])).toEqual(
      HEADLINES.map((name, at) => [name, [120, 8, 20, 0.9, 0.7][at]]),
    );
  });
});
