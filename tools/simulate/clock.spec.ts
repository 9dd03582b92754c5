import { instantOf, timeOfDay, VirtualClock } from './clock.mjs';

const SANTIAGO = 'America/Santiago';

test.each([
  ['990208', 6.5 * 3600, '1999-02-08T09:30:00.000Z'], // summer time, UTC-3
  ['990708', 0, '1999-07-08T04:00:00.000Z'], // winter time, UTC-4
  ['260310', 12 * 3600, '2026-03-10T15:00:00.000Z'],
])('%s, second %d of the day in Santiago, is %s', (date, seconds, iso) => {
  expect(new Date(instantOf(date, seconds, SANTIAGO)).toISOString()).toBe(iso);
});

test('the hours of the branch are shown on its own wall clock', () => {
  expect(timeOfDay(Date.parse('1999-02-08T09:30:00Z'), SANTIAGO)).toBe('06:30');
});

describe('the virtual clock', () => {
  test('runs `speed` times faster from its anchor', () => {
    const clock = new VirtualClock(600);
    const anchor = performance.now() - 100;
    clock.anchor(1_000_000, anchor);
    const elapsed = clock.now() - 1_000_000;
    expect(elapsed).toBeGreaterThanOrEqual(60_000);
    expect(elapsed).toBeLessThanOrEqual(600 * (performance.now() - anchor)); // whatever time the machine took for it
  });

  test('wakes in virtual time and notes how late it was', async () => {
    const clock = new VirtualClock(600);
    clock.anchor(0, performance.now());
    await clock.sleep(12);
    expect(clock.now()).toBeGreaterThanOrEqual(12_000);
    await clock.sleepUntil(0);
    expect(clock.lateness).toHaveLength(2);
    expect(clock.lateness[1]).toBeGreaterThanOrEqual(12);
  });

  test('never wakes before its time, however a timer rounds: a day would be driven faster than it goes', async () => {
    const clock = new VirtualClock(1_000);
    clock.anchor(0, performance.now());
    for (let at = 500; at <= 200_500; at += 2_500) {
      await clock.sleepUntil(at);
      expect(clock.now()).toBeGreaterThanOrEqual(at);
    }
  });

  test('after `stop` nobody wakes, neither who slept nor who lies down now', async () => {
    const clock = new VirtualClock(600);
    clock.anchor(0, performance.now());
    const woken: string[] = [];
    void clock.sleep(6).then(() => woken.push('slept'));
    clock.stop();
    void clock.sleep(0).then(() => woken.push('lay down'));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(woken).toEqual([]);
  });
});
