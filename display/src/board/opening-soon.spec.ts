/// <reference types="jest" />
import { opensLaterToday } from './opening-soon.js';

const OPENS_AT = '2026-03-03T12:00:00.000Z'; // 09:00 in Santiago
const branch = { reason: 'FUERA_DE_HORARIO', opensAt: OPENS_AT, timeZone: 'America/Santiago' } as const;

describe('R4: somebody is called while the branch gives no numbers', () => {
  it('before it opens, what counts is when it opens', () => {
    expect(opensLaterToday(branch, Date.parse('2026-03-03T11:40:00Z'))).toBe(Date.parse(OPENS_AT));
    expect(opensLaterToday(branch, Date.parse('2026-03-03T03:01:00Z'))).toBe(Date.parse(OPENS_AT));
  });

  it('after it closed, the next opening is another day’s, also past midnight in UTC', () => {
    expect(opensLaterToday(branch, Date.parse('2026-03-02T22:00:00Z'))).toBeNull();
    expect(opensLaterToday(branch, Date.parse('2026-03-03T02:59:00Z'))).toBeNull();
  });

  it('says nothing of a branch that is paused or closed by hand, or whose opening is not known', () => {
    const now = Date.parse('2026-03-03T11:40:00Z');
    expect(opensLaterToday({ ...branch, reason: 'PAUSADA' }, now)).toBeNull();
    expect(opensLaterToday({ ...branch, reason: 'CERRADA' }, now)).toBeNull();
    expect(opensLaterToday({ ...branch, opensAt: null }, now)).toBeNull();
  });
});
