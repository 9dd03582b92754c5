import { Inject, Injectable } from '@nestjs/common';

import { WallClock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { Nothing, Transactions, type Statement, type Tx } from '../platform/database/transactions.js';
import { ProblemError } from '../platform/errors/problem.js';
import { networkOf } from '../platform/http/client-address.js';
import { afterFailure, FORGET_MS, waitOf, type Failures, type Scope } from './slowdown.js';
import { Tokens } from './tokens.js';

const KNOWN: Statement = {
  name: 'pace-known-1',
  text: `select exists (select from known_address
    where account_hash = $1 and address_hash = $2 and last_used_at > $3) as known`,
};
const ENSURE: Statement = {
  name: 'pace-ensure-1',
  text: `insert into sign_in_failure (scope, key_hash, last_failed_at)
    select scope, key_hash, $3 from unnest($1::text[], $2::bytea[]) as x(scope, key_hash) order by 1, 2
    on conflict do nothing`,
};
const LOCK: Statement = {
  name: 'pace-lock-1',
  text: `select f.scope, f.failures, f.last_failed_at, f.blocked_until from sign_in_failure f
    join unnest($1::text[], $2::bytea[]) as x(scope, key_hash) on f.scope = x.scope and f.key_hash = x.key_hash
    order by f.scope, f.key_hash for update of f`,
};
const COUNT: Statement = {
  name: 'pace-count-1',
  text: `update sign_in_failure f
    set failures = x.failures, last_failed_at = x.last_failed_at, blocked_until = x.blocked_until
    from unnest($1::text[], $2::bytea[], $3::int[], $4::timestamptz[], $5::timestamptz[])
      as x(scope, key_hash, failures, last_failed_at, blocked_until)
    where f.scope = x.scope and f.key_hash = x.key_hash`,
};
const FORGET: Statement = {
  name: 'pace-forget-1',
  text: `delete from sign_in_failure where (scope, key_hash) in (
    select scope, key_hash from sign_in_failure where last_failed_at < $1 order by last_failed_at limit 20
    for update skip locked)`,
};
/** Whoever mistyped and then knew it starts anew; what others did to the account or at the address stays. */
const UNDO: Statement = {
  name: 'pace-undo-1',
  text: `with pair as (delete from sign_in_failure where scope = 'PAIR' and key_hash = $1)
    update sign_in_failure f set failures = greatest(f.failures - 1, 0),
      blocked_until = case when f.blocked_until is distinct from x.made then f.blocked_until end
    from unnest($2::text[], $3::bytea[], $4::timestamptz[]) as x(scope, key_hash, made)
    where f.scope = x.scope and f.key_hash = x.key_hash`,
};
const REMEMBER: Statement = {
  name: 'pace-remember-1',
  text: `with old as (delete from known_address where account_hash = $1 and last_used_at <= $4 and address_hash <> $2)
    insert into known_address (account_hash, address_hash, last_used_at) values ($1, $2, $3)
    on conflict (account_hash, address_hash) do update set last_used_at = excluded.last_used_at`,
};

/** An address where nobody of the account has signed in for so long is a stranger's again. */
const KNOWN_MS = 90 * 86_400_000;

interface Counted {
  scope: Scope;
  key: Buffer;
  after: Failures;
}

/** Whom a sign-in is counted for: the address and the name before its @ are one account. */
export function accountName(typed: string): string {
  const [name = ''] = typed.trim().toLowerCase().split('@');
  return name.slice(0, 100);
}

/** One attempt at signing in, counted as a failure until it succeeds. */
export interface Attempt {
  account: Buffer;
  address: Buffer;
  counted: Counted[];
}

interface FailureRow {
  scope: Scope;
  failures: number;
  last_failed_at: Date;
  blocked_until: Date | null;
}

/**
 * Slows down whoever guesses passwords, in every process and over restarts (CONTRACT.md: slowed after 5). What others do
 * elsewhere does not keep an account out where it is at home: there only the failures at that address count.
 */
@Injectable()
export class SignInPace {
  constructor(
    private readonly transactions: Transactions,
    private readonly tokens: Tokens,
    private readonly clock: WallClock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Before the password is looked at, so that a hundred guesses at once count as a hundred. Throws
   * DEMASIADAS_SOLICITUDES. An account that does not exist is like any other. Null: there are no limits.
   */
  async begin(typed: string, ip: string | null): Promise<Attempt | null> {
    if (this.config.rateLimitFactor === 0) return null;
    const [name, network] = [accountName(typed), networkOf(ip ?? '')];
    const account = this.tokens.hashName(`account ${name}`);
    const address = this.tokens.hashName(`address ${network}`);
    const pair = this.tokens.hashName(`pair ${name} ${network}`);
    const now = this.clock.now();
    const outcome = await this.transactions.run<Counted[] | number>(async (tx) => {
      const [at] = await tx.query<{ known: boolean }>(KNOWN, [account, address, new Date(now - KNOWN_MS)]);
      const known = at?.known ?? false;
      const keys = known ? { PAIR: pair } : { ACCOUNT: account, ADDRESS: address, PAIR: pair };
      return this.count(tx, keys, now, known);
    });
    await this.transactions.query(FORGET, [new Date(now - FORGET_MS)]);
    if (typeof outcome !== 'number') return { account, address, counted: outcome };
    const retryAfter = Math.ceil(outcome / 1000);
    throw new ProblemError('DEMASIADAS_SOLICITUDES', undefined, { retryAfter });
  }

  async succeeded(attempt: Attempt | null): Promise<void> {
    if (!attempt) return;
    const { account, address, counted } = attempt;
    const now = this.clock.now();
    const pair = counted.find(({ scope }) => scope === 'PAIR')?.key;
    const others = counted.filter(({ scope }) => scope !== 'PAIR');
    await this.transactions.run(async (tx) => {
      await tx.query(UNDO, [
        pair,
        others.map(({ scope }) => scope),
        others.map(({ key }) => key),
        others.map(({ after }) => time(after.blockedUntil)),
      ]);
      await tx.query(REMEMBER, [account, address, new Date(now), new Date(now - KNOWN_MS)]);
    });
  }

  /** What it is counted as, or the ms to wait. An attempt that has to wait is not counted: waits do not grow by asking. */
  private async count(
    tx: Tx,
    keys: Partial<Record<Scope, Buffer>>,
    now: number,
    atHome: boolean,
  ): Promise<Counted[] | Nothing<number>> {
    const [scopes, hashes] = [Object.keys(keys) as Scope[], Object.values(keys)];
    await tx.query(ENSURE, [scopes, hashes, new Date(now)]);
    const kept = await tx.query<FailureRow>(LOCK, [scopes, hashes]);
    const before = kept.map((row) => ({
      scope: row.scope,
      failures: row.failures,
      lastFailedAt: row.last_failed_at.getTime(),
      blockedUntil: row.blocked_until && row.blocked_until.getTime(),
    }));
    const wait = Math.max(...before.map((one) => waitOf(one, now)));
    if (wait > 0) return new Nothing(wait);
    const counted = before.map(({ scope, ...one }) => ({
      scope,
      key: keys[scope] ?? Buffer.alloc(0),
      after: afterFailure(scope, one, now, atHome, this.config.rateLimitFactor),
    }));
    await tx.query(COUNT, [
      counted.map(({ scope }) => scope),
      counted.map(({ key }) => key),
      counted.map(({ after }) => after.failures),
      counted.map(({ after }) => time(after.lastFailedAt)),
      counted.map(({ after }) => time(after.blockedUntil)),
    ]);
    return counted;
  }
}

const time = (at: number | null): Date | null => (at === null ? null : new Date(at));
