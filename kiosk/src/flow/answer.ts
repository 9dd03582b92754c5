import {
  LANGUAGES,
  type IssueTicketRequest,
  type Problem,
  type Ticket,
  type TicketsByNationalId,
} from '@ticketero/contract';

import { formatDocument } from '../format/document';
import { phoneToSend } from '../format/phone';
import type { Draft, Ended, FlowEvent, Notice, SendEvent, Waiting } from './screens';

const BUSY_SECONDS = 10;

/** `language`: the one the customer read. The bank's messages know only theirs, so another one is not sent. */
export function requestOf(draft: Draft, language: string): IssueTicketRequest {
  const known = LANGUAGES.find((one) => one === language);
  return {
    nationalId: formatDocument(draft.document),
    ...(draft.phone === '' ? {} : { telefono: phoneToSend(draft.rules.phoneFormat, draft.phone) }),
    queueType: draft.queue.queueType,
    preferential: draft.preferential,
    ...(known && { language: known }),
  };
}

/** What a problem (R14) means for the customer who asked for a number. */
export function eventOfProblem(problem: Problem, retryAfterSeconds: number | null): SendEvent {
  switch (problem.error) {
    case 'TICKET_ACTIVO_EXISTENTE':
      return { type: 'alreadyActive', ticket: problem.ticket ?? null };
    case 'CUPO_AGOTADO':
      return { type: 'notice', notice: { kind: 'full' } };
    case 'SUCURSAL_CERRADA':
      return { type: 'notice', notice: { kind: 'closed' } };
    case 'COLA_NO_ENCONTRADA':
      return { type: 'notice', notice: { kind: 'queueGone' } };
    default:
      return eventOfAnyProblem(problem, retryAfterSeconds, 'failed');
  }
}

/** What the answer means for the customer who looks for a number they have. */
export function eventOfLookup({ activeTicket, lastTicketToday }: TicketsByNationalId): FlowEvent {
  return activeTicket
    ? { type: 'found', ticket: activeTicket }
    : { type: 'nothingFound', last: lastTicketToday && endedOf(lastTicketToday) };
}

function endedOf({ numero, status }: Ticket): Ended | null {
  return status === 'COMPLETADO' || status === 'CANCELADO' || status === 'NO_ATENDIDO' ? { numero, status } : null;
}

/** What a problem means while a number is looked for or cancelled. */
export function eventOfFindingProblem(
  problem: Problem,
  retryAfterSeconds: number | null,
  asked: Exclude<Waiting['screen'], 'sending'>,
): FlowEvent {
  return eventOfAnyProblem(problem, retryAfterSeconds, asked === 'looking' ? 'notLooked' : 'notCancelled');
}

function eventOfAnyProblem(
  problem: Problem,
  retryAfterSeconds: number | null,
  otherwise: Exclude<Notice['kind'], 'busy'>,
): SendEvent {
  switch (problem.error) {
    case 'VALIDACION_FALLIDA':
      return { type: 'invalid', nationalId: problem.campos?.['nationalId'], telefono: problem.campos?.['telefono'] };
    case 'DEMASIADAS_SOLICITUDES':
    case 'SERVICIO_SATURADO': // nothing has begun there
      return {
        type: 'notice',
        notice: { kind: 'busy', seconds: problem.retryAfter ?? retryAfterSeconds ?? BUSY_SECONDS },
      };
    default:
      // The server itself failed: with the same key it is safe to ask again.
      return problem.status >= 500 ? { type: 'noAnswer' } : { type: 'notice', notice: { kind: otherwise } };
  }
}

/** 0 for the first request, then 2 s growing to 5 s. */
export function retryDelayMs(failures: number): number {
  return failures === 0 ? 0 : Math.min(1_000 + failures * 1_000, 5_000);
}
