import { Logger } from '@nestjs/common';
import * as fc from 'fast-check';

import { ConfigError } from './config.js';
import { bringForward, firstKeys, keyLock, lockAway, newKeys, takeOut } from './pii-crypto.js';
import { Pii, STALE_KEYS } from './pii.js';
import type { Generation } from './pii-keys.js';

const text = fc.string({ unit: 'grapheme', maxLength: 40 });

/** `count` generations, of which the last is the current one. */
function ringOf(count: number, byte = 1): Generation[] {
  return Array.from({ length: count }, (_, place) => ({
    id: place + 1,
    status: place + 1 === count ? 'CURRENT' : 'RETIRING',
    ...(place === 0 ? firstKeys(Buffer.alloc(32, byte)) : newKeys()),
  }));
}

describe.each([1, 2, 5])('Pii with %i generation(s) of keys', (count) => {
  let pii: Pii;
  let other: Pii;
  beforeAll(async () => {
    pii = await Pii.open(async () => ringOf(count, 1));
    other = await Pii.open(async () => ringOf(count, 2));
  });

  it('R13: opens what it sealed', async () => {
    await fc.assert(fc.asyncProperty(text, async (plain) => expect(await pii.open(pii.seal(plain))).toBe(plain)));
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

  it('R13: one changed bit anywhere, or a byte cut off, and it does not open', async () => {
    const sealed = pii.seal('123456789');
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      await expect(pii.open(changed)).rejects.toThrow();
    }
    for (const length of [0, 1, 2, 13, 14, 28, sealed.length - 1])
      await expect(pii.open(sealed.subarray(0, length))).rejects.toThrow();
  });

  it('R13: another key opens nothing', async () => {
    await expect(other.open(pii.seal('123456789'))).rejects.toThrow();
  });

  it('R13: the hash is the same each time, different for each text and for each key', () => {
    fc.assert(
      fc.property(text, text, (one, two) => {
        expect(pii.hash(one)).toEqual(pii.hash(one));
        expect(pii.hash(one)).toHaveLength(count === 1 ? 32 : 33);
        expect(pii.hash(one).equals(pii.hash(two))).toBe(one === two);
        expect(pii.hash(one).equals(other.hash(one))).toBe(false);
      }),
    );
  });
});

describe('Pii while keys are rotated', () => {
  const ring = ringOf(3);
  const upTo = (count: number): Generation[] =>
    ring.slice(0, count).map((one) => ({ ...one, status: one.id === count ? 'CURRENT' : 'RETIRING' }));
  const openedAt = (count: number) => Pii.open(async () => upTo(count));

  it('R13: opens what every generation before has sealed', async () => {
    const newest = await openedAt(3);
    for (const count of [1, 2, 3]) {
      const sealed = (await openedAt(count)).seal('123456789');
      expect(await newest.open(sealed)).toBe('123456789');
    }
  });

  it('R13: a stored hash of any generation is brought forward without the text, to what the text gives', async () => {
    const hashKeys = ring.map(({ hashKey }) => hashKey);
    for (const from of [1, 2, 3]) {
      for (const to of [1, 2, 3].filter((one) => one >= from)) {
        const stored = (await openedAt(from)).hash('+56911112222');
        expect(bringForward(hashKeys.slice(0, to), stored)).toEqual((await openedAt(to)).hash('+56911112222'));
      }
    }
    expect(() => bringForward(hashKeys.slice(0, 1), Buffer.concat([Buffer.from([2]), Buffer.alloc(32)]))).toThrow();
  });

  it('R13: a look-up asks for every hash that a row may carry, and no other', async () => {
    const all = await Promise.all([1, 2, 3].map(async (count) => (await openedAt(count)).hash('x')));
    expect((await openedAt(3)).hashes('x')).toEqual(all);
    const retired = upTo(3).map((one): Generation =>
      one.id === 1 ? { ...one, status: 'RETIRED', sealKey: null } : one,
    );
    expect((await Pii.open(async () => retired)).hashes('x')).toEqual(all.slice(1));
  });

  it('R13: what a newer generation sealed is opened by a process that did not know of it', async () => {
    let known = 1;
    const pii = await Pii.open(async () => upTo(known));
    const sealed = (await openedAt(2)).seal('123456789');
    known = 2;
    expect(pii.generation).toBe(1);
    expect(await pii.open(sealed)).toBe('123456789');
    expect(pii.generation).toBe(2);
  });

  it('R13: a look-up during which the keys changed is made again with the new ones', async () => {
    let known = 1;
    const pii = await Pii.open(async () => upTo(known));
    const asked: number[] = [];
    const answer = await pii.lookUp('x', async (hashes) => {
      known = 2; // in this very moment
      return asked.push(hashes.length);
    });
    expect([answer, asked]).toEqual([2, [1, 2]]);
  });

  it('R13: a process whose PII_KEY was replaced under it says so, and that it cannot serve', async () => {
    let replaced = false;
    const pii = await Pii.open(async () => {
      if (replaced) throw new ConfigError('PII_KEY', 'was replaced');
      return upTo(1);
    });
    replaced = true;
    const said = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    const unavailable = { code: 'SERVICIO_NO_DISPONIBLE' };
    await expect(pii.withCurrentKey(async () => STALE_KEYS)).rejects.toMatchObject(unavailable);
    await expect(pii.lookUp('x', async () => 1)).rejects.toMatchObject(unavailable);
    await expect(pii.open((await openedAt(2)).seal('x'))).rejects.toMatchObject(unavailable);
    expect(said).toHaveBeenCalledTimes(3);
    said.mockRestore();
    expect(await pii.open(pii.seal('x'))).toBe('x'); // what it has read already it still opens
  });

  it('R13: a locked key opens in its own place only, with its own PII_KEY only', () => {
    const [mine, theirs] = [1, 2].map((byte) => keyLock(Buffer.alloc(32, byte))) as [
      ReturnType<typeof keyLock>,
      ReturnType<typeof keyLock>,
    ];
    const key = Buffer.alloc(32, 9);
    const locked = lockAway(mine, 2, 'seal', key);
    expect(takeOut(mine, 2, 'seal', locked)).toEqual(key);
    expect(() => takeOut(theirs, 2, 'seal', locked)).toThrow();
    expect(() => takeOut(mine, 3, 'seal', locked)).toThrow();
    expect(() => takeOut(mine, 2, 'hash', locked)).toThrow();
    expect(mine.fingerprint.equals(theirs.fingerprint)).toBe(false);
    expect(mine.key.includes(mine.fingerprint)).toBe(false);
  });
});
