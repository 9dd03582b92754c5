const FIRST = '1900-01-01';
const LAST = '2999-12-31';

/**
 * Whether this is a day of the calendar that a branch can have had, `2026-02-28`. `Date` takes the 30th of February for
 * the 2nd of March, and time zones have no sense at the ends of its range.
 */
export function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) && text >= FIRST && text <= LAST;
}
