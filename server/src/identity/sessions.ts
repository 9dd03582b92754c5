import { randomUUID } from 'node:crypto';

import type { Role, SignInAnswer, SignedInUser } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

import type { Actor } from '../platform/actor.js';
import { AuditLog } from '../platform/audit-log.js';
import { WallClock } from '../platform/clock.js';
import { Nothing, Transactions, type Statement, type Tx } from '../platform/database/transactions.js';
import { invalid, ProblemError } from '../platform/errors/problem.js';
import { Authenticator } from './authenticator.js';
import { ACCESS_SECONDS, REFRESH_MS, Tokens } from './tokens.js';

interface UserRow {
  id: number;
  branch_id: number | null;
  branch_code: string | null;
  branch_name: string | null;
  email: string;
  name: string;
  role: Role;
  password_hash: string;
  permissions: string[];
  advisor_id: number | null;
}

const USER = `select u.id, u.branch_id, b.code as branch_code, b.name as branch_name, u.email, u.name, u.role,
    u.password_hash, r.permissions, a.id as advisor_id
  from app_user u
  join role r on r.name = u.role
  left join branch b on b.id = u.branch_id
  left join advisor a on a.user_id = u.id and a.active
  where u.active`;

const USER_BY_NAME: Statement = {
  name: 'session-user-by-name-1',
  // Whole address, or the part before the @ when it belongs to one person only.
  text: `${USER} and (u.email = $1 or (split_part(u.email, '@', 1) = $1 and 1 = (
    select count(*) from app_user o where split_part(o.email, '@', 1) = $1 and o.active)))`,
};
const USER_BY_ID: Statement = { name: 'session-user-by-id-1', text: `${USER} and u.id = $1` };
const INSERT_TOKEN: Statement = {
  name: 'session-insert-1',
  text: `insert into refresh_token (user_id, family, token_hash, expires_at, created_at) values ($1, $2, $3, $4, $5)`,
};
const TAKE_TOKEN: Statement = {
  name: 'session-take-1',
  text: `select id, user_id, family, expires_at, used_at, revoked_at from refresh_token where token_hash = $1 for update`,
};
const USE_TOKEN: Statement = { name: 'session-use-1', text: 'update refresh_token set used_at = $2 where id = $1' };
const REVOKE_FAMILY: Statement = {
  name: 'session-revoke-1',
  text: 'update refresh_token set revoked_at = $2 where family = $1 and revoked_at is null',
};
const REVOKE_OTHERS: Statement = {
  name: 'session-revoke-others-1',
  text: 'update refresh_token set revoked_at = $2 where user_id = $1 and family <> $3 and revoked_at is null',
};
const SET_PASSWORD: Statement = {
  name: 'session-set-password-1',
  text: 'update app_user set password_hash = $2, must_change_password = false, updated_at = $3 where id = $1',
};

/** A session as the controller hands it out: the answer for the page, the refresh token for the cookie. */
export interface Session {
  answer: SignInAnswer;
  refreshToken: string;
}

export const PASSWORD_MIN = 8;

/** A hash that no password has, so that an unknown user takes as long as a wrong password. Made once, when needed. */
let nobodysHash: Promise<string> | undefined;

/** Sign-in of people (CONTRACT.md, Who may call): argon2id, short access tokens, rotating refresh tokens. Real time. */
@Injectable()
export class Sessions {
  constructor(
    private readonly transactions: Transactions,
    private readonly tokens: Tokens,
    private readonly clock: WallClock,
    private readonly audit: AuditLog,
    private readonly authenticator: Authenticator,
  ) {}

  /** The same 401 for an unknown user and a wrong password. */
  async signIn(name: string, password: string, actor: Actor): Promise<Session> {
    const [user] = await this.transactions.query<UserRow>(USER_BY_NAME, [name.trim().toLowerCase()]);
    nobodysHash ??= hash(randomUUID());
    const matches = await verify(user?.password_hash ?? (await nobodysHash), password);
    if (!user || !matches) {
      await this.audit.record(user?.branch_id ?? null, actor, {
        eventType: 'SESION_FALLIDA',
        entityType: 'USER',
        entityId: user ? String(user.id) : '0', // what was typed may be a password: it is not kept
      });
      throw new ProblemError('NO_AUTENTICADO', 'Usuario o contraseña incorrectos');
    }
    return this.transactions.run(async (tx) => {
      const session = await this.open(tx, user, randomUUID());
      const event = { eventType: 'SESION_INICIADA', entityType: 'USER', entityId: String(user.id) } as const;
      await this.audit.record(user.branch_id, { ...actor, name: user.email }, event, tx);
      return session;
    });
  }

  /** A new pair for a refresh token. One that was used before was stolen, or its thief was faster: the family ends. */
  async refresh(refreshToken: string): Promise<Session> {
    const session = await this.transactions.run<Session | null>(async (tx) => {
      const now = this.clock.now();
      type Row = {
        id: number;
        user_id: number;
        family: string;
        expires_at: Date;
        used_at: Date | null;
        revoked_at: Date | null;
      };
      const [token] = await tx.query<Row>(TAKE_TOKEN, [this.tokens.hash(refreshToken)]);
      if (!token || token.revoked_at || token.expires_at.getTime() <= now) return new Nothing(null);
      if (token.used_at) {
        await tx.query(REVOKE_FAMILY, [token.family, new Date(now)]);
        this.authenticator.forget();
        return null;
      }
      const [user] = await tx.query<UserRow>(USER_BY_ID, [token.user_id]);
      if (!user) return new Nothing(null);
      await tx.query(USE_TOKEN, [token.id, new Date(now)]);
      return this.open(tx, user, token.family);
    });
    if (!session) throw new ProblemError('NO_AUTENTICADO');
    return session;
  }

  /** Ends the session of this refresh token; a token that is none is no error. */
  async signOut(refreshToken: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const [token] = await tx.query<{ family: string }>(TAKE_TOKEN, [this.tokens.hash(refreshToken)]);
      if (token) await tx.query(REVOKE_FAMILY, [token.family, new Date(this.clock.now())]);
    });
    this.authenticator.forget();
  }

  /** Changes the password and ends every other session of this person. */
  async changePassword(userId: number, family: string, current: string, next: string): Promise<void> {
    const [user] = await this.transactions.query<UserRow>(USER_BY_ID, [userId]);
    if (!user || !(await verify(user.password_hash, current))) {
      throw invalid({ currentPassword: 'La contraseña actual no es correcta' });
    }
    if (next === current) throw invalid({ newPassword: 'La contraseña nueva debe ser distinta' });
    const hashed = await hash(next);
    await this.transactions.run(async (tx) => {
      const now = new Date(this.clock.now());
      await tx.query(SET_PASSWORD, [userId, hashed, now]);
      await tx.query(REVOKE_OTHERS, [userId, now, family]);
    });
    this.authenticator.forget();
  }

  async user(userId: number): Promise<SignedInUser> {
    const [user] = await this.transactions.query<UserRow>(USER_BY_ID, [userId]);
    if (!user) throw new ProblemError('NO_AUTENTICADO');
    return presentUser(user);
  }

  private async open(tx: Tx, user: UserRow, family: string): Promise<Session> {
    const refreshToken = this.tokens.newRefreshToken();
    const now = this.clock.now();
    const expires = new Date(now + REFRESH_MS);
    await tx.query(INSERT_TOKEN, [user.id, family, this.tokens.hash(refreshToken), expires, new Date(now)]);
    const accessToken = this.tokens.signAccess({ userId: user.id, family });
    return { refreshToken, answer: { accessToken, expiresIn: ACCESS_SECONDS, user: presentUser(user) } };
  }
}

function presentUser(user: UserRow): SignedInUser {
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role: user.role,
    permissions: user.permissions,
    branchOffice: user.branch_code,
    branchName: user.branch_name,
    advisorId: user.advisor_id,
  };
}
