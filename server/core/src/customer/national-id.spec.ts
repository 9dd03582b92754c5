import * as fc from 'fast-check';
import { isNationalId, isRut, maskNationalId, normaliseNationalId, rutCheckDigit } from './national-id.js';

describe('national id', () => {
  it.each([
    ['12.345.678-9', '123456789'],
    ['12345678-9', '123456789'],
    ['12 345 678 9', '123456789'],
    ['  12345678-9 ', '123456789'],
    ['7.654.321-k', '7654321K'],
    ['AB-123456', 'AB123456'],
    ['\u00a012345678-9\t', '123456789'],
  ])('R3: %p is stored as %s', (typed, stored) => {
    expect(normaliseNationalId(typed)).toBe(stored);
  });

  it('R3: normalising twice changes nothing, and the way of writing makes no other person', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{7,8}[0-9kK]$/), fc.array(fc.nat(20), { maxLength: 4 }), (id, cuts) => {
        const separators = ['.', '-', ' '];
        let typed = id;
        cuts.forEach((cut, index) => {
          const at = cut % (typed.length + 1);
          typed = typed.slice(0, at) + (separators[index % 3] ?? '') + typed.slice(at);
        });
        expect(normaliseNationalId(typed)).toBe(id.toUpperCase());
        expect(normaliseNationalId(normaliseNationalId(typed))).toBe(normaliseNationalId(typed));
      }),
    );
  });

  it.each(['12345678', '1234567-8', '12345678-9', '12.345.678-9', 'AB123456', '123456789012', '  12345678-9  '])(
    'R3: %p may be typed',
    (typed) => {
      expect(isNationalId(typed)).toBe(true);
    },
  );

  it.each([
    ['empty', ''],
    ['blank', '          '],
    ['seven characters', '1234567'],
    ['thirteen characters', '1234567890123'],
    ['a full RUT and one more', '112.345.678-9'],
    ['markup', '<b>12345678'],
    ['a quote', "1234567'8"],
    ['a line break', '1234\n56789'],
    ['only separators', '.........-'],
    ['an emoji', '1234567😀'],
    ['a letter outside ASCII', '1234567ñ'],
  ])('R3: %s is refused', (_what, typed) => {
    expect(isNationalId(typed)).toBe(false);
  });

  // Check digits of published RUTs, and one each for the digits 0 and K.
  it.each([
    ['12345678', '5'],
    ['11111111', '1'],
    ['76086428', '5'], // a company's
    ['97006000', '6'], // a bank's
    ['10000004', '0'],
    ['10000013', 'K'],
    ['7654321', '6'],
    ['6000000', 'K'],
  ])('R3: the check digit of %s is %s', (digits, digit) => {
    expect(rutCheckDigit(digits)).toBe(digit);
    expect(isRut(digits + digit)).toBe(true);
  });

  it('R3: the check digit makes the weighted sum divisible by 11', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000, max: 99_999_999 }).map(String), (digits) => {
        const digit = rutCheckDigit(digits);
        const weights = [2, 3, 4, 5, 6, 7, 2, 3];
        const sum = Array.from(digits)
          .reverse()
          .reduce((total, d, index) => total + Number(d) * (weights[index] ?? 0), 0);
        expect((sum + (digit === 'K' ? 10 : Number(digit))) % 11).toBe(0);
      }),
    );
  });

  it('R3: one wrong digit is always noticed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9][0-9]{7}$/), fc.nat(7), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const right = digits + rutCheckDigit(digits);
        const wrong = right.slice(0, at) + String((Number(right[at]) + by) % 10) + right.slice(at + 1);
        expect(isRut(right)).toBe(true);
        expect(isRut(wrong)).toBe(false);
      }),
    );
  });

  it.each(['', '123456789', '12345678-5', '1234567k', 'K12345678', '123456', '1234567890', 'AB123456'])(
    'R3: %p is no normalised RUT',
    (text) => {
      expect(isRut(text)).toBe(false);
    },
  );

  it('R13: an id is shown with its last four characters alone', () => {
    expect(maskNationalId('123456789')).toBe('•••••678-9');
    expect(maskNationalId('7654321K')).toBe('••••321-K');
    expect(maskNationalId('AB123456')).toBe('••••345-6');
  });

  it('R13: a mask never shows more than four characters of the id', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{6,12}$/), (id) => {
        const mask = maskNationalId(id);
        expect(mask.replace(/[•-]/g, '')).toBe(id.slice(-4));
        expect(mask).toHaveLength(id.length + 1);
      }),
    );
  });
});
