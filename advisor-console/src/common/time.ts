const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** 0:07, 12:40, 1:02:05. Never negative: two clocks may differ by a moment. */
export function clockSpan(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = two(seconds % 60);
  return hours > 0 ? `${String(hours)}:${two(minutes)}:${rest}` : `${String(minutes)}:${rest}`;
}

export function minutesBetween(fromIso: string, toMs: number): number {
  return Math.max(0, Math.floor((toMs - Date.parse(fromIso)) / MINUTE));
}

export type Tone = 'good' | 'warn' | 'bad';

export interface WaitShare {
  minutes: number;
  /** Of the target, cut to 0..1 for a bar. */
  share: number;
  tone: Tone;
}

const WARN_FROM = 0.8;

/** How long somebody has waited against the target of the queue: warns at 80 %, bad from 100 %. */
export function waitShare(sinceIso: string | null, targetMinutes: number, now: number): WaitShare {
  if (sinceIso === null) return { minutes: 0, share: 0, tone: 'good' };
  const exact = Math.max(0, now - Date.parse(sinceIso)) / MINUTE;
  const share = targetMinutes > 0 ? exact / targetMinutes : 1;
  return {
    minutes: Math.floor(exact),
    share: Math.min(1, share),
    tone: share >= 1 ? 'bad' : share >= WARN_FROM ? 'warn' : 'good',
  };
}

/** A service against its usual time. Longer than usual is a fact, not a fault: it never turns bad. */
export function serviceShare(elapsedMs: number, usualMinutes: number): { share: number; tone: Tone } {
  const share = usualMinutes > 0 ? Math.max(0, elapsedMs) / (usualMinutes * MINUTE) : 0;
  return { share: Math.min(1, share), tone: share > 1 ? 'warn' : 'good' };
}

/** On the branch's clock, whatever the zone of this computer. */
export function timeOfDay(iso: string, language: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  return format.format(Date.parse(iso));
}

/** "20 nov", on the branch's calendar. */
export function shortDay(iso: string, language: string, timeZone: string): string {
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone }).format(Date.parse(iso));
}

export function minutesNumber(minutes: number, language: string, digits = 1): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(minutes);
}

/** 10:14:03, on the branch's clock. */
export function secondOfDay(iso: string, language: string, timeZone: string): string {
  const parts = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  return new Intl.DateTimeFormat(language, { ...parts, hourCycle: 'h23', timeZone }).format(Date.parse(iso));
}

/** Day and time with milliseconds, on the clock of `timeZone`. */
export function exactTime(iso: string, language: string, timeZone: string): string {
  const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 } as const;
  return new Intl.DateTimeFormat(language, { ...day, ...time, hourCycle: 'h23', timeZone }).format(Date.parse(iso));
}

/** The calendar day (AAAA-MM-DD) of a moment (ms since the epoch) in a time zone. */
export function dayOf(at: number, timeZone: string): string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  // The Swedish way of writing a date is ISO's.
  return new Intl.DateTimeFormat('sv', { ...parts, timeZone }).format(at);
}

/** A day so many days before or after another: calendar days, whatever the clocks do between them. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** "viernes, 20 de noviembre de 2026". */
export function dayWords(day: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(
    Date.parse(`${day}T00:00:00Z`),
  );
}

/** "20 nov 2026, 10:14", on this computer's clock. */
export function dayAndTime(iso: string, language: string): string {
  const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat(language, { ...day, ...time }).format(Date.parse(iso));
}

/** "hace 5 minutos", "hace 2 días"; "ahora" within the last minute. */
export function agoWords(iso: string, now: number, language: string): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(iso)) / MINUTE));
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (minutes < 1) return format.format(0, 'second');
  if (minutes < 60) return format.format(-minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? format.format(-hours, 'hour') : format.format(-Math.floor(hours / 24), 'day');
}

/** When (ms since the epoch) the clock of `timeZone` shows this time (HH:MM) of a day. */
export function momentOf(day: string, time: string, timeZone: string): number {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const ahead = (at: number): number => {
    const shown = new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'medium', timeZone }).format(at);
    return Date.parse(`${shown.replace(' ', 'T')}Z`) - at;
  };
  // Twice: the first guess may lie on the other side of a change of the clocks.
  return asUtc - ahead(asUtc - ahead(asUtc));
}
