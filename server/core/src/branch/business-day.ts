const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter takes 30 times longer than using it, and every command asks for the day. */
function formatter(timeZone: string): Intl.DateTimeFormat {
  let made = formatters.get(timeZone);
  if (!made) {
    made = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      weekday: 'short',
    });
    formatters.set(timeZone, made);
  }
  return made;
}

export interface LocalTime {
  /** YYYY-MM-DD */
  date: string;
  /** 0 Sunday … 6 Saturday */
  weekday: number;
  /** Minutes since local midnight, by the wall clock. */
  minutes: number;
}

/** The last minute that each zone was asked for: a branch asks several times in one command, always for the same. */
const lastAsked = new Map<string, { minute: number; local: LocalTime }>();

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The wall clock in `timeZone` at `at` (ms since the epoch). Throws RangeError for an unknown zone. */
export function localTime(at: number, timeZone: string): LocalTime {
  const minute = Math.floor(at / 60_000);
  const last = lastAsked.get(timeZone);
  if (last?.minute === minute) return last.local;
  const local = readClock(at, timeZone);
  lastAsked.set(timeZone, { minute, local });
  return local;
}

function readClock(at: number, timeZone: string): LocalTime {
  const parts: Record<string, string> = {};
  for (const part of formatter(timeZone).formatToParts(at)) parts[part.type] = part.value;
  return {
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    weekday: WEEKDAYS.indexOf(parts['weekday'] ?? ''),
    minutes: Number(parts['hour']) * 60 + Number(parts['minute']),
  };
}

/** The business day: the calendar day in the branch's time zone, never UTC's (RULES.md, Words). */
export const businessDay = (at: number, timeZone: string): string => localTime(at, timeZone).date;

/** The calendar day `days` later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** How far the wall clock of `timeZone` is ahead of UTC at `at`, ms. Throws RangeError for an unknown zone. */
export function offsetAt(at: number, timeZone: string): number {
  const local = readClock(at, timeZone); // another day than what is asked for all the time
  return Date.parse(`${local.date}T00:00:00Z`) + local.minutes * 60_000 - Math.floor(at / 60_000) * 60_000;
}

const INSTANTS_MAX = 1_000;
/** Every command asks when its day began, which costs six looks at a calendar. */
const instants = new Map<string, number>();

/**
 * The instant (ms) at which the wall clock of `timeZone` shows `minutes` after midnight of `date`. A time skipped by
 * the change to summer time is the instant of the change; a time that happens twice is the first.
 */
export function instantOf(date: string, minutes: number, timeZone: string): number {
  const asked = `${date} ${minutes} ${timeZone}`;
  const known = instants.get(asked);
  if (known !== undefined) return known;
  if (instants.size >= INSTANTS_MAX) instants.clear();
  const instant = findInstant(date, minutes, timeZone);
  instants.set(asked, instant);
  return instant;
}

function findInstant(date: string, minutes: number, timeZone: string): number {
  const asUtc = Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;
  const before = offsetAt(asUtc - 86_400_000, timeZone);
  const after = offsetAt(asUtc + 86_400_000, timeZone);
  const candidates = [asUtc - before, asUtc - after].filter((at) => at + offsetAt(at, timeZone) === asUtc);
  if (candidates.length > 0) return Math.min(...candidates);
  // Skipped: the first instant after the gap. Both guesses lie around it, at most a few hours apart.
  let low = Math.min(asUtc - before, asUtc - after) - 86_400_000;
  let high = low + 2 * 86_400_000;
  const firstOffset = offsetAt(low, timeZone);
  while (high - low > 60_000) {
    const middle = Math.floor((low + high) / 120_000) * 60_000;
    if (offsetAt(middle, timeZone) === firstOffset) low = middle;
    else high = middle;
  }
  return high;
}

/** A day before the present one, whatever the time zone: nothing of today is older. `now`: ms. */
export const dayBeforeToday = (now: number): string => new Date(now - 36 * 3_600_000).toISOString().slice(0, 10);
