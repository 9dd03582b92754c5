import * as fc from 'fast-check';
import { ticketNumber } from './ticket-number.js';

describe('ticketNumber', () => {
  it.each([
    ['C', 1, 'C01'],
    ['P', 9, 'P09'],
    ['E', 10, 'E10'],
    ['C', 99, 'C99'],
    ['C', 100, 'C100'],
    ['G', 101, 'G101'],
    ['C', 12_345, 'C12345'],
  ])('R2: number %s of count %i is %s', (prefix, count, numero) => {
    expect(ticketNumber(prefix, count)).toBe(numero);
  });

  it.each([0, -1, 1.5, NaN, Infinity, 2 ** 53])('R2: %p is no count', (count) => {
    expect(() => ticketNumber('C', count)).toThrow(RangeError);
  });

  it('R2: never two alike: different counts give different numbers, at least two digits, in VARCHAR(10)', () => {
    const counts = fc.integer({ min: 1, max: 999_999_999 });
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        expect(ticketNumber('C', a)).toMatch(/^C\d{2,9}$/);
        expect(ticketNumber('C', a) === ticketNumber('C', b)).toBe(a === b);
      }),
    );
  });
});
