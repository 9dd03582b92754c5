import { addDays, instantOf, localTime } from './business-day.js';

/** "09:00"–"14:00", wall clock. `to` may be "24:00". */
export interface OpeningSpan {
  from: string;
  to: string;
}

/** Spans of each weekday, 0 Sunday … 6 Saturday, and of single days (holidays: an empty list). */
export interface OpeningHours {
  week: Partial<Record<`${0 | 1 | 2 | 3 | 4 | 5 | 6}`, OpeningSpan[]>>;
  days?: Record<string, OpeningSpan[]>;
}

const LOOK_AHEAD_DAYS = 14;

const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

function spansOf(hours: OpeningHours, date: string): OpeningSpan[] {
  const special = hours.days?.[date];
  if (special) return special;
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
  const ends = now.map((span) => instantOf(date, minutesOf(span.to), timeZone));
  return ends.length > 0 ? Math.max(...ends) : null;
}

/** The instant at which `date` ends for the public: its last closing time; null when it has none. */
export function closingTime(hours: OpeningHours | null, date: string, timeZone: string): number | null {
  if (!hours) return null;
  const ends = spansOf(hours, date).map((span) => instantOf(date, minutesOf(span.to), timeZone));
  return ends.length > 0 ? Math.max(...ends) : null;
}
