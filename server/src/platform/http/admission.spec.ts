import { Admission, ALWAYS, rankOf, type Rank } from './admission.js';

describe('who is refused first', () => {
  it.each([
    ['GET', '/api/health', null],
    ['GET', '/metrics', null],
    ['GET', '/api/health/live', null],
    ['GET', '/api/health/ready', null],
    ['GET', '/kiosk/index.html', null],
    ['GET', '/api/board', 'reads'],
    ['GET', '/api/tickets/5f0c', 'reads'],
    ['POST', '/api/tickets', 'customers'],
    ['DELETE', '/api/tickets/5f0c', 'customers'],
    ['POST', '/api/advisor/call-next', 'staff'],
    ['GET', '/api/advisor/desk', 'staff'],
    ['GET', '/api/admin/dashboard', 'reads'],
    ['POST', '/api/admin/tickets/5f0c/cancel', 'staff'],
    ['POST', '/api/auth/login', 'staff'],
    ['POST', '/api/telegram/webhook', 'staff'],
  ])('R14: %s %s: %s', (method, path, rank) => expect(rankOf(method, path)).toBe(rank));
});

describe('whether one more is let in', () => {
  const limits = {
    reads: { most: 200, slowMs: 500 },
    customers: { most: 200, slowMs: 1_000 },
    staff: { most: 200, slowMs: 2_000 },
  };
  let now = 0;
  /** So many that each take so long, one after another. */
  const answered = (admission: Admission, count: number, ms: number): void => {
    for (let i = 0; i < count; i++) {
      const leave = admission.enter('staff');
      now += ms;
      leave?.();
    }
  };
  const letIn = (admission: Admission): string[] =>
    (['reads', 'customers', 'staff'] as const).filter((rank) => {
      const leave = admission.enter(rank);
      leave?.();
      return leave !== null;
    });
  /** Others are under way meanwhile. */
  const crowd = (admission: Admission, count: number): (() => void)[] =>
    Array.from({ length: count }, () => admission.enter('staff')!);

  it.each([
    [300, ['reads', 'customers', 'staff']],
    [700, ['customers', 'staff']],
    [1_500, ['staff']],
    [9_000, []],
  ])('R14: where answers take %i ms: %j', (ms, expected) => {
    const admission = new Admission(limits, () => now);
    answered(admission, 100, ms);
    crowd(admission, ALWAYS.staff);
    expect(letIn(admission)).toEqual(expected);
  });

  it('R14: a few are always let in, and their quick answers open the doors again', () => {
    const admission = new Admission(limits, () => now);
    answered(admission, 100, 9_000);
    const others = crowd(admission, ALWAYS.reads - 1);
    expect(letIn(admission)).toContain('reads');
    answered(admission, 100, 10);
    others.push(...crowd(admission, 1));
    expect(letIn(admission)).toEqual(['reads', 'customers', 'staff']);
  });

  it.each([
    ['reads', ['customers', 'staff']],
    ['customers', ['staff']],
    ['staff', []],
  ] as const)('R7: of those few places the last are kept for the desks: as many as %s may: %j', (rank, expected) => {
    const admission = new Admission(limits, () => now);
    answered(admission, 100, 9_000);
    for (let i = 0; i < ALWAYS[rank]; i++) expect(admission.enter(rank)).not.toBeNull();
    expect(['reads', 'customers', 'staff'].filter((one) => admission.enter(one as Rank) !== null)).toEqual(expected);
  });

  it('R14: however quick it is, not more than so many', () => {
    const admission = new Admission({ ...limits, reads: { most: 20, slowMs: 500 } }, () => now);
    const others = crowd(admission, 20);
    expect(letIn(admission)).toEqual(['customers', 'staff']);
    others.pop()?.();
    expect(letIn(admission)).toEqual(['reads', 'customers', 'staff']);
  });
});
