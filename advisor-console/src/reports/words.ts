import type { TFunction } from 'i18next';

import type { ReportRow } from '@ticketero/contract';

import { addDays, dayWords, minutesNumber } from '../common/time';
import { lengthOf, type Period } from './period';
import type { Grouping } from './query';
import { mondayOfWeek } from './shape';

/** What it takes to say something of a report to whoever reads it. */
export interface Teller {
  t: TFunction;
  language: string;
  queueName: (queueType: string, displayName: string | null) => string;
}

/** `mean`: minutes of which a decimal matters. */
export type Unit = 'count' | 'minutes' | 'mean' | 'share';

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
const dates = (language: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });

const DAY_AND_MONTH = { day: 'numeric', month: 'short' } as const;

/** What a row stands for, in full. */
export function rowWords(by: Grouping, { key, label }: Pick<ReportRow, 'key' | 'label'>, teller: Teller): string {
  const { t, language, queueName } = teller;
  switch (by) {
    case 'hour':
      return t('reports.hour', { from: `${key}:00`, to: `${String(Number(key) + 1).padStart(2, '0')}:00` });
    case 'day':
      return dates(language, { weekday: 'short', ...DAY_AND_MONTH, year: 'numeric' }).format(day(key));
    case 'week':
      return daysWords({ from: mondayOfWeek(key), to: addDays(mondayOfWeek(key), 6) }, language);
    case 'month':
      return dates(language, { month: 'long', year: 'numeric' }).format(day(`${key}-01`));
    case 'queue':
      return queueName(key, label);
    case 'branch':
      return label ?? key;
    case 'advisor':
      return label ?? t('reports.nobody');
  }
}

/** The same under a picture, where there is little room. */
export function axisWords(by: Grouping, row: Pick<ReportRow, 'key' | 'label'>, teller: Teller): string {
  const { language } = teller;
  switch (by) {
    case 'hour':
      return `${row.key}:00`;
    case 'day':
      return dates(language, DAY_AND_MONTH).format(day(row.key));
    case 'week':
      return dates(language, DAY_AND_MONTH).format(day(mondayOfWeek(row.key)));
    case 'month':
      return dates(language, { month: 'short', year: '2-digit' }).format(day(`${row.key}-01`));
    default:
      return rowWords(by, row, teller);
  }
}

/** "16–20 nov 2026"; of one day its whole date. */
export function daysWords(period: Period, language: string): string {
  if (lengthOf(period) === 1) return dayWords(period.from, language);
  return dates(language, { ...DAY_AND_MONTH, year: 'numeric' }).formatRange(day(period.from), day(period.to));
}

/** Shorter: "vie, 20 nov". */
export function daysNote(period: Period, language: string): string {
  if (lengthOf(period) > 1) return daysWords(period, language);
  return dates(language, { weekday: 'short', ...DAY_AND_MONTH }).format(day(period.from));
}

/** 1 Monday … 7 Sunday. */
export function weekdayWords(weekday: number, language: string, width: 'short' | 'long'): string {
  const monday = day('2026-11-16');
  return dates(language, { weekday: width }).format(monday.getTime() + (weekday - 1) * 86_400_000);
}

/** A figure in its unit; a dash where there is nothing to tell. `bare`: minutes without their unit, as in a table. */
export function figureWords(value: number | null, unit: Unit, { t, language }: Teller, bare = false): string {
  if (value === null) return t('none');
  if (unit === 'share') {
    return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(value);
  }
  if (unit === 'count') return new Intl.NumberFormat(language, { useGrouping: 'always' }).format(value);
  const minutes = unit === 'mean' ? oneDecimal(value, language) : minutesNumber(value, language);
  return bare ? minutes : t('shortMinutes', { minutes });
}

const oneDecimal = (value: number, language: string): string =>
  new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
