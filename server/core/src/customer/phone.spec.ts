import { isPhone } from './phone.js';

describe('isPhone', () => {
  it.each(['+56912345678', '+56221234567'])('R14: %s is a phone for a Chilean branch', (text) => {
    expect(isPhone(text, 'CL')).toBe(true);
    expect(isPhone(text, 'INTL')).toBe(true);
  });

  it.each(['', '912345678', '56912345678', '+5691234567', '+569123456789', '+56 912345678', '+5491123456789'])(
    'R14: %p is none for a Chilean branch',
    (text) => {
      expect(isPhone(text, 'CL')).toBe(false);
    },
  );

  it.each(['+5491123456789', '+12025550123', '+442071838750', '+290123456', '+123456789012345'])(
    'R14: %s is E.164',
    (text) => {
      expect(isPhone(text, 'INTL')).toBe(true);
    },
  );

  it.each([
    '',
    '+',
    '+0123456789',
    '+1234567890123456',
    '12025550123',
    '+1-202-555-0123',
    '+12025550123\n',
    '+1202x50123',
  ])('R14: %p is not E.164', (text) => {
    expect(isPhone(text, 'INTL')).toBe(false);
  });

  it('R14: a line break after the number is no part of it', () => {
    expect(isPhone('+56912345678\n', 'CL')).toBe(false);
  });
});
