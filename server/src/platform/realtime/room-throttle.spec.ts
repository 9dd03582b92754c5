import * as fc from 'fast-check';

import { RoomThrottle } from './room-throttle.js';

describe('RoomThrottle', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const throttle = (): { room: RoomThrottle<number>; sent: [value: number, at: number][] } => {
    const start = Date.now();
    const sent: [number, number][] = [];
    return { room: new RoomThrottle<number>(100, (value) => sent.push([value, Date.now() - start])), sent };
  };

  it('CONTRACT: at once when the room was quiet, the newest of a burst at the end of the interval', () => {
    const { room, sent } = throttle();
    room.offer(1);
    room.offer(2);
    jest.advanceTimersByTime(60);
    room.offer(3);
    expect(sent).toEqual([[1, 0]]);
    jest.advanceTimersByTime(40);
    expect(sent).toEqual([
      [1, 0],
      [3, 100],
    ]);
    jest.advanceTimersByTime(99);
    room.offer(4);
    jest.advanceTimersByTime(1);
    expect(sent.at(-1)).toEqual([4, 200]);
    jest.advanceTimersByTime(1_000);
    room.offer(5);
    expect(sent.at(-1)).toEqual([5, 1_200]);
    expect(sent).toHaveLength(4);
  });

  it('CONTRACT: whatever the rhythm: never two within the interval, always the last, never an older one after', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(180), { minLength: 1, maxLength: 60 }), (pauses) => {
        const { room, sent } = throttle();
        pauses.forEach((pause, i) => {
          room.offer(i);
          jest.advanceTimersByTime(pause);
        });
        jest.advanceTimersByTime(200);
        expect(sent.at(-1)?.[0]).toBe(pauses.length - 1);
        sent.slice(1).forEach(([value, at], i) => {
          expect(at - sent[i]![1]).toBeGreaterThanOrEqual(100);
          expect(value).toBeGreaterThan(sent[i]![0]);
        });
        room.close();
        expect(jest.getTimerCount()).toBe(0);
      }),
    );
  });

  it('CONTRACT: a busy machine, whose timers are behind when it sends, does not send sooner again', () => {
    const { room, sent } = throttle();
    jest.spyOn(performance, 'now').mockReturnValueOnce(performance.now() + 30);
    room.offer(1);
    room.offer(2);
    jest.advanceTimersByTime(129);
    expect(sent).toEqual([[1, 0]]);
    jest.advanceTimersByTime(1);
    expect(sent).toEqual([
      [1, 0],
      [2, 130],
    ]);
    room.close();
  });

  it('CONTRACT: a closed room sends nothing more and holds no timer', () => {
    const { room, sent } = throttle();
    room.offer(1);
    room.offer(2);
    room.close();
    jest.advanceTimersByTime(1_000);
    expect(sent).toEqual([[1, 0]]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
