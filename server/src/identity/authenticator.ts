import type { DeviceKind, Role } from '@ticketero/contract';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Subject } from 'rxjs';

import { WallClock } from '../platform/clock.js';
import { Transactions, type Statement } from '../platform/database/transactions.js';
import { Neighbours } from '../platform/redis/neighbours.js';
import type { Holder, Principal } from './principal.js';
import { Tokens } from './tokens.js';

/** What a person is good for at this moment, in one text. */
const PERSON_STAMP = `concat_ws('|', u.id, u.branch_id, u.role, u.must_change_password, a.id, r.permissions)`;
const DEVICE_STAMP = `concat_ws('|', d.id, d.branch_id, r.permissions)`;

const PERSON: Statement = {
  name: 'principal-person-2',
  text: `select u.id, u.branch_id, u.email, u.name, u.role, u.must_change_password, r.permissions, a.id as advisor_id,
      ${PERSON_STAMP} as stamp
    from app_user u
    join role r on r.name = u.role
    left join advisor a on a.user_id = u.id and a.active
    where u.id = $1 and u.active and exists (
      select from refresh_token t
      where t.user_id = u.id and t.family = $2 and t.used_at is null and t.revoked_at is null and t.expires_at > $3)`,
};

/** It was seen, to the minute. */
const DEVICE: Statement = {
  name: 'principal-device-3',
  text: `with seen as (
      update device set last_seen_at = $2 where token_hash = $1 and revoked_at is null
        and (last_seen_at is null or last_seen_at < $2::timestamptz - interval '1 minute'))
    select d.id, d.branch_id, d.kind, d.name, r.permissions, ${DEVICE_STAMP} as stamp
    from device d join role r on r.name = d.kind
    where d.token_hash = $1 and d.revoked_at is null`,
};

/** Of $1 (sessions) and $2 (hashes of device tokens) those that are still good, and for what. A device that is listening
 *  was seen, to the minute; which process says so does not matter. */
const STILL_GOOD: Statement = {
  name: 'principal-still-good-1',
  text: `with seen as (
      update device set last_seen_at = $3 where id in (
        select id from device
        where token_hash = any($2::bytea[]) and (last_seen_at is null or last_seen_at < $3::timestamptz - interval '1 minute')
        order by id for no key update skip locked))
    select t.family::text as credential, ${PERSON_STAMP} as stamp
    from (
      select distinct family, user_id from refresh_token
      where family = any($1::uuid[]) and used_at is null and revoked_at is null and expires_at > $3) t
    join app_user u on u.id = t.user_id and u.active
    join role r on r.name = u.role
    left join advisor a on a.user_id = u.id and a.active
    union all
    select encode(d.token_hash, 'hex'), ${DEVICE_STAMP}
    from device d
    join role r on r.name = d.kind
    where d.token_hash = any($2::bytea[]) and d.revoked_at is null`,
};

interface PersonRow {
  id: number;
  branch_id: number | null;
  email: string;
  name: string;
  role: Role;
  must_change_password: boolean;
  permissions: string[];
  advisor_id: number | null;
  stamp: string;
}

interface DeviceRow {
  id: number;
  branch_id: number;
  kind: DeviceKind;
  name: string;
  permissions: string[];
  stamp: string;
}

/** A revoked person or device is out after this long at most (CONTRACT.md: within 5 s). */
const CACHE_MS = 4_000;
const CACHE_MAX = 20_000;

const TOPIC = 'rights';

/** Bearer token → who it is. */
@Injectable()
export class Authenticator implements OnModuleInit {
  /** Somebody's rights have changed, as far as this process has been told. */
  readonly forgotten = new Subject<void>();
  private readonly cache = new Map<string, { until: number; principal: Principal | null }>();

  constructor(
    private readonly tokens: Tokens,
    private readonly transactions: Transactions,
    private readonly clock: WallClock,
    private readonly neighbours: Neighbours,
  ) {}

  onModuleInit(): void {
    this.neighbours.hear(TOPIC, () => this.forgetHere());
  }

  /** Null: the token is wrong, expired or revoked. */
  async authenticate(token: string): Promise<Principal | null> {
    if (this.tokens.isDeviceToken(token)) {
      const hash = this.tokens.hash(token);
      return this.cached(hash.toString('base64'), () => this.device(hash));
    }
    const claims = this.tokens.readAccess(token); // checked each time: it expires
    if (!claims) return null;
    return this.cached(`${claims.userId} ${claims.family}`, () => this.person(claims.userId, claims.family));
  }

  /** The same from the database, for a socket: what it is told by mistake it is told for hours. */
  async authenticateAnew(token: string): Promise<Principal | null> {
    if (this.tokens.isDeviceToken(token)) return this.device(this.tokens.hash(token));
    const claims = this.tokens.readAccess(token);
    return claims && this.person(claims.userId, claims.family);
  }

  /** Credential → stamp of those of `holders` that are still good for something. */
  async stillGood(holders: readonly Holder[]): Promise<Map<string, string>> {
    const of = (kind: Holder['kind']) => [
      ...new Set(holders.filter((one) => one.kind === kind).map(({ credential }) => credential)),
    ];
    const hashes = of('device').map((hex) => Buffer.from(hex, 'hex'));
    const values = [of('person'), hashes, new Date(this.clock.now())];
    const rows = await this.transactions.query<{ credential: string; stamp: string }>(STILL_GOOD, values);
    return new Map(rows.map(({ credential, stamp }) => [credential, stamp]));
  }

  /**
   * Forgets what it knows, so that a change of rights counts at once: in this process, and in the others while Redis is
   * there. After its commit.
   */
  forget(): void {
    this.forgetHere();
    this.neighbours.say(TOPIC, {});
  }

  private forgetHere(): void {
    this.cache.clear();
    this.forgotten.next();
  }

  private async cached(key: string, load: () => Promise<Principal | null>): Promise<Principal | null> {
    const now = this.clock.now();
    const known = this.cache.get(key);
    if (known && known.until > now) return known.principal;
    const principal = await load();
    if (this.cache.size >= CACHE_MAX) this.cache.clear();
    if (principal) this.cache.set(key, { until: now + CACHE_MS, principal });
    return principal;
  }

  private async person(userId: number, family: string): Promise<Principal | null> {
    const [row] = await this.transactions.query<PersonRow>(PERSON, [userId, family, new Date(this.clock.now())]);
    if (!row) return null;
    return {
      kind: 'person',
      userId: row.id,
      name: row.name,
      email: row.email,
      role: row.role,
      advisorId: row.advisor_id,
      branchId: row.branch_id,
      permissions: new Set(row.permissions),
      key: `person ${row.id}`,
      actor: row.email,
      sessionId: family,
      mustChangePassword: row.must_change_password,
      holder: { kind: 'person', credential: family, stamp: row.stamp },
    };
  }

  private async device(hash: Buffer): Promise<Principal | null> {
    const [row] = await this.transactions.query<DeviceRow>(DEVICE, [hash, new Date(this.clock.now())]);
    if (!row) return null;
    return {
      kind: 'device',
      deviceId: row.id,
      deviceKind: row.kind,
      branchId: row.branch_id,
      permissions: new Set(row.permissions),
      key: `device ${row.id}`,
      actor: `${row.kind}:${row.name}`,
      holder: { kind: 'device', credential: hash.toString('hex'), stamp: row.stamp },
    };
  }
}
