import { SPANS_MAX, WEEKDAYS, type Holiday, type Span, type WeekHours } from '@ticketero/contract';

export type Weekday = (typeof WEEKDAYS)[number];

/** As people read a week here: Monday first. */
export const WEEK: readonly Weekday[] = ['1', '2', '3', '4', '5', '6', '0'];

/** What was typed, as `HH:MM`: `9`, `930` and `9.30` are what they look like. What is no time stays as it is. */
export function tidyTime(typed: string): string {
  const text = typed.trim();
  const [, hours = '', minutes = '00'] = /^(\d{1,2})(?:[:.h ]?(\d{2}))?$/.exec(text) ?? [];
  if (hours === '') return text;
  const time = `${hours.padStart(2, '0')}:${minutes}`;
  return isTime(time) ? time : text;
}

const isTime = (text: string): boolean => /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text);

export type SpanTrouble = 'time' | 'order' | 'cross' | 'many';

/** The first thing that is wrong with the hours of a day; null: nothing. The order in which they stand does not matter. */
export function troubleOf(spans: readonly Span[]): SpanTrouble | null {
  if (spans.some(({ from, to }) => !isTime(from) || from === '24:00' || !isTime(to))) return 'time';
  if (spans.some(({ from, to }) => from >= to)) return 'order';
  const sorted = sortedSpans(spans);
  if (sorted.some(({ from }, index) => from < (sorted[index - 1]?.to ?? ''))) return 'cross';
  return spans.length > SPANS_MAX ? 'many' : null;
}

export const sortedSpans = (spans: readonly Span[]): Span[] =>
  [...spans].sort((one, other) => (one.from < other.from ? -1 : 1));

/** `09:00–14:00, 15:00–18:00`; closed: empty. */
export const spansText = (spans: readonly Span[]): string =>
  sortedSpans(spans)
    .map(({ from, to }) => `${from}–${to}`)
    .join(', ');

/** One more after those that are there: an hour after the last closes, until the end of the usual day. */
export function oneMore(spans: readonly Span[]): Span[] {
  const last = sortedSpans(spans).at(-1);
  if (!last) return [{ from: '09:00', to: '14:00' }];
  const hour = Number(last.to.slice(0, 2)) + 1;
  if (!isTime(last.to) || hour >= 23) return [...spans, { from: '', to: '' }];
  const from = `${String(hour).padStart(2, '0')}${last.to.slice(2)}`;
  return [...spans, { from, to: from < '18:00' ? '18:00' : '24:00' }];
}

/** The opening hours as they are typed. */
export interface HoursDraft extends WeekHours {
  always: boolean;
  holidays: Holiday[];
}

const USUAL: Span[] = [{ from: '09:00', to: '14:00' }];
const closed = (): Span[] => [];

/** Monday to Friday, where a branch that was open around the clock begins to have hours. */
export const usualWeek = (): WeekHours => ({
  '0': closed(),
  '1': USUAL,
  '2': USUAL,
  '3': USUAL,
  '4': USUAL,
  '5': USUAL,
  '6': closed(),
});

const noWeek = (): WeekHours => Object.fromEntries(WEEKDAYS.map((day) => [day, closed()])) as unknown as WeekHours;

export interface HoursFacts {
  openingHours: WeekHours | null;
  holidays: Holiday[];
}

export const hoursDraft = ({ openingHours, holidays }: HoursFacts): HoursDraft => ({
  always: openingHours === null,
  ...(openingHours ?? noWeek()),
  holidays,
});

/** What was changed: the week, the days, or both. */
export function hoursChange(base: HoursDraft, draft: HoursDraft): Partial<HoursFacts> {
  const [before, after] = [hoursFacts(base), hoursFacts(draft)];
  const differs = (field: keyof HoursFacts) => JSON.stringify(before[field]) !== JSON.stringify(after[field]);
  return {
    ...(differs('openingHours') ? { openingHours: after.openingHours } : {}),
    ...(differs('holidays') ? { holidays: after.holidays } : {}),
  };
}

function hoursFacts({ always, holidays, ...week }: HoursDraft): HoursFacts {
  const days = Object.fromEntries(WEEKDAYS.map((day) => [day, sortedSpans(week[day])])) as unknown as WeekHours;
  return {
    openingHours: always ? null : days,
    holidays: [...holidays]
      .map(({ date, name, spans }) => ({ date, name: name.trim(), spans: sortedSpans(spans) }))
      .sort((one, other) => (one.date < other.date ? -1 : 1)),
  };
}

export type HolidayTrouble = 'date' | 'twice' | 'name' | SpanTrouble;

/** The first thing that is wrong with a day of its own among the others. */
export function holidayTrouble(holidays: readonly Holiday[], index: number): HolidayTrouble | null {
  const day = holidays[index];
  if (!day || !/^\d{4}-\d{2}-\d{2}$/.test(day.date)) return 'date';
  if (holidays.some(({ date }, other) => other < index && date === day.date)) return 'twice';
  return day.name.trim() === '' ? 'name' : troubleOf(day.spans);
}
