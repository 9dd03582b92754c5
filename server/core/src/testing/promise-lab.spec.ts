import { scoreOf, SimpleEstimators, type Compared } from './estimators.js';
import { MINUTE } from './builders.js';
import { PromiseLab, REPLAY, REPLAY_CORRECTED, REPLAY_UNLEARNED } from './promise-lab.js';
import { referenceDay } from './reference-day.js';

const LEARNING = 3;
const DAYS = 3;

/** The same days on every machine: what `npm run bench:promise` shows on sixty, with room. */
function compared(): Compared[] {
  const lab = new PromiseLab();
  const all: Compared[] = [];
  for (let day = 1; day <= LEARNING + DAYS; day++) {
    const waits = lab.run(referenceDay(day));
    if (day > LEARNING) all.push(...waits);
  }
  return all;
}

describe('the promise on the reference branch', () => {
  const all = compared();
  const error = (name: string): number => scoreOf(all, name).errorMs / MINUTE;

  it('R8: there is something to compare', () => {
    expect(all.length).toBeGreaterThan(600);
    expect(error('position ÷ advisors')).toBeGreaterThan(3);
    expect(new Set(all.map(({ queueType }) => queueType)).size).toBe(4);
  });

  it.each([REPLAY, REPLAY_CORRECTED])(
    'R8: the error of "%s" is a tenth of the formula’s, and well below the rest',
    (name) => {
      expect(error(name)).toBeLessThan(0.1 * error('formula'));
      expect(error(name)).toBeLessThan(0.75 * error('position ÷ advisors'));
      for (const other of ["last customer's wait", 'head of line', 'rolling mean of five', REPLAY_UNLEARNED]) {
        expect(error(name)).toBeLessThan(error(other));
      }
    },
  );

  it('R8: about 80 of 100 waits lie in the range that was told, after three days only', () => {
    const { coverage, widthMs } = scoreOf(all, REPLAY_CORRECTED);
    expect(coverage).toBeGreaterThan(0.75);
    expect(coverage).toBeLessThan(0.85);
    expect((widthMs ?? 0) / MINUTE).toBeLessThan(16);
  });
});

describe('the estimators that it is compared with', () => {
  const glance = { position: 4, averageMs: 5 * MINUTE, advisors: 2, headWaitedMs: 3 * MINUTE };

  it('know the waits that have ended, and before the first of them position and advisors', () => {
    const simple = new SimpleEstimators();
    expect(simple.say(glance)["last customer's wait"]).toEqual({ ms: 10 * MINUTE });
    for (const minutes of [100, 2, 4, 6, 8, 10]) simple.called(minutes * MINUTE);
    const said = Object.entries(simple.say(glance)).map(([name, { ms }]) => [name, ms / MINUTE]);
    expect(Object.fromEntries(said)).toEqual({
      formula: 20,
      'position ÷ advisors': 10,
      "last customer's wait": 10,
      'head of line': 3,
      'rolling mean of five': 6,
      'mean of all before': 130 / 6,
    });
  });

  it('are scored by what happened', () => {
    const said = { one: { ms: 10 * MINUTE, lowMs: 8 * MINUTE, highMs: 12 * MINUTE } };
    const waits = [4, 11, 20].map((minutes): Compared => ({ queueType: 'CAJA', actualMs: minutes * MINUTE, said }));
    expect(scoreOf(waits, 'one')).toEqual({
      count: 3,
      errorMs: (17 / 3) * MINUTE,
      biasMs: (5 / 3) * MINUTE,
      within: 1 / 3,
      coverage: 1 / 3,
      widthMs: 4 * MINUTE,
    });
    expect(() => scoreOf(waits, 'two')).toThrow('two said nothing');
  });
});
