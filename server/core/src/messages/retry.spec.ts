import { afterFailure, type SendFailure } from './retry.js';

const OTHER: SendFailure = { kind: 'other' };

describe('afterFailure', () => {
  it('R9: again after 30, 60 and 120 s; the fourth failure is FALLIDO', () => {
    expect(afterFailure(0, OTHER)).toEqual({ outcome: 'again', failures: 1, afterSeconds: 30 });
    expect(afterFailure(1, OTHER)).toEqual({ outcome: 'again', failures: 2, afterSeconds: 60 });
    expect(afterFailure(2, OTHER)).toEqual({ outcome: 'again', failures: 3, afterSeconds: 120 });
    expect(afterFailure(3, OTHER)).toEqual({ outcome: 'FALLIDO', failures: 4 });
  });

  it('R9: whatever number was stored, a later failure never starts over', () => {
    for (const failures of [4, 5, 100]) expect(afterFailure(failures, OTHER).outcome).toBe('FALLIDO');
  });

  it.each([0, 3, 50])('R9: 429 waits as long as Telegram says and is not counted (after %i failures)', (failures) => {
    expect(afterFailure(failures, { kind: 'too-many', retryAfterSeconds: 17 })).toEqual({
      outcome: 'again',
      failures,
      afterSeconds: 17,
    });
  });

  it.each(['blocked', 'no-chat', 'refused'] as const)('R9: %s is FALLIDO at once', (kind) => {
    expect(afterFailure(0, { kind })).toEqual({ outcome: 'FALLIDO', failures: 1 });
  });
});
