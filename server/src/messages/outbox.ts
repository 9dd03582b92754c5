import { Injectable } from '@nestjs/common';
import type { Language, Template, Ticket } from '@ticketero/core';

import { recent } from '../branches/index.js';
import { Clock, WallClock } from '../platform/clock.js';
import { Transactions, type Statement } from '../platform/database/transactions.js';

/** A message that this process, and no other, may send until `lockedUntil`. */
export interface ClaimedMessage {
  id: number;
  branch_id: number;
  business_date: string;
  plantilla: Template;
  intentos: number;
  /** How often its event was called off and will be told once more: which of these times this is. */
  rearmed: number;
  ready_at: Date;
  locked_until: Date;
  /** Null: it was lost while this message was on its way before. */
  chat_id: string | null;
  numero: string;
  language: Language;
  status: Ticket['status'];
  started_at: Date | null;
  position_in_queue: number;
  estimated_wait_minutes: number;
  module_number: number | null;
  advisor_name: string | null;
}

/** Sending takes 10 s at most, waiting for its place in the pace another second or two, and then it is written. */
export const CLAIM_LEASE_MS = 30_000;
/** Looked at for each message claimed: several can belong to one chat, and of these only the first may go. */
const LOOK_AHEAD = 10;

/**
 * R9, due first. $1 the branch's now, $2 real now, $3 lease, $4 how many, $5 chats that have to wait for themselves. The
 * index holds only what can go out: whatever was sent before costs nothing.
 */
const CLAIM: Statement = {
  name: 'outbox-claim-4',
  text: `
with candidate as (
  select m.branch_id, m.business_date, m.id, m.fecha_programada, m.ticket_id
  from mensaje m
  where m.estado_envio = 'PENDIENTE' and m.ready_at is not null and m.fecha_programada <= $1
    and ${recent('m', '$1')} and (m.locked_until is null or m.locked_until <= $2)
  order by m.fecha_programada, m.id
  limit $4::int * ${LOOK_AHEAD} + 10 * cardinality($5::text[])),
first_of_chat as (
  select distinct on (t.telegram_chat_id) c.*
  from candidate c
  join ticket t on t.branch_id = c.branch_id and t.business_date = c.business_date and t.id = c.ticket_id
    and ${recent('t', '$1')}
  where coalesce(t.telegram_chat_id, '') <> all($5::text[])
  order by t.telegram_chat_id, c.fecha_programada, c.id),
due as (
  select m.branch_id, m.business_date, m.id
  from first_of_chat f
  join mensaje m on m.branch_id = f.branch_id and m.business_date = f.business_date and m.id = f.id and ${recent('m', '$1')}
  where m.estado_envio = 'PENDIENTE' and (m.locked_until is null or m.locked_until <= $2)
  order by f.fecha_programada, f.id
  limit $4::int
  for update of m skip locked),
claimed as (
  update mensaje m set locked_until = $3
  from due d where m.branch_id = d.branch_id and m.business_date = d.business_date and m.id = d.id and ${recent('m', '$1')}
  returning m.*)
select m.id, m.branch_id, to_char(m.business_date, 'YYYY-MM-DD') as business_date, m.plantilla, m.intentos, m.rearmed, m.ready_at,
  m.locked_until, t.telegram_chat_id as chat_id, t.numero, t.language, t.status, t.started_at, t.position_in_queue,
  t.estimated_wait_minutes, t.assigned_module_number as module_number, a.name as advisor_name
from claimed m
join ticket t on t.branch_id = m.branch_id and t.business_date = m.business_date and t.id = m.ticket_id and ${recent('t', '$1')}
left join advisor a on a.id = t.assigned_advisor_id
order by m.fecha_programada, m.id`,
};

/** The change of one message with its audit line (R10). `set`: of `mensaje m`; values from $7 on. */
const settle = (name: string, event: string | null, set: string, mine: string): Statement => ({
  name,
  text: `
with settled as (
  update mensaje m set ${set}, locked_until = null
  where m.branch_id = $1 and m.business_date = $2 and m.id = $3 and m.estado_envio = 'PENDIENTE' ${mine}
  returning m.id, m.plantilla, m.estado_envio, m.intentos)
${
  event === null
    ? 'select id from settled, (select $4::timestamptz, $5::text, $6::jsonb) as unused'
    : `insert into audit_log (branch_id, entity_type, entity_id, entity_identifier, event_type, actor, old_state, new_state,
  additional_data, created_at)
select $1, 'MENSAJE', s.id::text, $5::text, '${event}', 'SISTEMA', '{"estadoEnvio": "PENDIENTE"}',
  jsonb_build_object('estadoEnvio', s.estado_envio, 'intentos', s.intentos),
  jsonb_build_object('plantilla', s.plantilla) || coalesce($6::jsonb, '{}'), $4
from settled s returning id`
}`,
});

/** Only while the lease is ours: another process may be sending it by now. */
const MINE = 'and m.locked_until = $7';

/** What was sent is sent, whoever has the lease by now: that is how there is one repeat at most. Unless the ticket went back
 *  to waiting meanwhile: its turn is still to be told. */
const SENT = settle(
  'outbox-sent-2',
  'MENSAJE_ENVIADO',
  "estado_envio = 'ENVIADO', fecha_envio = $4, telegram_message_id = $7, error_message = null",
  'and m.rearmed = $8',
);
const AGAIN = settle(
  'outbox-again-1',
  'MENSAJE_REINTENTADO',
  'fecha_programada = $8, intentos = $9, error_message = $10',
  MINE,
);
/** 429: not before Telegram says, and it is no failure. */
const LATER = settle('outbox-later-1', null, 'fecha_programada = $8, error_message = $9', MINE);
const FAILED = settle(
  'outbox-failed-1',
  'MENSAJE_FALLIDO',
  "estado_envio = 'FALLIDO', intentos = $8, error_message = $9",
  MINE,
);
const DISCARDED = settle(
  'outbox-discarded-1',
  'MENSAJE_DESCARTADO',
  "estado_envio = 'DESCARTADO', ready_at = null",
  MINE,
);
/** Its ticket went back to waiting, or lost its chat: the next event, or the next chat, makes it ready. It may have by now. */
const NOT_YET = settle('outbox-not-yet-2', null, 'ready_at = nullif(m.ready_at, $8)', MINE);

/**
 * The mensaje table as the outbox (R9): claims what can go out under a lease, and writes down what became of it. The
 * results are true when they were written, and false when the lease had passed to somebody else.
 */
@Injectable()
export class Outbox {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly wallClock: WallClock,
  ) {}

  /** At most `limit` messages of different chats, the longest due first; none for `busyChats`. */
  claim(limit: number, busyChats: string[]): Promise<ClaimedMessage[]> {
    const real = this.wallClock.now();
    const values = [new Date(this.clock.now()), new Date(real), new Date(real + CLAIM_LEASE_MS), limit, busyChats];
    return this.transactions.query<ClaimedMessage>(CLAIM, values);
  }

  async sent(message: ClaimedMessage, telegramId: string): Promise<boolean> {
    return this.settle(SENT, message, null, [telegramId, message.rearmed]);
  }

  /** `afterMs` from now, for the `failures`-th time. */
  async again(message: ClaimedMessage, failures: number, afterMs: number, error: string): Promise<boolean> {
    const at = new Date(this.clock.now() + afterMs);
    return this.settle(AGAIN, message, { error }, [message.locked_until, at, failures, error]);
  }

  async later(message: ClaimedMessage, afterMs: number, error: string): Promise<boolean> {
    return this.settle(LATER, message, null, [message.locked_until, new Date(this.clock.now() + afterMs), error]);
  }

  async failed(message: ClaimedMessage, failures: number, error: string): Promise<boolean> {
    return this.settle(FAILED, message, { error }, [message.locked_until, failures, error]);
  }

  async discarded(message: ClaimedMessage): Promise<boolean> {
    return this.settle(DISCARDED, message, null, [message.locked_until]);
  }

  async notYet(message: ClaimedMessage): Promise<boolean> {
    return this.settle(NOT_YET, message, null, [message.locked_until, message.ready_at]);
  }

  private async settle(
    how: Statement,
    message: ClaimedMessage,
    data: object | null,
    more: unknown[],
  ): Promise<boolean> {
    const { branch_id: branch, business_date: day, id, numero } = message;
    const now = new Date(this.clock.now());
    const values = [branch, day, id, now, numero, data && JSON.stringify(data), ...more];
    return (await this.transactions.query(how, values)).length > 0;
  }
}
