import type { PublicTicket } from '@ticketero/contract';
import {
  BY_CUSTOMER,
  closedText,
  END_OF_DAY,
  inLanguage,
  isActive,
  isWaiting,
  opening,
  type Branch,
  type Ticket,
  type ToldWait,
} from '@ticketero/core';

/** Where a ticket can be followed: see TicketLinks. */
export type Links = Pick<PublicTicket, 'telegramLink' | 'pageLink'>;

/** What a presenter has to know beside the ticket. */
export interface TicketFacts {
  branchCode: string;
  branchName: string;
  timeZone: string;
  queueName: string;
  /** Who serves it, or served it. */
  advisor: { id: number; name: string } | null;
  onDuty: boolean;
  reservedFor: PublicTicket['reservedFor'];
  branchClosed: PublicTicket['branchClosed'];
  position: number;
  wait: ToldWait;
  links: Links;
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** The ticket as anybody may see it: an explicit list of fields, none of them personal (R13). */
export function presentTicket(ticket: Ticket, facts: TicketFacts): PublicTicket {
  const { bound } = facts.wait;
  const called = ticket.assignedAt !== null && ticket.moduleNumber !== null;
  return {
    codigoReferencia: ticket.codigoReferencia,
    identificador: ticket.codigoReferencia,
    numero: ticket.numero,
    branchOffice: facts.branchCode,
    branchName: facts.branchName,
    timeZone: facts.timeZone,
    queueType: ticket.queueType,
    queueName: facts.queueName,
    status: ticket.status,
    positionInQueue: facts.position,
    ticketsAhead: Math.max(0, facts.position - 1),
    estimatedWaitMinutes: facts.wait.minutes,
    estimatedWaitRange: { low: facts.wait.low, high: facts.wait.high },
    expectedBy: iso(bound?.by ?? null),
    expectedByRaised: bound?.raised
      ? { at: new Date(bound.raised.at).toISOString(), before: new Date(bound.raised.before).toISOString() }
      : null,
    onDuty: facts.onDuty,
    reservedFor: facts.reservedFor,
    waitsAgain: isWaiting(ticket.status) ? ticket.waitsAgain : null,
    cancelledBy: ticket.status === 'CANCELADO' ? cancelledBy(ticket) : null,
    branchClosed: facts.branchClosed,
    preferential: ticket.preferential,
    language: ticket.language,
    assignedAdvisor: called && facts.advisor ? { ...facts.advisor, moduleNumber: ticket.moduleNumber ?? 0 } : null,
    assignedModuleNumber: called ? ticket.moduleNumber : null,
    createdAt: new Date(ticket.createdAt).toISOString(),
    assignedAt: iso(ticket.assignedAt),
    startedAt: iso(ticket.startedAt),
    completedAt: iso(ticket.completedAt),
    cancelledAt: ticket.status === 'CANCELADO' ? iso(ticket.closedAt) : null,
    actualServiceTimeMinutes: ticket.actualServiceTimeMinutes,
    recallCount: ticket.recallCount,
    message: messageOf(ticket, facts),
    telegramLink: facts.links.telegramLink,
    telegramLinked: ticket.linked && facts.links.telegramLink !== null, // with Telegram off nothing will come
    pageLink: facts.links.pageLink,
    lastUpdated: new Date(ticket.updatedAt).toISOString(),
  };
}

/** A ticket of a loaded branch, with the position and the wait of this moment (R6, R8). */
export function presentTicketOf(branch: Branch, ticket: Ticket, links: Links): PublicTicket {
  const { outlook, state } = branch;
  const advisor = ticket.advisorId === null ? undefined : branch.advisors.get(ticket.advisorId);
  const holder = isWaiting(ticket.status) ? branch.advisors.get(ticket.reservedAdvisorId ?? 0) : undefined;
  return presentTicket(ticket, {
    branchCode: state.code,
    branchName: state.name,
    timeZone: state.timeZone,
    queueName: branch.queue(ticket.queueType).displayName,
    advisor: advisor ? { id: advisor.id, name: advisor.name } : null,
    onDuty: branch.isLookedAfter(ticket),
    reservedFor: holder ? { id: holder.id, name: holder.name } : null,
    branchClosed: isActive(ticket.status) ? closedFor(branch, ticket) : null,
    position: outlook.positionOf(ticket),
    wait: outlook.told(ticket),
    links: branch.settings.telegram ? links : { ...links, telegramLink: null },
  });
}

/** Why the branch gives no more numbers, in the language of who waits there. */
function closedFor(branch: Branch, { language }: Ticket): PublicTicket['branchClosed'] {
  const now = opening(branch);
  if (now.open) return null;
  return { reason: now.reason, text: branch.notice ?? inLanguage(closedText(branch, now.reason), language) };
}

/** `cancelReason` is one of two words, or what a supervisor wrote. */
function cancelledBy({ cancelReason }: Ticket): PublicTicket['cancelledBy'] {
  return cancelReason === BY_CUSTOMER || cancelReason === END_OF_DAY ? cancelReason : 'PERSONAL';
}

function messageOf(ticket: Ticket, { position, reservedFor }: TicketFacts): string {
  // Somebody's turn may come before the first of the queue's, or long after (R7).
  if (reservedFor) return `Tu ticket está en espera. Te llamará ${reservedFor.name}`;
  switch (ticket.status) {
    case 'EN_ESPERA':
      return `Tu ticket está en espera. Posición: ${position}`;
    case 'PROXIMO':
      return '¡Pronto será tu turno! Por favor acércate a la sucursal';
    case 'ATENDIENDO':
      return `Tu turno está siendo atendido en el módulo ${ticket.moduleNumber ?? ''}`;
    case 'COMPLETADO':
      return 'Tu ticket ha sido completado';
    case 'CANCELADO':
      return 'Este ticket ha sido cancelado';
    case 'NO_ATENDIDO':
      return 'No te presentaste a tu turno';
  }
}
