const LOCALES = { es: 'es-CL', en: 'en-GB' } as const;
type Language = keyof typeof LOCALES;

/** A branch whose zone this browser does not know still gets a clock, the screen's own. */
function format(language: Language, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat(LOCALES[language], options);
  }
}

export function timeOfDay(ms: number, timeZone: string): string {
  return format('es', timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms);
}

export function dayName(ms: number, timeZone: string, language: Language): string {
  // Some engines put a comma after the weekday, and neither language wants it in a sentence.
  return format(language, timeZone, { weekday: 'long', day: 'numeric', month: 'long' }).format(ms).replace(',', '');
}

/** Calendar days of the branch from one moment to another: 0 is the same day. */
export function daysApart(from: number, to: number, timeZone: string): number {
  const day = (ms: number) => {
    const parts = format('en', timeZone, { year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(ms);
    const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
    return Date.UTC(part('year'), part('month') - 1, part('day'));
  };
  return Math.round((day(to) - day(from)) / 86_400_000);
}

export function msToNextMinute(ms: number): number {
  return 60_000 - (ms % 60_000);
}
