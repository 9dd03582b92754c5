import type { ReportFigures, ReportRow, ReportTimes } from '@ticketero/contract';

import { addDays } from '../common/time';
import { addMonths, daysBetween, firstOfMonth, mondayOf, weekday, type Period } from './period';
import type { Grouping } from './query';

const NO_TIMES: ReportTimes = { mean: null, p50: null, p90: null, p95: null, max: null };

/** Of a time in which nobody came. */
export const NOTHING: ReportFigures = {
  issued: 0,
  served: 0,
  noShow: 0,
  left: 0,
  cancelled: 0,
  called: 0,
  wait: NO_TIMES,
  service: NO_TIMES,
  withinTarget: null,
  estimateKept: null,
  promisedMinutes: null,
  deliveredMinutes: null,
  occupancy: null,
};

/** 2026-W47, of the week that begins on this Monday: its Thursday says of which year it is (ISO 8601). */
export function weekKey(monday: string): string {
  const thursday = addDays(monday, 3);
  const year = thursday.slice(0, 4);
  const week = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** The Monday of 2026-W47. */
export function mondayOfWeek(key: string): string {
  const [year = '', week = ''] = key.split('-W');
  return addDays(mondayOf(`${year}-01-04`), (Number(week) - 1) * 7);
}

function steps(first: string, last: string, next: (day: string) => string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = next(day)) days.push(day);
  return days;
}

const SATURDAY = 5;

/** Without the Saturdays, or the Sundays, if nobody came on any of them: the branch does not open then. */
function openDays(days: string[], rows: readonly ReportRow[]): string[] {
  const known = new Set(rows.filter(({ issued }) => issued > 0).map(({ key }) => weekday(key)));
  return days.filter((day) => weekday(day) < SATURDAY || known.has(weekday(day)));
}

/** Every key between the first and the last: a picture over time shows the days on which nobody came, too. */
function keysOf(by: Grouping, { from, to }: Period, rows: readonly ReportRow[]): string[] | null {
  switch (by) {
    case 'day':
      return openDays(
        steps(from, to, (day) => addDays(day, 1)),
        rows,
      );
    case 'week':
      return steps(mondayOf(from), to, (day) => addDays(day, 7)).map(weekKey);
    case 'month':
      return steps(firstOfMonth(from), to, (day) => addMonths(day, 1)).map((day) => day.slice(0, 7));
    case 'hour': {
      const hours = rows.map(({ key }) => Number(key));
      if (hours.length === 0) return [];
      const first = Math.min(...hours);
      const last = Math.max(...hours);
      return Array.from({ length: last - first + 1 }, (_, at) => String(first + at).padStart(2, '0'));
    }
    default:
      return null;
  }
}

/** The rows without gaps in time, in the order of the server. Queues and people are as they came. */
export function withoutGaps(by: Grouping, period: Period, rows: readonly ReportRow[]): ReportRow[] {
  const keys = keysOf(by, period, rows);
  if (keys === null) return [...rows];
  const known = new Map(rows.map((row) => [row.key, row]));
  return keys.map((key) => known.get(key) ?? { ...NOTHING, key, label: key });
}

/** How many of the tickets are neither served nor gone. */
export const stillHere = ({ issued, served, noShow, cancelled }: ReportFigures): number =>
  Math.max(0, issued - served - noShow - cancelled);

/** So many of a row of labels as fit: the first, then every n-th. */
export function thinned<T>(items: readonly T[], fit: number): T[] {
  const every = Math.max(1, Math.ceil(items.length / Math.max(1, fit)));
  return items.filter((_, at) => at % every === 0);
}

export type Direction = 'ascending' | 'descending';

/** Sorted by what a column has of each row: nothing comes last in both directions; what is alike stays as it was. */
export function sorted<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => number | string | null,
  direction: Direction,
  language: string,
): Row[] {
  const turn = direction === 'ascending' ? 1 : -1;
  return [...rows].sort((one, other) => {
    const [a, b] = [valueOf(one), valueOf(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === 'string' || typeof b === 'string') return String(a).localeCompare(String(b), language) * turn;
    return (a - b) * turn;
  });
}
