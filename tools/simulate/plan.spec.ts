import { ADVISORS } from './demo.mjs';
import { keepShare, stretch } from './fit.mjs';
import { makePlan } from './plan.mjs';
import { createRandom } from './random.mjs';
import type { Arrival } from './read-day.mjs';
import { formatRut, rutDigits } from './rut.mjs';

const HOURS = { fromSeconds: 8 * 3600, toSeconds: 20 * 3600 };
const OPTIONS = { seed: '1', ...HOURS, limit: null, advisors: 5 };

/** A busy day: one arrival every half minute, of all queues, every tenth of them impatient. */
function busyDay(): Arrival[] {
  const random = createRandom('busy');
  const queues = ['CAJA', 'CAJA', 'CAJA', 'PERSONAL_BANKER', 'EMPRESAS', 'GERENCIA'] as const;
  return Array.from({ length: 1_600 }, (_, index) => {
    const leaves = random.chance(0.1);
    return {
      at: 7 * 3600 + index * 30,
      queueType: random.pick(queues),
      preferential: random.chance(0.1),
      serviceSeconds: leaves ? null : random.int(1, 900),
      patienceSeconds: leaves ? random.int(0, 120) : null,
    };
  });
}

describe('the plan of a day', () => {
  const plan = makePlan(busyDay(), OPTIONS);
  const { customers } = plan;

  test('the same seed makes the same plan, to the last choice', () => {
    expect(makePlan(busyDay(), OPTIONS)).toEqual(plan);
  });

  test('another seed makes another', () => {
    expect(makePlan(busyDay(), { ...OPTIONS, seed: '2' })).not.toEqual(plan);
  });

  test('nobody comes before the doors open or after they close, and in order', () => {
    expect(customers.every(({ at }) => at >= HOURS.fromSeconds && at < HOURS.toSeconds)).toBe(true);
    expect(customers.map(({ at }) => at)).toEqual(customers.map(({ at }) => at).sort((a, b) => a - b));
    expect(plan.opensAt).toBe(customers[0]?.at);
  });

  test('it is thinned to what the advisors can serve', () => {
    expect(plan.keptShare).toBeLessThan(0.5);
    // Its many EMPRESAS and GERENCIA are what the two advisors for them can bear; the others have time left.
    expect(plan.load).toBeGreaterThan(0.5);
    expect(plan.load).toBeLessThan(0.9);
  });

  test.each(['1', '2', '3'])('which customers stay is the seed’s choice, how many is not: seed %s', (seed) => {
    expect(makePlan(busyDay(), { ...OPTIONS, seed }).load).toBeCloseTo(plan.load, 10);
  });

  test('a day that they can serve as it is stays whole', () => {
    const quiet = busyDay().filter((_, index) => index % 50 === 0);
    const whole = makePlan(quiet, OPTIONS);
    expect(whole.keptShare).toBe(1);
  });

  test.each(plan.queues)('service times of $queueType meet the average', ({ queueType, meanServiceMinutes }) => {
    const averages: Record<string, number> = { CAJA: 5, PERSONAL_BANKER: 15, EMPRESAS: 20, GERENCIA: 30 };
    expect(meanServiceMinutes).toBeCloseTo(averages[queueType] ?? NaN, 3);
  });

  test('everybody is one person with a valid RUT, written in two ways', () => {
    const ids = customers.map(({ nationalId }) => nationalId);
    expect(new Set(ids).size).toBe(customers.length);
    for (const { nationalId, nationalIdAgain } of customers) {
      expect(nationalIdAgain.replaceAll('.', '')).toBe(nationalId);
      expect(nationalIdAgain).toMatch(/^\d{1,2}\.\d{3}\.\d{3}-[\dK]$/);
    }
  });

  test('about one in twenty does not come when called, and none of those who leave', () => {
    const share = customers.filter(({ noShow }) => noShow).length / customers.length;
    expect(share).toBeGreaterThan(0.01);
    expect(share).toBeLessThan(0.1);
    expect(customers.some(({ noShow, patienceSeconds }) => noShow && patienceSeconds !== null)).toBe(false);
  });

  test('some tap twice, some try again; who tries again holds an active ticket meanwhile', () => {
    expect(customers.some(({ doubleTap }) => doubleTap)).toBe(true);
    const again = customers.filter(({ secondTry }) => secondTry);
    expect(again.length).toBeGreaterThan(0);
    expect(again.every((one) => one.patienceSeconds === null && !one.noShow && one.serviceSeconds >= 180)).toBe(true);
  });

  test('patience is stretched like service, and nobody leaves within the minute', () => {
    const leavers = customers.filter(({ patienceSeconds }) => patienceSeconds !== null);
    expect(leavers.length).toBeGreaterThan(0);
    expect(Math.min(...leavers.map(({ patienceSeconds }) => patienceSeconds ?? 0))).toBeGreaterThanOrEqual(60);
  });

  test('lunches follow one another: never two at once', () => {
    const lunches = plan.advisors.flatMap(({ lunch }) => (lunch ? [lunch] : [])).sort((a, b) => a.at - b.at);
    expect(lunches).toHaveLength(5);
    lunches.slice(1).forEach((lunch, index) => {
      const before = lunches[index];
      expect(lunch.at).toBeGreaterThanOrEqual((before?.at ?? 0) + (before?.seconds ?? 0));
    });
  });

  test('--limit takes the first ones, the same people, and nobody waits for a later lunch', () => {
    const first = makePlan(busyDay(), { ...OPTIONS, limit: 20 });
    expect(first.customers.map(({ at }) => at)).toEqual(customers.slice(0, 20).map(({ at }) => at));
    expect(first.advisors.every(({ lunch }) => lunch === null)).toBe(true);
  });

  test('two advisors already cover every queue', () => {
    const two = makePlan(busyDay(), { ...OPTIONS, advisors: 2 });
    expect(new Set(two.advisors.flatMap(({ queueTypes }) => queueTypes)).size).toBe(4);
    expect(two.customers.length).toBeLessThan(customers.length);
  });

  test('a day without anybody is refused', () => {
    expect(() => makePlan([], OPTIONS)).toThrow('nobody arrives');
  });
});

describe('how much of the day is kept', () => {
  const none = { CAJA: 0, PERSONAL_BANKER: 0, EMPRESAS: 0, GERENCIA: 0 };

  test('one queue may not offer more than its own advisors can serve', () => {
    // Carmen alone of the first two serves EMPRESAS.
    expect(keepShare({ ...none, EMPRESAS: 600 }, ADVISORS.slice(0, 2), 300, 1)).toBeCloseTo(0.5);
  });

  test('nor two queues together more than theirs', () => {
    expect(keepShare({ ...none, EMPRESAS: 200, GERENCIA: 400 }, ADVISORS.slice(0, 2), 300, 1)).toBeCloseTo(0.5);
  });

  test('nor all of them more than everybody', () => {
    expect(keepShare({ ...none, CAJA: 600, PERSONAL_BANKER: 600 }, ADVISORS.slice(0, 2), 300, 0.8)).toBeCloseTo(0.4);
  });

  test('never more than what comes', () => {
    expect(keepShare({ ...none, CAJA: 1 }, ADVISORS, 300, 0.85)).toBe(1);
  });
});

describe('service times', () => {
  test('are stretched by one factor to the mean, whoever left gets one of the others’', () => {
    const { seconds, factor } = stretch([100, 200, null, 300], 600, createRandom(1));
    expect(seconds.reduce((sum, value) => sum + value, 0) / 4).toBeCloseTo(600, 3);
    expect(seconds[1]).toBeCloseTo(200 * factor);
    expect([100, 200, 300].map((value) => value * factor)).toContainEqual(seconds[2]);
  });

  test('stay between half a minute and four averages', () => {
    const { seconds } = stretch([1, ...Array.from({ length: 20 }, () => 100), 10_000], 300, createRandom(1));
    expect(Math.min(...seconds)).toBe(30);
    expect(Math.max(...seconds)).toBe(1_200);
    expect(seconds.reduce((sum, value) => sum + value, 0) / seconds.length).toBeCloseTo(300, 1);
  });

  test('of nobody are none; with nothing known everybody takes the average', () => {
    expect(stretch([], 300, createRandom(1)).seconds).toEqual([]);
    expect(stretch([null], 300, createRandom(1)).seconds).toEqual([300]);
  });
});

test.each([
  [12345678, '12345678-5', '12.345.678-5'],
  [11111111, '11111111-1', '11.111.111-1'],
  [10000013, '10000013-K', '10.000.013-K'],
  [5126663, '5126663-3', '5.126.663-3'],
])('the check digit of %s', (number, hyphen, dots) => {
  expect(formatRut(rutDigits(number), 'hyphen')).toBe(hyphen);
  expect(formatRut(rutDigits(number), 'dots')).toBe(dots);
});
