import { addDays, instantOf } from '../../branch/business-day.js';
import type { OpeningHours, OpeningSpan } from '../../branch/opening-hours.js';
import { HOUR, MINUTE } from '../builders.js';
import type { Random } from '../random.js';
import { CLOCK_CHANGES, wallClock, ZONES } from './wall-clock.js';

/** When a branch works on one simulated day, and what is special about it. */
export interface Calendar {
  timeZone: string;
  /** The date on which it opens. */
  date: string;
  /** Doors, ms since the epoch. */
  opensAt: number;
  closesAt: number;
  openingHours: OpeningHours | null;
  /** It works through a midnight, and perhaps through the night's change of the clocks. */
  acrossMidnight: boolean;
  /** What the clocks of this zone do while the branch works, or on that date. */
  change: 'forward' | 'back' | null;
}

const ORDINARY = { first: '2026-01-12', days: 330 };
const CHANGE_SHARE = 0.3;
const NIGHT_SHARE = 0.25;

/** A day of 2026 somewhere: now and then one on which the clocks change, now and then one that ends after midnight. */
export function calendarOf(random: Random): Calendar {
  const changed = random.chance(CHANGE_SHARE) ? random.pick(CLOCK_CHANGES) : null;
  if (changed) {
    const night = random.chance(0.7);
    // The night from the day before: the clocks change while people wait. A Saturday's 24:00 belongs to it.
    const eve = wallClock(changed.at - 6 * HOUR, changed.timeZone).date;
    const { timeZone, date, change } = changed;
    return night ? nightFrom(random, timeZone, eve, change) : officeDay(random, timeZone, date, change);
  }
  const timeZone = random.pick(ZONES);
  const date = addDays(ORDINARY.first, random.between(0, ORDINARY.days));
  return random.chance(NIGHT_SHARE) ? nightFrom(random, timeZone, date, null) : officeDay(random, timeZone, date, null);
}

function officeDay(random: Random, timeZone: string, date: string, change: Calendar['change']): Calendar {
  const from = random.pick([8 * 60, 9 * 60, 9 * 60 + 30]);
  const to = from + random.pick([240, 300, 360]);
  return {
    timeZone,
    date,
    opensAt: instantOf(date, from, timeZone),
    closesAt: instantOf(date, to, timeZone),
    openingHours: random.chance(0.85) ? everyDay([{ from: clock(from), to: clock(to) }]) : null,
    acrossMidnight: false,
    change,
  };
}

function nightFrom(random: Random, timeZone: string, date: string, change: Calendar['change']): Calendar {
  const from = random.pick([20 * 60 + 30, 21 * 60]);
  const to = random.pick([3 * 60 + 15, 4 * 60]);
  const spans: OpeningSpan[] = [
    { from: '00:00', to: clock(to) },
    { from: clock(from), to: '24:00' },
  ];
  return {
    timeZone,
    date,
    opensAt: instantOf(date, from, timeZone),
    closesAt: instantOf(addDays(date, 1), to, timeZone),
    openingHours: random.chance(0.5) ? everyDay(spans) : null,
    acrossMidnight: true,
    change,
  };
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const everyDay = (spans: OpeningSpan[]): OpeningHours => ({
  week: { 0: spans, 1: spans, 2: spans, 3: spans, 4: spans, 5: spans, 6: spans },
});

/** The first instant (ms) of the date after the one shown at `at`, by the clocks written out by hand. */
export function nextMidnight(at: number, timeZone: string): number {
  const { date } = wallClock(at, timeZone);
  let low = at;
  let high = at + 27 * HOUR;
  while (high - low > MINUTE) {
    const middle = Math.floor((low + high) / 2 / MINUTE) * MINUTE;
    if (wallClock(middle, timeZone).date === date) low = middle;
    else high = middle;
  }
  return Math.floor(high / MINUTE) * MINUTE;
}
