import type { OpeningHours } from '../../branch/opening-hours.js';
import { HOUR, MINUTE } from '../builders.js';

/** Offsets from UTC, each from its moment on; the first from the beginning. */
type Offsets = [offsetMs: number, ...changes: [at: number, offsetMs: number][]];

const at = (iso: string): number => Date.parse(iso);

/**
 * The clocks of 2026 as their governments announced them, written out by hand: what the core finds with the machine's
 * time-zone data is compared with this.
 */
const OFFSETS: Record<string, Offsets> = {
  'America/Santiago': [-3 * HOUR, [at('2026-04-05T03:00Z'), -4 * HOUR], [at('2026-09-06T04:00Z'), -3 * HOUR]],
  'Europe/Madrid': [HOUR, [at('2026-03-29T01:00Z'), 2 * HOUR], [at('2026-10-25T01:00Z'), HOUR]],
  'Australia/Lord_Howe': [11 * HOUR, [at('2026-04-04T15:00Z'), 10.5 * HOUR], [at('2026-10-03T15:30Z'), 11 * HOUR]],
  'Asia/Kathmandu': [5.75 * HOUR],
  UTC: [0],
};

/** The zones whose clocks are known here. */
export const ZONES: readonly string[] = Object.keys(OFFSETS);

/** The days of 2026 on which the clocks change: forward loses time, back has some twice. */
export const CLOCK_CHANGES: readonly { timeZone: string; date: string; at: number; change: 'forward' | 'back' }[] = [
  // Chile changes at 24:00 of the Saturday: it is the Saturday that has an hour twice, and the Sunday that lacks one.
  { timeZone: 'America/Santiago', date: '2026-04-04', at: at('2026-04-05T03:00Z'), change: 'back' },
  { timeZone: 'America/Santiago', date: '2026-09-06', at: at('2026-09-06T04:00Z'), change: 'forward' },
  { timeZone: 'Europe/Madrid', date: '2026-03-29', at: at('2026-03-29T01:00Z'), change: 'forward' },
  { timeZone: 'Europe/Madrid', date: '2026-10-25', at: at('2026-10-25T01:00Z'), change: 'back' },
  { timeZone: 'Australia/Lord_Howe', date: '2026-04-05', at: at('2026-04-04T15:00Z'), change: 'back' },
  { timeZone: 'Australia/Lord_Howe', date: '2026-10-04', at: at('2026-10-03T15:30Z'), change: 'forward' },
];

/** What the wall clock of a zone shows at `moment` (ms): the date, and minutes since midnight. Throws for other zones. */
export function wallClock(moment: number, timeZone: string): { date: string; minutes: number } {
  const offsets = OFFSETS[timeZone];
  if (!offsets) throw new Error(`no clock of ${timeZone} here`);
  const [first, ...changes] = offsets;
  let offset = first;
  for (const [from, next] of changes) if (moment >= from) offset = next;
  const shown = new Date(moment + offset);
  return { date: shown.toISOString().slice(0, 10), minutes: Math.floor((shown.getTime() % (24 * HOUR)) / MINUTE) };
}

/** R4: whether the doors are open by the clock on the wall. The hours of these days are the same on every weekday. */
export function doorsOpen(hours: OpeningHours | null, moment: number, timeZone: string): boolean {
  if (!hours?.week) return true;
  const { minutes } = wallClock(moment, timeZone);
  const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return (hours.week[0] ?? []).some(({ from, to }) => from <= time && time < to);
}
