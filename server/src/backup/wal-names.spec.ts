import { placeOf, reach, segmentsBetween } from './wal-names.js';

describe('segments of the write-ahead log', () => {
  it('follow one another, over the end of what one file of addresses holds', () => {
    expect(segmentsBetween('0000000100000000000000FE', '000000010000000100000001')).toEqual([
      '0000000100000000000000FE',
      '0000000100000000000000FF',
      '000000010000000100000000',
      '000000010000000100000001',
    ]);
  });

  it('have one place, whatever timeline they are of', () => {
    expect(placeOf('00000002000000010000000A')).toBe(placeOf('00000001000000010000000A'));
  });

  it('lead on as far as none is missing, and a restore goes on with the numbers', () => {
    const archived = ['000000010000000000000003', '000000020000000000000004', '00000002.history'];
    expect(reach(archived, '000000010000000000000002')).toEqual({ to: 4n, gap: false });
    expect(reach(archived, '000000010000000000000003')).toEqual({ to: 4n, gap: false });
    expect(reach(archived, '000000010000000000000001')).toEqual({ to: 1n, gap: true });
    expect(reach([], '000000010000000000000001')).toEqual({ to: 1n, gap: false });
  });
});
