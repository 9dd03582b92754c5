import type { Limit } from '@ticketero/contract';

/** What was typed, as a whole number within its limits; null: it is none. */
export function wholeNumber(typed: string, { min, max }: Limit): number | null {
  const text = typed.trim();
  if (!/^\d{1,9}$/.test(text)) return null;
  const value = Number(text);
  return value >= min && value <= max ? value : null;
}

/** The same with a fraction, behind a comma or a point. */
export function decimalNumber(typed: string, { min, max }: Limit): number | null {
  const text = typed.trim().replace(',', '.');
  if (!/^\d{1,9}(\.\d{1,4})?$/.test(text)) return null;
  const value = Number(text);
  return value >= min && value <= max ? value : null;
}

/** As it is typed in this language. */
export const typedNumber = (value: number, language: string): string =>
  language === 'es' ? String(value).replace('.', ',') : String(value);
