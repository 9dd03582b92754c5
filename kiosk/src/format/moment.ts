/** Day and time on the branch's clock, as a slip shows them. */
export function moment(iso: string, timeZone: string, locale: string): { day: string; time: string } {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(Date.parse(iso));
  return {
    day: format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(',', ''),
    time: format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  };
}
