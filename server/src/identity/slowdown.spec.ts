import * as fc from 'fast-check';

import { afterFailure, FORGET_MS, SCOPES, waitOf, type Failures, type Scope } from './slowdown.js';

const MINUTE = 60_000;
const NONE: Failures = { failures: 0, lastFailedAt: 0, blockedUntil: null };

/** The waits in minutes after each of `count` failures, each made as soon as it may be. */
function waits(scope: Scope, count: number, atHome = false, factor = 1): number[] {
  let [kept, now] = [NONE, 1_000_000];
  return Array.from({ length: count }, () => {
    kept = afterFailure(scope, kept, now, atHome, factor);
    const wait = waitOf(kept, now);
    now += wait;
    return wait / MINUTE;
  });
}

describe('how failed sign-ins slow the next one', () => {
  it('CONTRACT: one account at one address: slowed after 5, then longer and longer, a quarter of an hour at most', () => {
    expect(waits('PAIR', 12)).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15, 15]);
  });

  it('CONTRACT: where the account is at home, a minute at most', () => {
    expect(waits('PAIR', 9, true)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1]);
  });

  it('CONTRACT: an account from many addresses, and an address with many accounts, later and just as long', () => {
    expect(waits('ACCOUNT', 25).slice(18)).toEqual([0, 1, 2, 4, 8, 15, 15]);
    expect(waits('ADDRESS', 65).slice(58)).toEqual([0, 1, 2, 4, 8, 15, 15]);
  });

  it('CONTRACT: RATE_LIMIT_FACTOR multiplies what is free', () => {
    expect(waits('PAIR', 11, false, 2).slice(8)).toEqual([0, 1, 2]);
    expect(waits('PAIR', 2, false, 0.01)).toEqual([1, 2]);
  });

  it('CONTRACT: a day without a failure and all is forgotten; a wait ends by itself', () => {
    const kept: Failures = { failures: 400, lastFailedAt: 5, blockedUntil: 15 * MINUTE };
    expect(waitOf(kept, 15 * MINUTE - 1)).toBe(1);
    expect(waitOf(kept, 15 * MINUTE)).toBe(0);
    expect(afterFailure('PAIR', kept, 5 + FORGET_MS, false, 1).failures).toBe(401);
    expect(afterFailure('PAIR', kept, 6 + FORGET_MS, false, 1)).toEqual({
      failures: 1,
      lastFailedAt: 6 + FORGET_MS,
      blockedUntil: null,
    });
  });

  it('CONTRACT: whatever the history: nobody waits for good, and no more tries get through than it says', () => {
    const history = fc.record({
      scope: fc.constantFrom(...SCOPES),
      pauses: fc.array(fc.nat(40 * MINUTE), { maxLength: 200 }),
    });
    fc.assert(
      fc.property(history, ({ scope, pauses }) => {
        let [kept, now, tried] = [NONE, 1_000_000, 0];
        for (const pause of pauses) {
          now += pause;
          if (waitOf(kept, now) > 0) continue;
          kept = afterFailure(scope, kept, now, false, 1);
          tried += 1;
          expect(waitOf(kept, now)).toBeLessThanOrEqual(15 * MINUTE);
        }
        const free = { PAIR: 5, ACCOUNT: 20, ADDRESS: 60 }[scope];
        expect(tried).toBeLessThanOrEqual(free + 4 + (now - 1_000_000) / (15 * MINUTE) + 1);
      }),
    );
  });
});
