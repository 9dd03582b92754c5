import { randomUUID } from 'node:crypto';

import type { SessionsAnswer, SignInAnswer, SignedInUser } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';
import { verify } from '@node-rs/argon2';

import type { Actor } from '../platform/actor.js';
import { AuditLog, type LoggedEvent } from '../platform/audit-log.js';
import { WallClock } from '../platform/clock.js';
import { Nothing, Transactions, type Tx } from '../platform/database/transactions.js';
import { ProblemError } from '../platform/errors/problem.js';
import { Authenticator } from './authenticator.js';
import { hashPassword } from './new-password.js';
import {
  END_SESSION,
  END_SESSIONS,
  FORGET_EXPIRED,
  INSERT_TOKEN,
  LOCK_OWNER,
  LOCK_OWNER_OF_TOKEN,
  OPEN_SESSION,
  OPEN_SESSIONS,
  TAKE_TOKEN,
  USE_TOKEN,
  USER_BY_ID,
  USER_BY_NAME,
  type OwnerRow,
  type SessionRow,
  type TokenRow,
  type UserRow,
} from './session-statements.js';
import { SignInPace } from './sign-in-pace.js';
import { ACCESS_SECONDS, REFRESH_MS, Tokens } from './tokens.js';

/** A session as the controller hands it out: the answer for the page, the refresh token for the cookie. */
export interface Session {
  answer: SignInAnswer;
  refreshToken: string;
}

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
    private readonly pace: SignInPace,
  ) {}

  /** The same 401 for an unknown user and a wrong password; the same 429 for both when there were too many. */
  async signIn(name: string, password: string, actor: Actor): Promise<Session> {
    const account = name.trim().toLowerCase();
    const attempt = await this.pace.begin(account, actor.ip);
    const [user] = await this.transactions.query<UserRow>(USER_BY_NAME, [account]);
    nobodysHash ??= hashPassword(randomUUID());
    const matches = await verify(user?.password_hash ?? (await nobodysHash), password);
    const session = user && matches ? await this.begin(user, actor) : null;
    if (!session) {
      await this.audit.record(user?.branch_id ?? null, actor, {
        eventType: 'SESION_FALLIDA',
        entityType: 'USER',
        entityId: user ? String(user.id) : '0', // what was typed may be a password: it is not kept
      });
      throw new ProblemError('NO_AUTENTICADO', {
        mensaje: 'Usuario o contraseña incorrectos',
        detail: 'Wrong user or password',
      });
    }
    await this.pace.succeeded(attempt);
    return session;
  }

  /** Null: while the password was checked, it was changed or its owner disabled. */
  private begin(user: UserRow, actor: Actor): Promise<Session | null> {
    return this.transactions.run<Session | null>(async (tx) => {
      const [owner] = await tx.query<OwnerRow>(LOCK_OWNER, [user.id]);
      if (owner?.password_hash !== user.password_hash) return new Nothing(null);
      return this.open(tx, user, actor);
    });
  }

  /** A new session of somebody who has proved who they are. The caller holds the lock of the person. */
  async open(tx: Tx, user: UserRow, actor: Actor): Promise<Session> {
    const now = new Date(this.clock.now());
    await tx.query(FORGET_EXPIRED, [user.id, now]);
    const session = await this.handOut(tx, user, { family: randomUUID(), started_at: now }, actor);
    await this.record(user, { ...actor, name: user.email }, { eventType: 'SESION_INICIADA' }, tx);
    return session;
  }

  /** A new pair for a refresh token. One that was used before was stolen, or its thief was faster: the session ends. */
  async refresh(refreshToken: string, actor: Actor): Promise<Session> {
    const hashed = this.tokens.hash(refreshToken);
    const outcome = await this.transactions.run<Session | 'ended' | null>(async (tx) => {
      const [owner] = await tx.query<OwnerRow>(LOCK_OWNER_OF_TOKEN, [hashed]);
      const [token] = await tx.query<TokenRow>(TAKE_TOKEN, [hashed]);
      const now = new Date(this.clock.now());
      if (!owner || !token || token.revoked_at || token.expires_at <= now) return new Nothing(null);
      if (token.used_at) {
        await tx.query(END_SESSION, [token.family, now]);
        const data = { reason: 'TOKEN_REUTILIZADO', session: token.family };
        await this.record(owner, { ...actor, name: 'SISTEMA' }, { eventType: 'SESION_REVOCADA', data }, tx);
        return 'ended';
      }
      await tx.query(USE_TOKEN, [token.id, now]);
      const [user] = await tx.query<UserRow>(USER_BY_ID, [token.user_id]);
      return user ? this.handOut(tx, user, token, actor) : new Nothing(null);
    });
    if (outcome === 'ended') this.authenticator.forget();
    if (outcome === null || outcome === 'ended') throw new ProblemError('NO_AUTENTICADO');
    return outcome;
  }

  /** Ends the session of this refresh token; a token that is none is no error. */
  async signOut(refreshToken: string, actor: Actor): Promise<void> {
    const hashed = this.tokens.hash(refreshToken);
    await this.transactions.run(async (tx) => {
      const [owner] = await tx.query<OwnerRow>(LOCK_OWNER_OF_TOKEN, [hashed]);
      const [token] = await tx.query<TokenRow>(TAKE_TOKEN, [hashed]);
      if (owner && token) await this.close(tx, owner, token.family, { ...actor, name: owner.email });
    });
    this.authenticator.forget();
  }

  async list(userId: number, currentId: string | null): Promise<SessionsAnswer> {
    const open = await this.transactions.query<SessionRow>(OPEN_SESSIONS, [userId, new Date(this.clock.now())]);
    return {
      sessions: open.map((one) => ({
        id: one.family,
        current: one.family === currentId,
        startedAt: one.started_at.toISOString(),
        lastUsedAt: one.created_at.toISOString(),
        ipAddress: one.ip_address,
        userAgent: one.user_agent,
      })),
    };
  }

  /** One's own session. Throws RECURSO_NO_ENCONTRADO. */
  async end(userId: number, sessionId: string, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const [owner] = await tx.query<OwnerRow>(LOCK_OWNER, [userId]);
      const open = await tx.query(OPEN_SESSION, [userId, sessionId, new Date(this.clock.now())]);
      if (!owner || open.length === 0) throw new ProblemError('RECURSO_NO_ENCONTRADO');
      await this.close(tx, owner, sessionId, actor);
    });
    this.authenticator.forget();
  }

  /** All of one's own, this one too. */
  async endEverywhere(userId: number, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const [owner] = await tx.query<OwnerRow>(LOCK_OWNER, [userId]);
      if (!owner) return;
      const data = { sessions: await this.endAll(tx, userId) };
      await this.record(owner, actor, { eventType: 'SESION_CERRADA', data }, tx);
    });
    this.authenticator.forget();
  }

  /**
   * Ends the sessions of a person, but for `except`, and says how many were open. The caller writes the event, and lets
   * the authenticator forget after the commit.
   */
  async endAll(tx: Tx, userId: number, except: string | null = null): Promise<number> {
    await tx.query(LOCK_OWNER, [userId]);
    return (await tx.query(END_SESSIONS, [userId, new Date(this.clock.now()), except])).length;
  }

  async user(userId: number): Promise<SignedInUser> {
    const [user] = await this.transactions.query<UserRow>(USER_BY_ID, [userId]);
    if (!user) throw new ProblemError('NO_AUTENTICADO');
    return presentUser(user);
  }

  private async close(tx: Tx, owner: OwnerRow, family: string, actor: Actor): Promise<void> {
    const ended = await tx.query(END_SESSION, [family, new Date(this.clock.now())]);
    if (ended.length === 0) return;
    await this.record(owner, actor, { eventType: 'SESION_CERRADA', data: { session: family } }, tx);
  }

  private record(
    owner: Pick<OwnerRow, 'id' | 'branch_id' | 'email'>,
    actor: Actor,
    event: Pick<LoggedEvent, 'eventType' | 'data'>,
    tx: Tx,
  ): Promise<void> {
    const entity = { entityType: 'USER', entityId: String(owner.id), entityIdentifier: owner.email } as const;
    return this.audit.record(owner.branch_id, actor, { ...entity, ...event }, tx);
  }

  private async handOut(
    tx: Tx,
    user: UserRow,
    session: Pick<TokenRow, 'family' | 'started_at'>,
    { ip, userAgent }: Actor,
  ): Promise<Session> {
    const refreshToken = this.tokens.newRefreshToken();
    const now = this.clock.now();
    const times = [new Date(now + REFRESH_MS), new Date(now), session.started_at];
    await tx.query(INSERT_TOKEN, [user.id, session.family, this.tokens.hash(refreshToken), ...times, ip, userAgent]);
    const accessToken = this.tokens.signAccess({ userId: user.id, family: session.family });
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
    mustChangePassword: user.must_change_password,
  };
}
