import { amount } from './amount';

const MB = 1024 * 1024;
/** Intl writes a space of its own before a unit. */
const plain = (text: string): string => text.replace(/\s/g, ' ');

describe('a figure of the database', () => {
  test.each([
    [0, 'bytes', 'es', '0 B'],
    [8_192, 'bytes', 'es', '8 kB'],
    [12.34 * MB, 'bytes', 'es', '12,3 MB'],
    [3.5 * 1024 * MB, 'bytes', 'en', '3.5 GB'],
    [0.9985, 'ratio', 'es', '99,9 %'],
    [0.42, 'seconds', 'es', '0,42 s'],
    [754.6, 'seconds', 'en', '755 sec'],
    [12_345, 'count', 'es', '12.345'],
  ] as const)('%d %s in %s: %s', (value, unit, language, text) => {
    expect(plain(amount(value, unit, language))).toBe(text);
  });
});
