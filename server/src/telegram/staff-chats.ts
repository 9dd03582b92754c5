import { randomBytes, createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type { StaffTelegram, StaffTelegramLink } from '@ticketero/contract';

import type { Person } from '../identity/index.js';
import { SYSTEM, type Actor } from '../platform/actor.js';
import { AuditLog, type LoggedEvent } from '../platform/audit-log.js';
import { WallClock } from '../platform/clock.js';
import { Nothing, Transactions, type Statement, type Tx } from '../platform/database/transactions.js';
import { TicketLinks } from '../tickets/index.js';
import { STAFF_CODE_PREFIX } from './update.js';

/** Long enough to take the phone out, and no longer. */
const CODE_MS = 10 * 60_000;
const CODE_BYTES = 24;

const OF: Statement = { name: 'staff-chat-of-1', text: 'select linked_at from staff_chat where user_id = $1' };
/** One code for each person: the last. */
const KEEP_CODE: Statement = {
  name: 'staff-chat-code-1',
  text: `insert into staff_chat_code (code_hash, user_id, expires_at) values ($1, $2, $3)
    on conflict (user_id) do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at`,
};
/** Once. Comes back with whose it was, if that is still somebody. */
const TAKE_CODE: Statement = {
  name: 'staff-chat-take-1',
  text: `with taken as (delete from staff_chat_code where code_hash = $1 returning user_id, expires_at)
    select u.id, u.email, u.branch_id from taken t join app_user u on u.id = t.user_id
    where t.expires_at > $2 and u.active`,
};
const LINK: Statement = {
  name: 'staff-chat-link-1',
  text: `insert into staff_chat (user_id, chat_id, linked_at) values ($1, $2, $3)
    on conflict (user_id) do update set chat_id = excluded.chat_id, linked_at = excluded.linked_at`,
};
const UNLINK: Statement = {
  name: 'staff-chat-unlink-1',
  text: `with gone as (delete from staff_chat where user_id = $1 returning user_id)
    select u.id, u.email, u.branch_id from gone g join app_user u on u.id = g.user_id`,
};
const FORGET: Statement = {
  name: 'staff-chat-forget-1',
  text: `with gone as (delete from staff_chat where chat_id = $1 returning user_id)
    select u.id, u.email, u.branch_id from gone g join app_user u on u.id = g.user_id`,
};

interface Owner extends Record<string, unknown> {
  id: number;
  email: string;
  branch_id: number | null;
}

/** The chats of supervisors, in which they are told of alerts. A chat's id goes nowhere else. */
@Injectable()
export class StaffChats {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly links: TicketLinks,
    private readonly clock: WallClock,
  ) {}

  async of({ userId }: Person): Promise<StaffTelegram> {
    const [row] = await this.transactions.query<{ linked_at: Date }>(OF, [userId]);
    return { available: this.links.knowsBot, linkedAt: row ? row.linked_at.toISOString() : null };
  }

  /** A link that works once, and replaces the one before. */
  async newLink({ userId }: Person): Promise<StaffTelegramLink> {
    const code = STAFF_CODE_PREFIX + randomBytes(CODE_BYTES).toString('base64url');
    const link = this.links.toBot(code);
    if (link === null) return { link: null, expiresAt: null };
    const expires = new Date(this.clock.now() + CODE_MS);
    await this.transactions.query(KEEP_CODE, [hashOf(code), userId, expires]);
    return { link, expiresAt: expires.toISOString() };
  }

  /** From the bot. False: the code is unknown, was used, or is too old. */
  async link(code: string, chatId: string): Promise<boolean> {
    return this.transactions.run<boolean>(async (tx) => {
      const now = new Date(this.clock.now());
      const [owner] = await tx.query<Owner>(TAKE_CODE, [hashOf(code), now]);
      if (!owner) return new Nothing(false);
      await tx.query(LINK, [owner.id, chatId, now]);
      await this.record(tx, 'TELEGRAM_VINCULADO', owner, { name: owner.email, ip: null, userAgent: 'Telegram' });
      return true;
    });
  }

  /** By the person. Not linked: nothing changes. */
  async unlink({ userId }: Person, actor: Actor): Promise<void> {
    await this.dissolve(UNLINK, userId, actor);
  }

  /** The person blocked the bot. */
  async forget(chatId: string): Promise<void> {
    await this.dissolve(FORGET, chatId, SYSTEM);
  }

  private async dissolve(statement: Statement, value: unknown, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      for (const owner of await tx.query<Owner>(statement, [value])) {
        await this.record(tx, 'TELEGRAM_DESVINCULADO', owner, actor);
      }
    });
  }

  private async record(
    tx: Tx,
    eventType: 'TELEGRAM_VINCULADO' | 'TELEGRAM_DESVINCULADO',
    { id, email, branch_id: branchId }: Owner,
    actor: Actor,
  ): Promise<void> {
    const linked = eventType === 'TELEGRAM_VINCULADO';
    const event: LoggedEvent = {
      ...{ eventType, entityType: 'USER', entityId: String(id), entityIdentifier: email },
      ...{ oldState: linked ? null : { telegram: true }, newState: { telegram: linked } },
    };
    await this.audit.record(branchId, actor, event, tx);
  }
}

/** It has 192 random bits: a plain hash is enough. */
const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest();
