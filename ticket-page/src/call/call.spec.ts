import { callOf, isDue } from './call';

const AT = '2026-03-11T13:34:00.000Z';
const called = { status: 'ATENDIENDO', startedAt: null, assignedAt: AT, recallCount: 0 } as const;

describe('when it rings', () => {
  const first = callOf(called);

  it('rings for the call, and for a page that is opened on one', () => expect(isDue(first, null)).toBe(true));

  it('rings once for each', () => expect(isDue(callOf({ ...called }), first)).toBe(false));

  it('rings again for a recall (R4)', () => expect(isDue(callOf({ ...called, recallCount: 1 }), first)).toBe(true));

  it('rings again when the ticket went back to the queue and is called anew', () => {
    expect(isDue(callOf({ ...called, assignedAt: '2026-03-11T13:50:00.000Z' }), first)).toBe(true);
  });

  it.each([
    ['waiting', { status: 'EN_ESPERA', assignedAt: null }],
    ['next', { status: 'PROXIMO', assignedAt: null }],
    ['served now', { startedAt: AT }],
    ['over', { status: 'COMPLETADO' }],
  ] as const)('is silent for a ticket that is %s', (_name, part) => {
    expect(isDue(callOf({ ...called, ...part }), null)).toBe(false);
  });
});
