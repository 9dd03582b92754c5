import { Injectable } from '@nestjs/common';
import type { MessagesAnswer, MessagesSummary, MessageState, MessageTemplate, MessageView } from '@ticketero/contract';
import { truthOf, type TicketStatus } from '@ticketero/core';

import { BranchReader } from '../branches/index.js';
import { Transactions, type Statement, type Tx } from '../platform/database/transactions.js';
import { invalid, ProblemError } from '../platform/errors/problem.js';
import { HealthReports } from '../platform/health-reports.js';
import { isDay } from '../platform/http/day.js';
import { PAGE_SIZE } from '../tickets/index.js';
import type { MessagesQueryDto } from './dto.js';

/** A message with what decides whether it may be tried again. */
export interface FoundMessage {
  id: number;
  business_date: string;
  numero: string;
  codigo_referencia: string;
  queue_type: string;
  plantilla: MessageTemplate;
  estado_envio: MessageState;
  linked: boolean;
  fecha_programada: Date;
  ready_at: Date | null;
  fecha_envio: Date | null;
  intentos: number;
  error_message: string | null;
  locked: boolean;
  status: TicketStatus;
  started_at: Date | null;
}

const SELECT = `select m.id, to_char(m.business_date, 'YYYY-MM-DD') as business_date, t.numero, t.codigo_referencia,
    t.queue_type, m.plantilla, m.estado_envio, t.telegram_chat_id is not null as linked, m.fecha_programada, m.ready_at,
    m.fecha_envio, m.intentos, m.error_message, m.locked_until is not null as locked, t.status, t.started_at
  from mensaje m
  join ticket t on t.branch_id = m.branch_id and t.business_date = m.business_date and t.id = m.ticket_id`;

const MATCHES = `where m.branch_id = $1 and m.business_date = $2 and ($3::text is null or m.estado_envio = $3)
  and ($4::text is null or m.plantilla = $4) and ($5::text is null or t.numero = upper($5))`;

const PAGE: Statement = {
  name: 'message-search-page-1',
  text: `${SELECT} ${MATCHES} order by m.id desc limit $6 offset $7`,
};
const COUNT: Statement = {
  name: 'message-search-count-1',
  text: `select count(*)::int as total from mensaje m
    join ticket t on t.branch_id = m.branch_id and t.business_date = m.business_date and t.id = m.ticket_id ${MATCHES}`,
};
const SUMMARY: Statement = {
  name: 'message-summary-1',
  text: `select count(*) filter (where m.estado_envio = 'ENVIADO')::int as sent,
      count(*) filter (where m.estado_envio = 'PENDIENTE' and m.ready_at is not null)::int as sending,
      count(*) filter (where m.estado_envio = 'PENDIENTE' and m.ready_at is null
        and t.telegram_chat_id is not null)::int as planned,
      count(*) filter (where m.estado_envio = 'PENDIENTE' and t.telegram_chat_id is null)::int as "waitingForLink",
      count(*) filter (where m.estado_envio = 'FALLIDO')::int as failed,
      count(*) filter (where m.estado_envio = 'DESCARTADO')::int as discarded
    from mensaje m
    join ticket t on t.branch_id = m.branch_id and t.business_date = m.business_date and t.id = m.ticket_id
    where m.branch_id = $1 and m.business_date = $2`,
};
/** $3: the days that are kept. */
const ONE: Statement = {
  name: 'message-one-1',
  text: `${SELECT} where m.branch_id = $1 and m.id = $2 and m.business_date >= $3`,
};

const RETENTION_DAYS = 31;
const DAY_MS = 86_400_000;

/** A day's messages of a branch for its supervisor, newest first (R9). */
@Injectable()
export class MessageSearch {
  constructor(
    private readonly transactions: Transactions,
    private readonly branches: BranchReader,
    private readonly health: HealthReports,
  ) {}

  async run(branchId: number, query: MessagesQueryDto): Promise<MessagesAnswer> {
    const branch = await this.branches.load(branchId);
    const date = query.date ?? branch.today;
    if (!isDay(date)) throw invalid({ date: 'No es una fecha' });
    const page = query.page ?? 1;
    const pageSize = query.pageSize ?? PAGE_SIZE;
    const filter = [branchId, date, query.estadoEnvio ?? null, query.plantilla ?? null, query.q?.trim() || null];
    const [found, [counted], [summary]] = await Promise.all([
      this.transactions.query<FoundMessage>(PAGE, [...filter, pageSize, (page - 1) * pageSize]),
      this.transactions.query<{ total: number }>(COUNT, filter),
      this.transactions.query<MessagesSummary & Record<string, number>>(SUMMARY, [branchId, date]),
    ]);
    return {
      total: counted?.total ?? 0,
      page,
      pageSize,
      records: found.map(presentMessage),
      summary: summary ?? { sent: 0, sending: 0, planned: 0, waitingForLink: 0, failed: 0, discarded: 0 },
      telegram: this.health.of('telegram'),
    };
  }

  /** Throws MENSAJE_NO_ENCONTRADO. `now`: ms. */
  async one(branchId: number, id: number, now: number, within?: Tx): Promise<FoundMessage> {
    const since = new Date(now - RETENTION_DAYS * DAY_MS).toISOString().slice(0, 10);
    const [found] = await (within ?? this.transactions).query<FoundMessage>(ONE, [branchId, id, since]);
    if (!found) throw new ProblemError('MENSAJE_NO_ENCONTRADO');
    return found;
  }
}

/** By hand (R9): it failed, or waits for its next attempt; and what it says is true now. */
export function canRetry(message: FoundMessage): boolean {
  const { plantilla, estado_envio: state, status, started_at: startedAt } = message;
  const stuck = state === 'FALLIDO' || (state === 'PENDIENTE' && message.intentos > 0 && !message.locked);
  return stuck && truthOf(plantilla, { status, startedAt: startedAt && startedAt.getTime() }) === 'now';
}

export function presentMessage(message: FoundMessage): MessageView {
  return {
    id: message.id,
    numero: message.numero,
    codigoReferencia: message.codigo_referencia,
    queueType: message.queue_type,
    plantilla: message.plantilla,
    estadoEnvio: message.estado_envio,
    linked: message.linked,
    fechaProgramada: message.fecha_programada.toISOString(),
    readyAt: message.ready_at && message.ready_at.toISOString(),
    fechaEnvio: message.fecha_envio && message.fecha_envio.toISOString(),
    intentos: message.intentos,
    errorMessage: message.error_message,
    canRetry: canRetry(message),
  };
}
