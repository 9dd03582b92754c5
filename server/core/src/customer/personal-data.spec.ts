import * as fc from 'fast-check';

import { withoutPersonalData } from './personal-data.js';

const IDS = [
  '12.345.678-5',
  '12345678-5',
  '123456785',
  '7.654.321-K',
  '7654321k',
  '7654321-k',
  '12.345.678',
  '1234567',
];
const PHONES = ['+56912345678', '56912345678', '912345678', '+56 9 1234 5678', '9 1234 5678', '+1-202-555-0123'];

describe('what people type into a free text', () => {
  it.each([...IDS, ...PHONES])('R13: %s is taken out, wherever it stands', (personal) => {
    expect(withoutPersonalData(personal)).toBe('•••');
    expect(withoutPersonalData(`Vino ${personal}, que vuelve`)).toBe('Vino •••, que vuelve');
    expect(withoutPersonalData(`rut:${personal}.`)).toBe('rut:•••.');
    expect(withoutPersonalData(`(${personal})(${personal})`)).toBe('(•••)(•••)');
  });

  it.each([
    '',
    'ALMUERZO',
    'C14',
    'módulo 3',
    'vuelve el 2026-11-18 a las 10:30',
    'faltan 250.000',
    '100 de 100000',
    'P100 y E99',
  ])('R13: %p is left as it is', (text) => {
    expect(withoutPersonalData(text)).toBe(text);
  });

  it('R13: no seven digits are left together', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789kK.-+ abc') }), (text) => {
        expect(withoutPersonalData(text)).not.toMatch(/\d{7}/);
      }),
    );
  });
});
