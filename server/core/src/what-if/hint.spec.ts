import { Branch } from '../branch/branch.js';
import type { Advisor } from '../branch/advisor.js';
import { aBranch, anAdvisor, aTicket, HOUR, MINUTE, NINE_O_CLOCK, SECOND } from '../testing/builders.js';
import { changeOf, findHint, nextHint, type StandingHint } from './hint.js';
import { whatIf, whatIfInput } from './what-if.js';
import type { WhatIfInput } from './simulate.js';

const AT = NINE_O_CLOCK + HOUR;

interface Lobby {
  /** How many wait for CAJA, a minute apart, the last one just now. */
  caja: number;
  empresas?: number;
  ana?: Partial<Advisor>;
  at?: number;
}

/** Two desks of CAJA with too many before them, and Ana (3), who serves EMPRESAS. */
function lobby({ caja, empresas = 0, ana = {}, at = AT }: Lobby): WhatIfInput {
  const inLine = (queueType: string, count: number, from: number) =>
    Array.from({ length: count }, (_, index) => {
      const createdAt = AT - (count - 1 - index) * MINUTE;
      return aTicket(from + index, { queueType, createdAt, orderAt: createdAt });
    });
  const desk = { status: 'AVAILABLE' as const, queueTypes: ['CAJA'] };
  const advisors = [
    anAdvisor(1, desk),
    anAdvisor(2, desk),
    anAdvisor(3, { ...desk, name: 'Ana', queueTypes: ['EMPRESAS'], ...ana }),
  ];
  const state = aBranch({ advisors, tickets: [...inLine('CAJA', caja, 1), ...inLine('EMPRESAS', empresas, 101)] });
  return whatIfInput(new Branch(state, at), [], 1);
}

const BUSY = { caja: 14 };

describe('the live hint', () => {
  it('R5, R8: the free advisor of a calm queue helps the late one, and the hint says how much', () => {
    const input = lobby(BUSY);
    const hint = findHint(input);
    expect(hint).toMatchObject({ advisorId: 3, queueType: 'CAJA' });
    if (!hint) throw new Error('no hint');
    expect(hint.lateAfter).toBeLessThan(hint.lateBefore);
    // What it says is what doing it would do.
    const { before, after } = whatIf(input, [changeOf(hint, AT)]);
    const caja = (outcome: typeof before) => outcome.find(({ queueType }) => queueType === 'CAJA')?.late.value ?? 0;
    expect(Math.abs(caja(before) - hint.lateBefore)).toBeLessThanOrEqual(1.5);
    expect(Math.abs(caja(after) - hint.lateAfter)).toBeLessThanOrEqual(1.5);
  });

  it('R8: nobody is or will be late: no hint', () => {
    expect(findHint(lobby({ caja: 0 }))).toBeNull();
    expect(findHint(lobby({ caja: 4 }))).toBeNull();
  });

  it('R7: nobody may be moved: away, about to go, or of that queue already', () => {
    const off = { status: 'OFFLINE', statusReason: 'almuerzo' } as const;
    expect(findHint(lobby({ ...BUSY, ana: off }))).toBeNull();
    expect(findHint(lobby({ ...BUSY, ana: { offlineAfterCurrent: true } }))).toBeNull();
    expect(findHint(lobby({ ...BUSY, ana: { queueTypes: ['EMPRESAS', 'CAJA'] } }))).toBeNull();
  });

  it('R5: who has a line of their own that would be late is left where they are', () => {
    const busyToo = lobby({ ...BUSY, empresas: 6, ana: { status: 'BUSY' } });
    expect(findHint(busyToo)).toBeNull();
  });
});

describe('the hint that stands', () => {
  const standing = (at = AT): StandingHint => {
    const shown = nextHint(null, null, lobby({ ...BUSY, at }));
    if (!shown) throw new Error('no hint');
    return shown;
  };

  it('R8: the same hint stays while it holds, with the figures of the moment', () => {
    const first = standing();
    expect(first.since).toBe(AT);
    expect(nextHint(first, null, lobby(BUSY))).toBe(first);
    const later = nextHint(first, null, lobby({ ...BUSY, at: AT + 30 * SECOND }));
    expect(later).toMatchObject({ since: AT, hint: { advisorId: 3, queueType: 'CAJA', minutes: first.hint.minutes } });
  });

  it('R8: it goes when it no longer holds: the line is gone, she is away, or she does it already', () => {
    const first = standing();
    const at = AT + 30 * SECOND;
    expect(nextHint(first, null, lobby({ caja: 1, at }))).toBeNull();
    expect(nextHint(first, null, lobby({ ...BUSY, at, ana: { status: 'OFFLINE' } }))).toBeNull();
    expect(nextHint(first, null, lobby({ ...BUSY, at, ana: { queueTypes: ['EMPRESAS', 'CAJA'] } }))).toBeNull();
  });

  it('R8: after one has gone there is none for a minute', () => {
    const at = AT + 30 * SECOND;
    expect(nextHint(null, AT, lobby({ ...BUSY, at }))).toBeNull();
    expect(nextHint(null, AT, lobby({ ...BUSY, at: AT + MINUTE }))).not.toBeNull();
  });
});
