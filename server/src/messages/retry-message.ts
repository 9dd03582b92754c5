import { Injectable } from '@nestjs/common';
import type { MessageView } from '@ticketero/contract';

import type { Actor } from '../platform/actor.js';
import { AuditLog } from '../platform/audit-log.js';
import { Clock } from '../platform/clock.js';
import { Transactions, type Statement } from '../platform/database/transactions.js';
import { ProblemError } from '../platform/errors/problem.js';
import { canRetry, MessageSearch, presentMessage } from './message-search.js';

/** Only as it was seen: the sender, or another supervisor, may have been quicker. */
const RETRY: Statement = {
  name: 'message-retry-1',
  text: `update mensaje m set estado_envio = 'PENDIENTE', fecha_programada = $5, intentos = 0, error_message = null,
      ready_at = case when t.telegram_chat_id is not null then $5::timestamptz end
    from ticket t
    where m.branch_id = $1 and m.business_date = $2 and m.id = $3 and m.estado_envio = $4 and m.locked_until is null
      and t.branch_id = m.branch_id and t.business_date = m.business_date and t.id = m.ticket_id
    returning m.id`,
};

/** R9, by hand: the message is due again, with all its attempts. */
@Injectable()
export class RetryMessage {
  constructor(
    private readonly transactions: Transactions,
    private readonly search: MessageSearch,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Throws MENSAJE_NO_ENCONTRADO; TRANSICION_INVALIDA when it went out, or is not true any more. */
  async run(branchId: number, id: number, actor: Actor): Promise<MessageView> {
    const now = this.clock.now();
    const found = await this.search.one(branchId, id, now);
    const refused = new ProblemError('TRANSICION_INVALIDA', 'Este mensaje ya no se puede reintentar');
    if (!canRetry(found)) throw refused;
    await this.transactions.run(async (tx) => {
      const { business_date: day, estado_envio: state, intentos } = found;
      const changed = await tx.query(RETRY, [branchId, day, id, state, new Date(now)]);
      if (changed.length === 0) throw refused;
      const event = {
        eventType: 'MENSAJE_REINTENTADO',
        entityType: 'MENSAJE',
        entityId: String(id),
        entityIdentifier: found.numero,
        oldState: { estadoEnvio: state, intentos },
        newState: { estadoEnvio: 'PENDIENTE', intentos: 0 },
        data: { plantilla: found.plantilla },
      } as const;
      await this.audit.record(branchId, actor, event, tx);
    });
    return presentMessage(await this.search.one(branchId, id, now));
  }
}
