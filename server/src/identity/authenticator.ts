import type { DeviceKind, Role } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';

import { WallClock } from '../platform/clock.js';
import { Transactions, type Statement } from '../platform/database/transactions.js';
import type { Principal } from './principal.js';
import { Tokens } from './tokens.js';

const PERSON: Statement = {
  name: 'principal-person-1',
  text: `select u.id, u.branch_id, u.email, u.name, u.role, r.permissions, a.id as advisor_id
    from app_user u
    join role r on r.name = u.role
    left join advisor a on a.user_id = u.id and a.active
    where u.id = $1 and u.active
      and exists (select from refresh_token t where t.user_id = u.id and t.family = $2 and t.revoked_at is null)`,
};

const DEVICE: Statement = {
  name: 'principal-device-1',
  text: `update device d set last_seen_at = $2
    from role r
    where d.token_hash = $1 and d.revoked_at is null and r.name = d.kind
    returning d.id, d.branch_id, d.kind, d.name, r.permissions`,
};

interface PersonRow {
  id: number;
  branch_id: number | null;
  email: string;
  name: string;
  role: Role;
  permissions: string[];
  advisor_id: number | null;
}

interface DeviceRow {
  id: number;
  branch_id: number;
  kind: DeviceKind;
  name: string;
  permissions: string[];
}

/** A revoked person or device is out after this long at most (CONTRACT.md: within 5 s). */
const CACHE_MS = 4_000;
const CACHE_MAX = 20_000;

/** Bearer token → who it is. */
@Injectable()
export class Authenticator {
  private readonly cache = new Map<string, { until: number; principal: Principal | null }>();

  constructor(
    private readonly tokens: Tokens,
    private readonly transactions: Transactions,
    private readonly clock: WallClock,
  ) {}

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

  /** Forgets what it knows, so that a change of rights counts at once in this process. */
  forget(): void {
    this.cache.clear();
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
    const [row] = await this.transactions.query<PersonRow>(PERSON, [userId, family]);
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
    };
  }
}
