import { LivedTime } from './lived-time.js';

describe('time as a process gets to live it', () => {
  let now: number;
  let time: LivedTime;
  beforeEach(() => {
    now = 1_000;
    time = new LivedTime(() => now);
  });
  afterEach(() => time.end());

  const lookEvery = (ms: number, until: number): void => {
    for (; now < until; now += ms) time.look();
  };

  it('is the clock’s where it looks in time', () => {
    lookEvery(10, 6_000);
    expect(time.between(1_000, 6_000)).toBe(5_000);
    expect(time.end()).toBe(5_000);
  });

  it('stands still while the machine serves others, and only then', () => {
    lookEvery(10, 2_000);
    now += 8_000;
    lookEvery(10, 12_000);
    expect(time.between(1_000, 12_000)).toBe(11_000 - (8_010 - 20));
    expect(time.between(1_000, 1_900)).toBe(900);
    expect(time.between(11_000, 12_000)).toBe(1_000);
    expect(time.end()).toBe(11_000 - (8_010 - 20));
  });

  it('looks by itself', async () => {
    const real = new LivedTime();
    const look = jest.spyOn(real, 'look');
    while (look.mock.calls.length < 3) await new Promise((done) => setTimeout(done, 5));
    real.end();
  });
});
