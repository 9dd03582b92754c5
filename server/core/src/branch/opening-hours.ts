import { addDays, instantOf, localTime } from './business-day.js';

/** "09:00"–"14:00", wall clock. `to` may be "24:00". */
export interface OpeningSpan {
  from: string;
  to: string;
}

/** Spans of each weekday, 0 Sunday … 6 Saturday (null: around the clock), and of single days (holidays: an empty list). */
export interface OpeningHours {
  week: Partial<Record<`${0 | 1 | 2 | 3 | 4 | 5 | 6}`, OpeningSpan[]>> | null;
  days?: Record<string, OpeningSpan[]>;
  /** What the single days are called. */
  names?: Record<string, string>;
}

const LOOK_AHEAD_DAYS = 14;
const MIDNIGHT = 24 * 60;
const AROUND_THE_CLOCK: OpeningSpan[] = [{ from: '00:00', to: '24:00' }];

const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

function spansOf(hours: OpeningHours, date: string): OpeningSpan[] {
  const special = hours.days?.[date];
  if (special) return special;
  if (!hours.week) return AROUND_THE_CLOCK;
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
  return hours.week[String(weekday) as '0'] ?? [];
}

/** Whether the branch is open at `at`; without hours it always is. */
export function isOpen(hours: OpeningHours | null, at: number, timeZone: string): boolean {
  if (!hours) return true;
  const { date, minutes } = localTime(at, timeZone);
  return spansOf(hours, date).some((span) => minutes >= minutesOf(span.from) && minutes < minutesOf(span.to));
}

/** The next instant (ms) at which it opens, within two weeks; null without hours or when none is known. */
export function nextOpening(hours: OpeningHours | null, at: number, timeZone: string): number | null {
  if (!hours) return null;
  const today = localTime(at, timeZone).date;
  for (let ahead = 0; ahead <= LOOK_AHEAD_DAYS; ahead++) {
    const date = addDays(today, ahead);
    const starts = spansOf(hours, date)
      .map((span) => instantOf(date, minutesOf(span.from), timeZone))
      .filter((start) => start > at);
    if (starts.length > 0) return Math.min(...starts);
  }
  return null;
}

/** The instant (ms) at which the span that it is open in now ends; null without hours, or while it is closed. */
export function nextClosing(hours: OpeningHours | null, at: number, timeZone: string): number | null {
  if (!hours) return null;
  const { date, minutes } = localTime(at, timeZone);
  const now = spansOf(hours, date).filter((span) => minutes >= minutesOf(span.from) && minutes < minutesOf(span.to));
  if (now.length === 0) return null;
  const end = Math.max(...now.map((span) => minutesOf(span.to)));
  return end < MIDNIGHT ? instantOf(date, end, timeZone) : closingAfterMidnight(hours, date, timeZone);
}

/** It is open until the end of `date`, and perhaps on: no number is refused at a midnight at which it does not close. */
function closingAfterMidnight(hours: OpeningHours, date: string, timeZone: string): number | null {
  for (let ahead = 1; ahead <= LOOK_AHEAD_DAYS; ahead++) {
    const day = addDays(date, ahead);
    const ends = spansOf(hours, day)
      .filter((span) => minutesOf(span.from) === 0)
      .map((span) => minutesOf(span.to));
    const end = Math.max(0, ...ends);
    if (end < MIDNIGHT) return instantOf(day, end, timeZone);
  }
  return null;
}

/** What the single day `date` is called; null: a day like the others. */
export const holidayName = (hours: OpeningHours | null, date: string): string | null => hours?.names?.[date] ?? null;

/** The instant at which `date` ends for the public: its last closing time; null when it has none. */
export function closingTime(hours: OpeningHours | null, date: string, timeZone: string): number | null {
  if (!hours) return null;
  const ends = spansOf(hours, date).map((span) => instantOf(date, minutesOf(span.to), timeZone));
  return ends.length > 0 ? Math.max(...ends) : null;
}
