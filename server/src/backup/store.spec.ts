import type { Manifest } from './manifest.js';
import { removable, type StoredBase } from './store.js';

const base = (id: string, firstWal: string, systemIdentifier = 'A'): StoredBase => ({
  folder: id,
  manifest: { id, firstWal, systemIdentifier } as Manifest,
});
const segment = (place: number, timeline = 1): string =>
  `0000000${timeline}00000000${place.toString(16).toUpperCase().padStart(8, '0')}`;
const BASES = [base('monday', segment(2)), base('tuesday', segment(5)), base('wednesday', segment(9))];
const idsOf = (bases: StoredBase[]): string[] => bases.map(({ folder }) => folder);

describe('what nothing needs any more', () => {
  it('is what is older than the newest that are kept, and the log before the oldest of them', () => {
    const { bases, wal } = removable(BASES, 2, {
      A: [`${segment(2)}.00000028.backup`, segment(3), segment(4), segment(5), `${segment(5)}.00000028.backup`],
    });
    expect(idsOf(bases)).toEqual(['monday']);
    expect(wal).toEqual([{ systemId: 'A', names: [`${segment(2)}.00000028.backup`, segment(3), segment(4)] }]);
  });

  it('never is the last backup, nor the log that it begins with', () => {
    const { bases, wal } = removable(BASES.slice(-1), 1, { A: [segment(9), segment(10)] });
    expect([bases, wal]).toEqual([[], []]);
  });

  it('goes by the place and not by the timeline: a restored database went on with the numbers', () => {
    const bases = [base('before', segment(2)), base('after', segment(7, 2))];
    const { wal } = removable(bases, 1, { A: [segment(6), segment(6, 2), segment(7, 2), '00000002.history'] });
    expect(wal).toEqual([{ systemId: 'A', names: [segment(6), segment(6, 2)] }]);
  });

  it('is of each database by itself, and all of the log of one that has no backup', () => {
    const bases = [base('old', segment(90), 'B'), ...BASES];
    const { wal } = removable(bases, 3, { A: [segment(2)], B: [segment(95)] });
    expect(wal).toEqual([{ systemId: 'B', names: [segment(95)] }]);
  });
});
