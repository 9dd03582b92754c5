import { addDays } from '../common/time';

/** Calendar days (AAAA-MM-DD) of the branch, both included. */
export interface Period {
  from: string;
  to: string;
}

export const PRESETS = ['today', 'yesterday', 'week', 'lastWeek', 'month', 'lastMonth'] as const;
export type Preset = (typeof PRESETS)[number];

const WEEK = 7;
const FIRST_OF_MONTH = 1;

const dayOfMonth = (day: string): number => Number(day.slice(8));

/** 0 Monday … 6 Sunday: a week begins on Monday. */
export function weekday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + WEEK - 1) % WEEK;
}

export const mondayOf = (day: string): string => addDays(day, -weekday(day));
export const firstOfMonth = (day: string): string => `${day.slice(0, 8)}01`;

/** So many months later, on the same day of the month, or on the month's last where it has none such. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
  const last = dayOfMonth(addDays(new Date(Date.UTC(year, month + months, 1)).toISOString().slice(0, 10), -1));
  return `${first.slice(0, 8)}${String(Math.min(dayOfMonth(day), last)).padStart(2, '0')}`;
}

/** Days from one to the other: 0 for the same. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

export const lengthOf = ({ from, to }: Period): number => daysBetween(from, to) + 1;

/** The days that a name stands for, seen from `today`. What has begun ends today. */
export function periodOf(preset: Preset, today: string): Period {
  const monday = mondayOf(today);
  const first = firstOfMonth(today);
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case 'week':
      return { from: monday, to: today };
    case 'lastWeek':
      return { from: addDays(monday, -WEEK), to: addDays(monday, -1) };
    case 'month':
      return { from: first, to: today };
    case 'lastMonth':
      return { from: addMonths(first, -1), to: addDays(first, -1) };
  }
}

/**
 * The name of a period; null for dates of one's own. On a Monday, today is this week too, and on the first this month:
 * the shorter name comes first.
 */
export function presetOf(period: Period, today: string): Preset | null {
  const same = (preset: Preset) => {
    const { from, to } = periodOf(preset, today);
    return from === period.from && to === period.to;
  };
  return PRESETS.find(same) ?? null;
}

/**
 * What a period is measured against: for a day the same weekday of the week before, for weeks the same weekdays of the
 * weeks before, for months the same days of the months before, and otherwise as many days right before. A week or month
 * that is still going on stands beside as much of the one before.
 */
export function periodBefore(period: Period, today: string): Period {
  const { from, to } = period;
  const days = lengthOf(period);
  const back = (count: number) => ({ from: addDays(from, -count), to: addDays(to, -count) });
  if (days === 1) return back(WEEK);
  const goesOn = to === today;
  if (dayOfMonth(from) === FIRST_OF_MONTH && (goesOn || isMonthEnd(to))) {
    const months = monthsBetween(from, to) + 1;
    const end = isMonthEnd(to) ? addDays(addMonths(addDays(to, 1), -months), -1) : addMonths(to, -months);
    return { from: addMonths(from, -months), to: end };
  }
  if (weekday(from) === 0 && (goesOn || weekday(to) === WEEK - 1)) return back(Math.ceil(days / WEEK) * WEEK);
  return back(days);
}

const isMonthEnd = (day: string): boolean => dayOfMonth(addDays(day, 1)) === FIRST_OF_MONTH;

function monthsBetween(from: string, to: string): number {
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return months(to) - months(from);
}
