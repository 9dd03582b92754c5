/**
 * Whether this is a day of the calendar, `2026-02-28`. `Date` takes the 30th of February for the 2nd of March, and
 * PostgreSQL has no year 0.
 */
export function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) && text >= '0001';
}
