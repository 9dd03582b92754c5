import type { ArrivalsReport } from '@ticketero/contract';

export interface HeatCell {
  /** 1 Monday … 7 Sunday. */
  weekday: number;
  hour: number;
  /** Turns given in that hour, for each such day. */
  mean: number;
  issued: number;
  /** 0: nobody came; then a quarter of the most each, up to 4. */
  step: 0 | 1 | 2 | 3 | 4;
}

export interface Heat {
  weekdays: number[];
  hours: number[];
  cells: HeatCell[];
  most: HeatCell | null;
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);

/**
 * The whole map, without gaps: from the first hour in which somebody came to the last, for each weekday on which numbers
 * were given. Of a weekday that has not come yet it says nothing.
 */
export function heatOf({ cells, days }: ArrivalsReport): Heat {
  if (cells.length === 0) return { weekdays: [], hours: [], cells: [], most: null };
  const hours = range(Math.min(...cells.map(({ hour }) => hour)), Math.max(...cells.map(({ hour }) => hour)));
  const weekdays = days.flatMap(({ weekday, days: count }) => (count > 0 ? [weekday] : [])).sort((a, b) => a - b);
  const highest = Math.max(...cells.map(({ mean }) => mean));
  const known = new Map(cells.map((cell) => [`${String(cell.weekday)} ${String(cell.hour)}`, cell]));
  const all = weekdays.flatMap((weekday) =>
    hours.map((hour): HeatCell => {
      const { mean = 0, issued = 0 } = known.get(`${String(weekday)} ${String(hour)}`) ?? {};
      return { weekday, hour, mean, issued, step: stepOf(mean, highest) };
    }),
  );
  return { weekdays, hours, cells: all, most: all.find(({ mean }) => mean === highest) ?? null };
}

function stepOf(mean: number, highest: number): HeatCell['step'] {
  if (mean <= 0 || highest <= 0) return 0;
  return Math.min(4, Math.ceil((mean / highest) * 4)) as HeatCell['step'];
}
