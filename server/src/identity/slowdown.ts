/**
 * How much failed sign-ins slow the next one down. ACCOUNT: one account from anywhere; ADDRESS: any account from one
 * address; PAIR: one account from one address.
 */
export const SCOPES = ['ACCOUNT', 'ADDRESS', 'PAIR'] as const;
export type Scope = (typeof SCOPES)[number];

/** Failures without a wait. An address can be a whole branch behind one router, with its typing errors of a morning. */
const FREE: Record<Scope, number> = { PAIR: 5, ACCOUNT: 20, ADDRESS: 60 };

const MINUTE_MS = 60_000;
/**
 * The waits are 1, 2, 4, 8 and then 15 minutes each: from then on a guesser has 96 tries a day at one account, whatever
 * the number of addresses, and an owner who mistyped waits no longer than for a cup of coffee.
 */
const LONGEST_WAIT_MS = 15 * MINUTE_MS;
/** Where the account has signed in before. Whoever sits there can be kept waiting this long by whoever else does. */
const LONGEST_WAIT_AT_HOME_MS = MINUTE_MS;
/** After a day without a failure all is forgotten. */
export const FORGET_MS = 24 * 60 * MINUTE_MS;

/** What is kept of one scope. Times in ms. */
export interface Failures {
  failures: number;
  lastFailedAt: number;
  blockedUntil: number | null;
}

/** ms until the next attempt may be made; 0: now. */
export function waitOf({ blockedUntil }: Failures, now: number): number {
  return Math.max(0, (blockedUntil ?? 0) - now);
}

/** After one more failure. `atHome`: at an address that the account is known at. `factor`: RATE_LIMIT_FACTOR. */
export function afterFailure(scope: Scope, before: Failures, now: number, atHome: boolean, factor: number): Failures {
  const failures = (now - before.lastFailedAt > FORGET_MS ? 0 : before.failures) + 1;
  const excess = failures - Math.max(1, Math.round(FREE[scope] * factor));
  const longest = atHome ? LONGEST_WAIT_AT_HOME_MS : LONGEST_WAIT_MS;
  // The exponent is bounded: after a thousand failures it would be no number any more.
  const wait = Math.min(longest, MINUTE_MS * 2 ** Math.min(excess, 10));
  return { failures, lastFailedAt: now, blockedUntil: excess < 0 ? null : now + wait };
}
