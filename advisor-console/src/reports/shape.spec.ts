import type { ReportFigures, ReportRow } from '@ticketero/contract';

import { addDays } from '../common/time';
import { mondayOf } from './period';
import { mondayOfWeek, NOTHING, sorted, stillHere, thinned, weekKey, withoutGaps } from './shape';

const row = (key: string, figures: Partial<ReportFigures> = {}): ReportRow => ({
  ...NOTHING,
  key,
  label: key,
  ...figures,
});
const keys = (rows: ReportRow[]) => rows.map(({ key }) => key);

describe('rows over time have no gaps', () => {
  it('days on which nobody came stand between the others, with nothing in them', () => {
    const rows = [row('2026-11-17', { issued: 4 }), row('2026-11-19', { issued: 9 })];
    const full = withoutGaps('day', { from: '2026-11-16', to: '2026-11-19' }, rows);
    expect(full.map(({ key, issued }) => [key, issued])).toEqual([
      ['2026-11-16', 0],
      ['2026-11-17', 4],
      ['2026-11-18', 0],
      ['2026-11-19', 9],
    ]);
    expect(full[0]?.wait.p50).toBeNull();
  });

  it('a weekend on which nobody ever comes is no gap; one day of it on which somebody did is told', () => {
    const weeks = { from: '2026-11-06', to: '2026-11-17' };
    const friday = row('2026-11-06', { issued: 4 });
    expect(
      keys(withoutGaps('day', weeks, [friday]))
        .map((day) => day.slice(8))
        .join(' '),
    ).toBe('06 09 10 11 12 13 16 17');
    const saturday = row('2026-11-14', { issued: 1 });
    expect(
      keys(withoutGaps('day', weeks, [friday, saturday]))
        .map((day) => day.slice(8))
        .join(' '),
    ).toBe('06 07 09 10 11 12 13 14 16 17');
  });

  it('a month in which the clocks change has each of its days once', () => {
    const weekend = [row('2026-09-05', { issued: 1 }), row('2026-09-06', { issued: 1 })];
    const days = keys(withoutGaps('day', { from: '2026-09-01', to: '2026-09-30' }, weekend));
    expect(days).toHaveLength(30);
    expect(new Set(days).size).toBe(30);
    expect(days.slice(4, 7)).toEqual(['2026-09-05', '2026-09-06', '2026-09-07']);
  });

  it('weeks begin on Monday, also the one that the period begins in the middle of', () => {
    const weeks = keys(withoutGaps('week', { from: '2026-12-16', to: '2027-01-06' }, [row('2026-W53')]));
    expect(weeks).toEqual(['2026-W51', '2026-W52', '2026-W53', '2027-W01']);
  });

  it('months, over the end of a year', () => {
    const months = keys(withoutGaps('month', { from: '2026-11-20', to: '2027-02-01' }, []));
    expect(months).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
  });

  it('hours from the first to the last in which somebody came', () => {
    const period = { from: '2026-11-20', to: '2026-11-20' };
    expect(keys(withoutGaps('hour', period, [row('09'), row('12')]))).toEqual(['09', '10', '11', '12']);
    expect(withoutGaps('hour', period, [])).toEqual([]);
  });

  it('queues and people are as the server gave them', () => {
    const rows = [row('CAJA'), row('none')];
    expect(withoutGaps('queue', { from: '2026-11-01', to: '2026-11-20' }, rows)).toEqual(rows);
  });
});

describe('weeks by their number', () => {
  it.each([
    ['2026-11-16', '2026-W47'],
    ['2025-12-29', '2026-W01'],
    ['2026-12-28', '2026-W53'],
    ['2027-01-04', '2027-W01'],
  ])('the week of Monday %s is %s', (monday, key) => {
    expect(weekKey(monday)).toBe(key);
    expect(mondayOfWeek(key)).toBe(monday);
  });

  it('every Monday of twenty years leads to its week and back, and no two have the same', () => {
    const seen = new Set<string>();
    let monday = mondayOf('2020-01-01');
    for (let week = 0; week < 1_040; week += 1, monday = addDays(monday, 7)) {
      expect(mondayOfWeek(weekKey(monday))).toBe(monday);
      seen.add(weekKey(monday));
    }
    expect(seen.size).toBe(1_040);
  });
});

it('who is neither served nor gone is still here', () => {
  expect(stillHere({ ...NOTHING, issued: 10, served: 6, noShow: 1, left: 2, cancelled: 1 })).toBe(2);
  expect(stillHere(NOTHING)).toBe(0);
});

it('so many labels as fit: the first, then every n-th', () => {
  expect(thinned([1, 2, 3, 4, 5, 6, 7], 3)).toEqual([1, 4, 7]);
  expect(thinned([1, 2], 10)).toEqual([1, 2]);
  expect(thinned([1, 2], 0)).toEqual([1]);
});

describe('a sorted table', () => {
  const rows = [
    { name: 'Óscar', wait: 4 },
    { name: 'Ana', wait: null },
    { name: 'Pía', wait: 12 },
    { name: 'Luz', wait: 4 },
  ];
  const names = (of: typeof rows) => of.map(({ name }) => name).join(' ');

  it('by numbers; nothing comes last in both directions; what is alike stays as it was', () => {
    expect(names(sorted(rows, ({ wait }) => wait, 'descending', 'es'))).toBe('Pía Óscar Luz Ana');
    expect(names(sorted(rows, ({ wait }) => wait, 'ascending', 'es'))).toBe('Óscar Luz Pía Ana');
    expect(rows[0]?.name).toBe('Óscar'); // as it was
  });

  it('by words, as the language does', () => {
    expect(names(sorted(rows, ({ name }) => name, 'ascending', 'es'))).toBe('Ana Luz Óscar Pía');
  });
});
