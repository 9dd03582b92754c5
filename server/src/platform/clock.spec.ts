import { Clock, ManualClock, WallClock } from './clock.js';

describe('Clock', () => {
  beforeEach(() => jest.useFakeTimers({ now: Date.parse('2026-11-18T13:00:00Z') }));
  afterEach(() => jest.useRealTimers());

  it('CONTRACT: by itself it is the system’s time, also after somebody corrects that', () => {
    const clock = new Clock();
    expect(clock.now()).toBe(Date.now());
    jest.setSystemTime(Date.parse('2026-11-18T12:59:00Z'));
    expect(clock.now()).toBe(Date.parse('2026-11-18T12:59:00Z'));
  });

  it('CONTRACT: CLOCK_SPEED and CLOCK_START: another day, and faster', () => {
    const start = Date.parse('1999-02-08T11:00:00Z');
    const clock = new Clock({ speed: 120, start });
    expect(clock.now()).toBe(start);
    jest.advanceTimersByTime(1_000);
    expect(clock.now()).toBe(start + 120_000);
    expect(clock.real(120_000)).toBe(1_000);
    const slow = new Clock({ start });
    jest.advanceTimersByTime(250);
    expect(slow.now()).toBe(start + 250);
  });

  it('CONTRACT: processes that share CLOCK_SINCE show one time, whenever each of them began', () => {
    const shared = { speed: 60, start: Date.parse('2026-03-10T11:30:00Z'), since: Date.now() };
    const first = new Clock(shared);
    jest.advanceTimersByTime(2_500);
    const second = new Clock(shared);
    expect(second.now()).toBe(shared.start + 150_000);
    expect(first.now()).toBe(second.now());
  });

  it('CONTRACT: whole milliseconds, also at a speed that divides them', () => {
    const clock = new Clock({ speed: 0.37, start: 1_000 });
    for (let i = 0; i < 20; i++) {
      jest.advanceTimersByTime(7);
      expect(Number.isInteger(clock.now())).toBe(true);
    }
  });

  it('CONTRACT: sign-in keeps real time whatever the branch’s clock shows', () => {
    const wall = new WallClock();
    jest.advanceTimersByTime(5_000);
    expect(wall.now()).toBe(Date.now());
    expect(wall.real(500)).toBe(500);
  });

  it('CONTRACT: a clock of the tests stands until it is moved', () => {
    const clock = new ManualClock(10);
    jest.advanceTimersByTime(5_000);
    expect(clock.now()).toBe(10);
    clock.advance(5);
    expect(clock.now()).toBe(15);
    clock.set(3);
    expect(clock.now()).toBe(3);
  });

  it('CONTRACT: … and says whether anybody waits for that', async () => {
    const clock = new ManualClock(0);
    expect(clock.awaited).toBe(false);
    const waits = clock.wait(20);
    clock.advance(19);
    expect(clock.awaited).toBe(true);
    clock.advance(1);
    await waits;
    expect(clock.awaited).toBe(false);
  });
});
