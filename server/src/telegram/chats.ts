import { Injectable, Logger } from '@nestjs/common';
import { businessDay, dayBeforeToday, linkChat, Refusal, unlinkChat } from '@ticketero/core';

import { UnitOfWork } from '../branches/index.js';
import { SYSTEM, type Actor } from '../platform/actor.js';
import { AuditLog, type LoggedEvent } from '../platform/audit-log.js';
import { Clock } from '../platform/clock.js';
import { Nothing, Transactions, type Statement } from '../platform/database/transactions.js';
import { Pii, STALE_KEYS } from '../platform/pii.js';
import { FOUND_TICKET, type FoundTicket } from '../tickets/index.js';

const CUSTOMER: Actor = { name: 'CLIENTE', ip: null, userAgent: null };

const OF_CHAT: Statement = {
  name: 'chat-tickets-2',
  text: `${FOUND_TICKET} where t.telegram_chat_id = $1 and t.business_date >= $2 order by t.created_at desc, t.id desc limit 10`,
};
const CHAT_BEFORE: Statement = {
  name: 'chat-before-1',
  text: 'select telegram_chat_id as chat_id from ticket where codigo_referencia = $1 and telegram_chat_id <> $2',
};
const WAITING_FOR_PHONE: Statement = {
  name: 'chat-phone-tickets-2',
  text: `select branch_id, codigo_referencia from ticket
    where telefono_hash = any($1::bytea[]) and business_date >= $2 and telegram_chat_id is null
      and status in ('EN_ESPERA', 'PROXIMO', 'ATENDIENDO')`,
};
const ACTIVE_OF_CHAT: Statement = {
  name: 'chat-active-1',
  text: `select branch_id, codigo_referencia from ticket
    where telegram_chat_id = $1 and business_date >= $2 and status in ('EN_ESPERA', 'PROXIMO', 'ATENDIENDO')`,
};
const CHAT_OF_PHONE: Statement = {
  name: 'chat-of-phone-2',
  text: 'select chat_id from telegram_link where telefono_hash = any($1::bytea[]) for update',
};
const CHAT_REACHED: Statement = {
  name: 'chat-reached-1',
  text: 'select chat_id from telegram_link where telefono_hash = any($1::bytea[]) order by linked_at desc limit 1',
};
/** $4: the generation of $1, which no rotation leaves behind while this runs; nothing is kept if one has. $5: the phone's
 *  other hashes, whose link this replaces. */
const KEEP_PHONE: Statement = {
  name: 'chat-keep-phone-2',
  text: `with current as (select id from pii_key where id = $4 and status = 'CURRENT' for share),
    older as (delete from telegram_link using current where telefono_hash = any($5::bytea[]))
    insert into telegram_link (telefono_hash, chat_id, linked_at) select $1, $2, $3 from current
    on conflict (telefono_hash) do update set chat_id = excluded.chat_id, linked_at = excluded.linked_at
    returning 1`,
};
const FORGET_CHAT: Statement = {
  name: 'chat-forget-2',
  text: 'delete from telegram_link where chat_id = $1 returning 1',
};
const HAS_PHONE: Statement = {
  name: 'chat-has-phone-1',
  text: 'select 1 from telegram_link where chat_id = $1 limit 1',
};

/** A phone and a chat found or lost each other. Neither is named: that it happened is all that R13 leaves to say. */
const phoneEvent = (eventType: 'TELEGRAM_VINCULADO' | 'TELEGRAM_DESVINCULADO', before: boolean): LoggedEvent => ({
  ...{ eventType, entityType: 'SISTEMA', entityId: 'telegram' },
  oldState: { phoneLinked: before },
  newState: { phoneLinked: eventType === 'TELEGRAM_VINCULADO' },
});

interface TicketRef {
  branch_id: number;
  codigo_referencia: string;
}

/** Which chat belongs to which ticket, and to which phone (R9). Chat ids go nowhere else. */
@Injectable()
export class Chats {
  private readonly logger = new Logger('Telegram');

  constructor(
    private readonly transactions: Transactions,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly pii: Pii,
    private readonly audit: AuditLog,
  ) {}

  /** The chat that a phone reaches, once somebody has shared it with the bot; null: nobody has. `phone`: E.164. */
  async chatOf(phone: string): Promise<string | null> {
    const [known] = await this.pii.lookUp(phone, (hashes) =>
      this.transactions.query<{ chat_id: string }>(CHAT_REACHED, [hashes]),
    );
    return known?.chat_id ?? null;
  }

  /** Today's tickets of a chat, newest first. */
  async ticketsOf(chatId: string): Promise<FoundTicket[]> {
    const now = this.clock.now();
    const found = await this.transactions.query<FoundTicket>(OF_CHAT, [chatId, dayBeforeToday(now)]);
    return found.filter(({ ticket, time_zone: zone }) => ticket.businessDate >= businessDay(now, zone));
  }

  async knowsPhoneOf(chatId: string): Promise<boolean> {
    return (await this.transactions.query(HAS_PHONE, [chatId])).length > 0;
  }

  /**
   * R9: the chat is told of this ticket from now on. Returns the chat that was until now, if another was. Throws a Refusal
   * when the ticket has ended.
   */
  async link(branchId: number, codigoReferencia: string, chatId: string): Promise<string | null> {
    const chat = { codigoReferencia, chatId };
    const [before] = await this.transactions.query<{ chat_id: string }>(CHAT_BEFORE, [codigoReferencia, chatId]);
    await this.unitOfWork.run(branchId, CUSTOMER, (branch) => linkChat(branch, codigoReferencia), { chat });
    return before?.chat_id ?? null;
  }

  /**
   * R9: this phone, typed at a kiosk, reaches this chat from now on; also the tickets that wait for it already. Returns the
   * chat that it reached until now, if that was another.
   */
  async keepPhone(phone: string, chatId: string): Promise<string | null> {
    const now = this.clock.now();
    let before: string | null = null;
    await this.pii.withCurrentKey(() =>
      this.transactions.run<true | typeof STALE_KEYS>(async (tx) => {
        const hashes = this.pii.hashes(phone);
        const [known] = await tx.query<{ chat_id: string }>(CHAT_OF_PHONE, [hashes]);
        before = known && known.chat_id !== chatId ? known.chat_id : null;
        const values = [this.pii.hash(phone), chatId, new Date(now), this.pii.generation, hashes.slice(0, -1)];
        if ((await tx.query(KEEP_PHONE, values)).length === 0) return new Nothing(STALE_KEYS);
        if (known?.chat_id === chatId) return true; // shared again
        await this.audit.record(null, CUSTOMER, phoneEvent('TELEGRAM_VINCULADO', known !== undefined), tx);
        return true;
      }),
    );
    const waiting = await this.pii.lookUp(phone, (hashes) =>
      this.transactions.query<TicketRef>(WAITING_FOR_PHONE, [hashes, dayBeforeToday(now)]),
    );
    for (const { branch_id: branchId, codigo_referencia: code } of waiting) {
      await this.link(branchId, code, chatId).catch(ended);
    }
    return before;
  }

  /** The chat is no more: the person blocked the bot. Its phone and its tickets wait for another. */
  async forget(chatId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const phones = await tx.query(FORGET_CHAT, [chatId]);
      for (const _ of phones) await this.audit.record(null, SYSTEM, phoneEvent('TELEGRAM_DESVINCULADO', true), tx);
    });
    const active = await this.transactions.query<TicketRef>(ACTIVE_OF_CHAT, [chatId, dayBeforeToday(this.clock.now())]);
    for (const { branch_id: branchId, codigo_referencia: code } of active) {
      await this.unitOfWork.run(branchId, SYSTEM, (branch) => unlinkChat(branch, code)).catch(ended);
    }
    this.logger.log('a chat cannot be reached any more and was forgotten');
  }
}

/** The ticket ended in this very moment: there is nothing left to link. */
function ended(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}
