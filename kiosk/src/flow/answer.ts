import type { IssueTicketRequest, Language, Problem } from '@ticketero/contract';

import { formatDocument } from '../format/document';
import { phoneToSend } from '../format/phone';
import type { Draft, SendEvent } from './flow';

const BUSY_SECONDS = 10;

export function requestOf(draft: Draft, language: Language): IssueTicketRequest {
  return {
    nationalId: formatDocument(draft.document),
    ...(draft.phone === '' ? {} : { telefono: phoneToSend(draft.rules.phoneFormat, draft.phone) }),
    queueType: draft.queue.queueType,
    preferential: draft.preferential,
    language,
  };
}

/** What a problem (R14) means for the customer. */
export function eventOfProblem(problem: Problem, retryAfterSeconds: number | null): SendEvent {
  switch (problem.error) {
    case 'TICKET_ACTIVO_EXISTENTE':
      return { type: 'alreadyActive', ticket: problem.ticket ?? null };
    case 'VALIDACION_FALLIDA':
      return { type: 'invalid', nationalId: problem.campos?.['nationalId'], telefono: problem.campos?.['telefono'] };
    case 'CUPO_AGOTADO':
      return { type: 'notice', notice: { kind: 'full' } };
    case 'SUCURSAL_CERRADA':
      return { type: 'notice', notice: { kind: 'closed' } };
    case 'COLA_NO_ENCONTRADA':
      return { type: 'notice', notice: { kind: 'queueGone' } };
    case 'DEMASIADAS_SOLICITUDES':
      return {
        type: 'notice',
        notice: { kind: 'busy', seconds: problem.retryAfter ?? retryAfterSeconds ?? BUSY_SECONDS },
      };
    default:
      // The server itself failed: with the same key it is safe to ask again.
      return problem.status >= 500 ? { type: 'noAnswer' } : { type: 'notice', notice: { kind: 'failed' } };
  }
}

/** 0 for the first request, then 2 s growing to 5 s. */
export function retryDelayMs(failures: number): number {
  return failures === 0 ? 0 : Math.min(1_000 + failures * 1_000, 5_000);
}
