import { Injectable } from '@nestjs/common';
import type { MessageView } from '@ticketero/contract';

import { LOCK } from '../branches/index.js';
import type { Actor } from '../platform/actor.js';
import { AuditLog } from '../platform/audit-log.js';
import { Clock } from '../platform/clock.js';
import { Transactions, type Statement } from '../platform/database/transactions.js';
import { ProblemError } from '../platform/errors/problem.js';
import { canRetry, MessageSearch, presentMessage } from './message-search.js';

const RETRY: Statement = {
  name: 'message-retry-3',
  text: `update mensaje set estado_envio = 'PENDIENTE', fecha_programada = $4, intentos = 0, error_message = null,
      ready_at = case when $5 then $4::timestamptz end
    where branch_id = $1 and business_date = $2 and id = $3 and locked_until is null and estado_envio <> 'ENVIADO'
    returning id`,
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
    const refused = new ProblemError('TRANSICION_INVALIDA', {
      mensaje: 'Este mensaje ya no se puede reintentar',
      detail: 'This message cannot be tried again any more',
    });
    await this.transactions.run(async (tx) => {
      await tx.query(LOCK, [branchId]); // the ticket does not go on meanwhile
      const found = await this.search.one(branchId, id, now, tx);
      const { business_date: day, estado_envio: state, intentos, linked } = found;
      if (!canRetry(found)) throw refused;
      const changed = await tx.query(RETRY, [branchId, day, id, new Date(now), linked]);
      if (changed.length === 0) throw refused; // the sender was quicker
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
