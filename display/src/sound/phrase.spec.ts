/// <reference types="jest" />
import { numberClips, phraseOf, type Spoken } from './phrase.js';

const first = { numero: 'C12', moduleNumber: 3, recallCount: 0 };

describe('what the lobby says of a call', () => {
  it('is the number, letter and all, and then the desk', () => {
    expect(phraseOf(first, 'es')).toEqual([
      ['number', 'c', '12'],
      ['module', '3'],
    ]);
  });

  it('says of a recall first which one it is; beyond the third it only says that it is one', () => {
    const opening = (recallCount: number) => phraseOf({ ...first, recallCount }, 'es')?.[0];
    expect([1, 2, 3, 4, 9].map(opening)).toEqual([
      ['recall-1'],
      ['recall-2'],
      ['recall-3'],
      ['recall-more'],
      ['recall-more'],
    ]);
  });

  it.each([
    ['C05', ['number', 'c', '5']],
    ['C105', ['number', 'c', '100-and', '5']],
    ['P1005', ['number', 'p', '1000', '5']],
    ['E00', ['number', 'e', '0']],
  ])('reads %s as people do', (numero, clips) => {
    expect(phraseOf({ ...first, numero }, 'es')?.[0]).toEqual(clips);
  });

  it.each(['Ñ12', 'c12', 'CC12', 'C12345', 'C', '12', '', 'C 12', '<b>'])(
    'is nothing for %j, which is no number of a queue (R1)',
    (numero) => {
      expect(phraseOf({ ...first, numero }, 'es')).toBeNull();
    },
  );

  it('is nothing where the desk cannot be said', () => {
    expect(phraseOf({ ...first, moduleNumber: 10_000 }, 'es')).toBeNull();
    expect(phraseOf({ ...first, moduleNumber: 1.5 }, 'en')).toBeNull();
  });
});

describe('a whole number', () => {
  it.each<[Spoken, number, string[]]>([
    ['es', 0, ['0']],
    ['es', 21, ['21']],
    ['es', 99, ['99']],
    ['es', 100, ['100']],
    ['es', 101, ['100-and', '1']],
    ['es', 199, ['100-and', '99']],
    ['es', 200, ['200']],
    ['es', 555, ['500', '55']],
    ['es', 1_000, ['1000']],
    ['es', 1_100, ['1000', '100']],
    ['es', 1_101, ['1000', '100-and', '1']],
    ['es', 9_999, ['9000', '900', '99']],
    ['en', 100, ['100']],
    ['en', 101, ['100', '1']],
    ['en', 1_100, ['1000', '100']],
  ])('in %s: %i', (language, number, clips) => {
    expect(numberClips(number, language)).toEqual(clips);
  });

  it.each(['es', 'en'] as const)('in %s, from 0 to 9999, adds up to itself', (language) => {
    for (let number = 0; number <= 9_999; number += 1) {
      const clips = numberClips(number, language) ?? [];
      expect(clips.reduce((sum, clip) => sum + parseInt(clip, 10), 0)).toBe(number);
      expect(clips.length).toBeLessThanOrEqual(3);
    }
  });

  it.each([-1, 10_000, 1.5, NaN])('is nothing for %d', (number) => {
    expect(numberClips(number, 'es')).toBeNull();
  });
});
