import { inSlices, inTurns, pauseOf } from './heartbeat-turns.js';

describe('the heartbeat of many sockets', () => {
  it('rooms are asked about some hundred sockets at a time', () => {
    const rooms = Array.from({ length: 25 }, (_, name) => ({ name, members: 10 }));
    const turns = inTurns(rooms);
    expect(turns.map((turn) => turn.length)).toEqual([10, 10, 5]);
    expect(turns.flat()).toEqual(rooms);
  });

  /** How many sockets each write is to, and `-` for each rest. */
  async function written(...sizes: number[]): Promise<(number | '-')[]> {
    const rooms = sizes.map((size, room) => ({ sockets: Array.from({ length: size }, (_, id) => `${room}/${id}`) }));
    const seen: (number | '-')[] = [];
    const told: string[] = [];
    await inSlices(
      rooms,
      (room, sockets: string[]) => {
        expect(room.sockets).toEqual(expect.arrayContaining(sockets));
        told.push(...sockets);
        seen.push(sockets.length);
      },
      async () => seen.push('-'),
    );
    expect(told).toEqual(rooms.flatMap(({ sockets }) => sockets));
    return seen;
  }

  it('a large room is written to in slices, a small one at once', async () => {
    expect(await written(120)).toEqual([50, '-', 50, '-', 20]);
    expect(await written(1)).toEqual([1]);
    expect(await written(0)).toEqual([]);
    expect(await written()).toEqual([]);
  });

  it('a pause comes after fifty sockets, of one room or of several, and not one later', async () => {
    expect(await written(20, 20, 20, 20, 30, 50)).toEqual([20, 20, 10, '-', 10, 20, 20, '-', 10, 40, '-', 10]);
    expect(await written(49, 0, 60)).toEqual([49, 1, '-', 50, '-', 9]);
  });

  it('CONTRACT: however many there are, all have it within half a beat', () => {
    expect(pauseOf(1, 2_500)).toBe(20);
    for (const sockets of [1_000, 5_000, 20_000, 100_000]) {
      expect((sockets / 50) * pauseOf(sockets, 2_500)).toBeLessThanOrEqual(2_500);
    }
  });
});
