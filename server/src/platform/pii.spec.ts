import * as fc from 'fast-check';

import { Pii } from './pii.js';

const pii = new Pii({ piiKey: Buffer.alloc(32, 1) });
const other = new Pii({ piiKey: Buffer.alloc(32, 2) });
const text = fc.string({ unit: 'grapheme', maxLength: 40 });

describe('Pii', () => {
  it('R13: opens what it sealed', () => {
    fc.assert(fc.property(text, (plain) => expect(pii.open(pii.seal(plain))).toBe(plain)));
  });

  it('R13: the same text is never sealed to the same bytes, and its own are not among them', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{7,8}[0-9K]$/), (id) => {
        const [first, second] = [pii.seal(id), pii.seal(id)];
        expect(first.equals(second)).toBe(false);
        expect(first.includes(id)).toBe(false);
      }),
    );
  });

  it('R13: one changed bit anywhere, or a byte cut off, and it does not open', () => {
    const sealed = pii.seal('123456789');
    // The first byte is the version of the form.
    for (let bit = 8; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => pii.open(changed)).toThrow();
    }
    for (const length of [0, 1, 13, 28, sealed.length - 1])
      expect(() => pii.open(sealed.subarray(0, length))).toThrow();
  });

  it('R13: another key opens nothing', () => {
    expect(() => other.open(pii.seal('123456789'))).toThrow();
  });

  it('R13: the hash is the same each time, different for each text and for each key', () => {
    fc.assert(
      fc.property(text, text, (one, two) => {
        expect(pii.hash(one)).toEqual(pii.hash(one));
        expect(pii.hash(one)).toHaveLength(32);
        expect(pii.hash(one).equals(pii.hash(two))).toBe(one === two);
        expect(pii.hash(one).equals(other.hash(one))).toBe(false);
      }),
    );
  });
});
