import { WEEKDAYS, type Holiday, type Span, type WeekHours } from '@ticketero/contract';
import type { OpeningHours } from '@ticketero/core';

import { isDay } from '../platform/http/day.js';

/** Hours as they are configured; the core reads them as one thing (OpeningHours). */
export interface Hours {
  openingHours: WeekHours | null;
  holidays: Holiday[];
}

const byStart = (a: Span, b: Span): number => (a.from < b.from ? -1 : 1);
const tidySpans = (spans: readonly Span[]): Span[] => spans.map(({ from, to }) => ({ from, to })).sort(byStart);

/** In one order, whatever the order in which they came. A weekday that is not there is closed. */
export function tidyHours({
  openingHours,
  holidays,
}: {
  openingHours: Partial<WeekHours> | null;
  holidays: Holiday[];
}): Hours {
  return {
    openingHours:
      openingHours && (Object.fromEntries(WEEKDAYS.map((day) => [day, tidySpans(openingHours[day] ?? [])])) as never),
    holidays: holidays
      .map(({ date, name, spans }) => ({ date, name: name.trim(), spans: tidySpans(spans) }))
      .sort((a, b) => (a.date < b.date ? -1 : 1)),
  };
}

/** As the branch's row holds them. */
export function storedHours({ openingHours, holidays }: Hours): OpeningHours | null {
  if (openingHours === null && holidays.length === 0) return null;
  return {
    week: openingHours && { ...openingHours },
    days: Object.fromEntries(holidays.map(({ date, spans }) => [date, spans])),
    names: Object.fromEntries(holidays.map(({ date, name }) => [date, name])),
  };
}

export function readHours(stored: OpeningHours | null): Hours {
  const holidays = Object.entries(stored?.days ?? {}).map(([date, spans]) => ({
    date,
    name: stored?.names?.[date] ?? date,
    spans,
  }));
  return tidyHours({ openingHours: stored?.week ?? null, holidays });
}

/** What is wrong with them, by field; each span was seen to have the form of one. */
export function checkHours({ openingHours, holidays }: Hours): Record<string, string> {
  const wrong: Record<string, string> = {};
  const check = (field: string, spans: Span[]): void => {
    const what = wrongSpans(spans);
    if (what) wrong[field] = what;
  };
  for (const day of WEEKDAYS) check(`openingHours.${day}`, openingHours?.[day] ?? []);
  holidays.forEach(({ date, name, spans }, index) => {
    if (!isDay(date)) wrong[`holidays.${index}.date`] = 'No es un día del calendario';
    else if (holidays[index - 1]?.date === date) wrong[`holidays.${index}.date`] = `${date} está dos veces`;
    if (name === '') wrong[`holidays.${index}.name`] = 'Es obligatorio';
    check(`holidays.${index}.spans`, spans);
  });
  return wrong;
}

function wrongSpans(spans: Span[]): string | null {
  for (const [index, { from, to }] of spans.entries()) {
    if (from >= to) return `${from}–${to}: debe cerrar después de abrir`;
    const before = spans[index - 1];
    if (before && before.to > from) return `${before.from}–${before.to} y ${from}–${to} se cruzan`;
  }
  return null;
}

/** `09:00–14:00, 15:00–18:00`; closed: an empty text. */
export const spansInWords = (spans: readonly Span[]): string => spans.map(({ from, to }) => `${from}–${to}`).join(', ');
