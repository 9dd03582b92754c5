const DAY_MS = 86_400_000;

export type OpeningDay = 'today' | 'tomorrow' | 'onDay';

/** When the branch opens, on its own clock: the kiosk's zone may be set wrong (LESSONS, 10). */
export function openingTime(
  opensAt: string,
  now: number,
  timeZone: string,
  locale: string,
): { key: OpeningDay; day: string; time: string } {
  const at = new Date(opensAt);
  const format = (options: Intl.DateTimeFormatOptions, date: Date | number) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(date);
  const dayOf = (date: Date | number) => format({ year: 'numeric', month: 'numeric', day: 'numeric' }, date);
  const time = format({ hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }, at).replace(/^0(?=\d:)/, '');
  const day = format({ weekday: 'long', day: 'numeric', month: 'long' }, at).replace(',', '');
  const key = dayOf(at) === dayOf(now) ? 'today' : dayOf(at) === dayOf(now + DAY_MS) ? 'tomorrow' : 'onDay';
  return { key, day, time };
}
