import type { DatabaseFigure } from '@ticketero/contract';

const STEP = 1024;
const BYTES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A figure with its unit, as people write it: `12,3 MB`, `99,8 %`, `0,42 s`, `12.345`. */
export function amount(value: number, unit: DatabaseFigure['unit'], language: string): string {
  return written(value, unit, language).replaceAll(' ', '\u00a0'); // number and unit stay on one line
}

function written(value: number, unit: DatabaseFigure['unit'], language: string): string {
  if (unit === 'count') return new Intl.NumberFormat(language, { useGrouping: 'always' }).format(Math.round(value));
  if (unit === 'ratio')
    return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(value);
  if (unit === 'seconds') {
    const maximumFractionDigits = value < 10 ? 3 : 0;
    return new Intl.NumberFormat(language, { style: 'unit', unit: 'second', maximumFractionDigits }).format(value);
  }
  const power = value < 1 ? 0 : Math.min(BYTES.length - 1, Math.floor(Math.log(value) / Math.log(STEP)));
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: BYTES[power] ?? 'byte',
    maximumFractionDigits: power < 2 ? 0 : 1,
  }).format(value / STEP ** power);
}
