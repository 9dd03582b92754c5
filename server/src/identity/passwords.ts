import { Injectable } from '@nestjs/common';
import { verify } from '@node-rs/argon2';

import type { Actor } from '../platform/actor.js';
import { AuditLog } from '../platform/audit-log.js';
import { WallClock } from '../platform/clock.js';
import { Transactions, type Tx } from '../platform/database/transactions.js';
import { invalid, ProblemError } from '../platform/errors/problem.js';
import { Authenticator } from './authenticator.js';
import { hashPassword, requireGoodPassword } from './new-password.js';
import type { Person } from './principal.js';
import { LOCK_OWNER, SET_PASSWORD, USER_BY_ID, type OwnerRow, type UserRow } from './session-statements.js';
import { Sessions } from './sessions.js';
import { SignInPace } from './sign-in-pace.js';

/** How a person's password becomes another. */
@Injectable()
export class Passwords {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: WallClock,
    private readonly audit: AuditLog,
    private readonly authenticator: Authenticator,
    private readonly sessions: Sessions,
    private readonly pace: SignInPace,
  ) {}

  /** One's own; every other session of this person ends. */
  async change(person: Person, current: string, next: string, actor: Actor): Promise<void> {
    const attempt = await this.pace.begin(person.email, actor.ip);
    const [user] = await this.transactions.query<UserRow>(USER_BY_ID, [person.userId]);
    if (!user || !(await verify(user.password_hash, current))) {
      throw invalid({ currentPassword: 'La contraseña actual no es correcta' });
    }
    await this.pace.succeeded(attempt);
    if (next === current) throw invalid({ newPassword: 'La contraseña nueva debe ser distinta' });
    requireGoodPassword(next, user, 'newPassword');
    const hashed = await hashPassword(next);
    await this.transactions.run(async (tx) => {
      const [owner] = await tx.query<OwnerRow>(LOCK_OWNER, [user.id]);
      if (owner?.password_hash !== user.password_hash) throw new ProblemError('CONFLICTO');
      await tx.query(SET_PASSWORD, [user.id, hashed, false, new Date(this.clock.now())]);
      const sessions = await this.sessions.endAll(tx, user.id, person.sessionId);
      const entity = { entityType: 'USER', entityId: String(user.id), entityIdentifier: user.email } as const;
      const data = { endedSessions: sessions };
      await this.audit.record(user.branch_id, actor, { eventType: 'CLAVE_CAMBIADA', ...entity, data }, tx);
    });
    this.authenticator.forget();
  }

  /** Somebody else's: a temporary one, and all their sessions end. The caller writes the event. */
  async reset(tx: Tx, userId: number, hashed: string): Promise<number> {
    await tx.query(LOCK_OWNER, [userId]);
    await tx.query(SET_PASSWORD, [userId, hashed, true, new Date(this.clock.now())]);
    return this.sessions.endAll(tx, userId);
  }
}
