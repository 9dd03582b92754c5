import { countSlices, inTurns, pauseOf, slicesOf } from './heartbeat-turns.js';

describe('the heartbeat of many sockets', () => {
  it('rooms are asked about some hundred sockets at a time', () => {
    const rooms = Array.from({ length: 25 }, (_, name) => ({ name, members: 10 }));
    const turns = inTurns(rooms);
    expect(turns.map((turn) => turn.length)).toEqual([10, 10, 5]);
    expect(turns.flat()).toEqual(rooms);
  });

  it('a large room is written to in slices, a small one at once', () => {
    const sockets = Array.from({ length: 120 }, (_, id) => id);
    expect(slicesOf(sockets).map((slice) => slice.length)).toEqual([50, 50, 20]);
    expect(slicesOf(sockets).flat()).toEqual(sockets);
    expect(slicesOf([1])).toEqual([[1]]);
    expect(slicesOf([])).toEqual([]);
  });

  it('a pause comes after fifty sockets, of one room or of several', () => {
    const isTimeToRest = countSlices();
    expect([20, 20, 20, 20, 30, 50].map(isTimeToRest)).toEqual([false, false, true, false, true, true]);
  });

  it('CONTRACT: however many there are, all have it within half a beat', () => {
    expect(pauseOf(1, 2_500)).toBe(20);
    for (const sockets of [1_000, 5_000, 20_000, 100_000]) {
      expect((sockets / 50) * pauseOf(sockets, 2_500)).toBeLessThanOrEqual(2_500);
    }
  });
});
