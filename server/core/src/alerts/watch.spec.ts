import fc from 'fast-check';

import { ALERT_TYPES, alertKey, type AlertType, type Finding, type OpenAlert } from './alert.js';
import { ALERT_HOLDS, type AlertHold, type AlertHolds } from './rules.js';
import { alertChanges, type AlertMemory } from './watch.js';

const SECOND = 1_000;
const NOBODY = { queueType: null, advisorId: null, deviceId: null };

const finding = (type: AlertType, queueType: string | null = null): Finding => ({
  ...NOBODY,
  ...{ type, queueType, severity: 'WARNING', since: null, facts: {} },
});
const holdsOf = (hold: AlertHold): AlertHolds => ({ ...ALERT_HOLDS, COLA_CRITICA: hold });

/** A branch's alerts as they are kept: what is raised and cleared at each look, and the course of each subject. */
class Kept {
  memory: AlertMemory = { open: [], turning: {} };
  readonly course: { at: number; what: 'raised' | 'cleared'; key: string }[] = [];
  private nextId = 1;

  constructor(private readonly holds: AlertHolds) {}

  look(now: number, findings: Finding[], types: readonly AlertType[] = ALERT_TYPES): boolean {
    const { raise, clear, turning, any } = alertChanges(this.memory, findings, types, this.holds, now);
    const raised = raise.map((one) => this.episode(one, now));
    for (const one of raised) this.course.push({ at: now, what: 'raised', key: alertKey(one) });
    for (const one of clear) this.course.push({ at: now, what: 'cleared', key: alertKey(one) });
    const open = this.memory.open.filter((one) => !clear.includes(one));
    this.memory = { open: [...open, ...raised], turning };
    return any;
  }

  private episode(one: Finding, now: number): OpenAlert {
    const since = one.since ?? now;
    return { ...one, since, id: this.nextId++, raisedAt: now, acknowledgedBy: null, acknowledgedAt: null };
  }
}

describe('what is raised and what is cleared', () => {
  const QUEUE = finding('COLA_CRITICA', 'CAJA');
  const slow = () => new Kept(holdsOf({ raiseSeconds: 20, clearSeconds: 30 }));
  const courseOf = (kept: Kept) => kept.course.map(({ at, what }) => [at / SECOND, what]);

  it('CONTRACT: at once where nothing has to last, and once each', () => {
    const kept = new Kept(holdsOf({ raiseSeconds: 0, clearSeconds: 0 }));
    for (const at of [0, 5, 10]) kept.look(at * SECOND, [QUEUE]);
    for (const at of [15, 20]) kept.look(at * SECOND, []);
    expect(courseOf(kept)).toEqual([
      [0, 'raised'],
      [15, 'cleared'],
    ]);
  });

  it('CONTRACT: raised when it has lasted, cleared when it has been over for long enough', () => {
    const kept = slow();
    for (let at = 0; at < 60; at += 5) kept.look(at * SECOND, [QUEUE]);
    for (let at = 60; at < 120; at += 5) kept.look(at * SECOND, []);
    expect(courseOf(kept)).toEqual([
      [20, 'raised'],
      [90, 'cleared'],
    ]);
  });

  it('CONTRACT: what swings faster than that is neither raised, nor cleared once it is', () => {
    const kept = slow();
    for (let at = 0; at < 600; at += 5) kept.look(at * SECOND, at % 15 < 10 ? [QUEUE] : []);
    expect(kept.course).toEqual([]);
    for (let at = 600; at < 620; at += 5) kept.look(at * SECOND, [QUEUE]);
    for (let at = 620; at < 1200; at += 5) kept.look(at * SECOND, at % 30 === 20 ? [QUEUE] : []);
    expect(courseOf(kept)).toEqual([[620, 'raised']]);
  });

  it('CONTRACT: two queues are two alerts, and a type that was not looked at stays as it is', () => {
    const kept = new Kept(holdsOf({ raiseSeconds: 0, clearSeconds: 0 }));
    const silent = { ...finding('KIOSKO_CAIDO'), deviceId: 7 };
    kept.look(0, [QUEUE, finding('COLA_CRITICA', 'EMPRESAS'), silent], ['COLA_CRITICA']);
    expect(kept.memory.open.map(({ queueType }) => queueType)).toEqual(['CAJA', 'EMPRESAS']);
    kept.look(0, [silent], ['KIOSKO_CAIDO']);
    expect(kept.memory.turning).toEqual({ [alertKey(silent)]: 0 });
    kept.look(30 * SECOND, [QUEUE], ['COLA_CRITICA']);
    expect(kept.memory.turning).toEqual({ [alertKey(silent)]: 0 });
    expect(kept.memory.open.map(({ queueType }) => queueType)).toEqual(['CAJA']);
  });

  it('CONTRACT: a look at which nothing is new has nothing to write', () => {
    const kept = slow();
    expect([0, 5, 10].map((at) => kept.look(at * SECOND, [QUEUE]))).toEqual([true, false, false]);
    expect([20, 25].map((at) => kept.look(at * SECOND, [QUEUE]))).toEqual([true, false]);
    expect(kept.look(30 * SECOND, [])).toBe(true);
    expect(kept.look(35 * SECOND, [])).toBe(false);
  });

  it('CONTRACT: a clock that goes back raises nothing too early', () => {
    const kept = slow();
    for (const at of [100, 10, 100, 119]) kept.look(at * SECOND, [QUEUE]);
    expect(kept.course).toEqual([]);
    kept.look(120 * SECOND, [QUEUE]);
    expect(courseOf(kept)).toEqual([[120, 'raised']]);
  });
});

describe('any course of things', () => {
  const SUBJECTS = [finding('COLA_CRITICA', 'CAJA'), finding('COLA_CRITICA', 'EMPRESAS'), finding('COLA_CRITICA')];
  const look = fc.record({
    afterMs: fc.integer({ min: 0, max: 40 * SECOND }),
    wrong: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    /** Some looks are at other types alone. */
    looked: fc.boolean(),
  });
  const seconds = fc.integer({ min: 0, max: 45 });
  const hold = fc.record({ raiseSeconds: seconds, clearSeconds: seconds });

  /** Of one subject: since when, at `upTo`, each look at it had found the same. */
  const lasted = (seen: { at: number; wrong: boolean }[], upTo: number): number => {
    const until = seen.filter(({ at }) => at <= upTo);
    const last = until.at(-1);
    let since = upTo;
    for (const { at, wrong } of until.reverse()) {
      if (wrong !== last?.wrong) break;
      since = at;
    }
    return upTo - since;
  };

  it('CONTRACT: never raised twice without a clear between, nor before its time, and nothing is forgotten', () => {
    let raisedInAll = 0;
    fc.assert(
      fc.property(hold, fc.array(look, { minLength: 30, maxLength: 60 }), (limits, looks) => {
        const kept = new Kept(holdsOf(limits));
        const seen = new Map(SUBJECTS.map((subject) => [alertKey(subject), [] as { at: number; wrong: boolean }[]]));
        let now = 0;
        for (const { afterMs, wrong, looked } of looks) {
          now += afterMs + 1;
          kept.look(
            now,
            SUBJECTS.filter((_, i) => wrong[i]),
            looked ? ['COLA_CRITICA'] : ['IMPRESORA'],
          );
          if (looked)
            SUBJECTS.forEach((subject, i) => seen.get(alertKey(subject))?.push({ at: now, wrong: !!wrong[i] }));
        }
        for (const [key, course] of seen) {
          const events = kept.course.filter((event) => event.key === key);
          events.forEach(({ what }, i) => expect(what).toBe(i % 2 === 0 ? 'raised' : 'cleared'));
          for (const { at, what } of events) {
            const least = what === 'raised' ? limits.raiseSeconds : limits.clearSeconds;
            expect(lasted(course, at)).toBeGreaterThanOrEqual(least * SECOND);
          }
          const isOpen = kept.memory.open.some((one) => alertKey(one) === key);
          expect(isOpen).toBe(events.length % 2 === 1);
          // What has lasted for its whole time at the last look is no longer waiting for anything.
          const last = course.at(-1);
          const least = last?.wrong ? limits.raiseSeconds : limits.clearSeconds;
          if (last && lasted(course, last.at) >= least * SECOND) expect(isOpen).toBe(last.wrong);
          raisedInAll += events.filter(({ what }) => what === 'raised').length;
        }
      }),
      { numRuns: 400 },
    );
    expect(raisedInAll).toBeGreaterThan(400);
  });
});
