import type { PublicTicket } from '@ticketero/contract';
import { formulaEstimate, isWaiting, NO_WAIT, positionOf, type Branch, type Ticket } from '@ticketero/core';

/** Where a ticket can be followed: see TicketLinks. */
export type Links = Pick<PublicTicket, 'telegramLink' | 'pageLink'>;

/** What a presenter has to know beside the ticket. */
export interface TicketFacts {
  branchCode: string;
  branchName: string;
  queueName: string;
  advisor: { id: number; name: string } | null;
  position: number;
  wait: { minutes: number; low: number; high: number };
  /** By when the turn comes, as it was last told; null when it does not wait. */
  expectedBy: string | null;
  links: Links;
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** The ticket as anybody may see it: an explicit list of fields, none of them personal (R13). */
export function presentTicket(ticket: Ticket, facts: TicketFacts): PublicTicket {
  const called = ticket.assignedAt !== null && ticket.moduleNumber !== null;
  return {
    codigoReferencia: ticket.codigoReferencia,
    identificador: ticket.codigoReferencia,
    numero: ticket.numero,
    branchOffice: facts.branchCode,
    branchName: facts.branchName,
    queueType: ticket.queueType,
    queueName: facts.queueName,
    status: ticket.status,
    positionInQueue: facts.position,
    ticketsAhead: Math.max(0, facts.position - 1),
    estimatedWaitMinutes: facts.wait.minutes,
    estimatedWaitRange: { low: facts.wait.low, high: facts.wait.high },
    expectedBy: facts.expectedBy,
    expectedByRaised: null,
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
    message: messageOf(ticket, facts.position),
    telegramLink: facts.links.telegramLink,
    telegramLinked: ticket.linked && facts.links.telegramLink !== null, // with Telegram off nothing will come
    pageLink: facts.links.pageLink,
    lastUpdated: new Date(ticket.updatedAt).toISOString(),
  };
}

/** A ticket of a loaded branch, with the position and the wait of this moment (R6, R8). */
export function presentTicketOf(branch: Branch, ticket: Ticket, links: Links): PublicTicket {
  const queue = branch.queue(ticket.queueType);
  const position = isWaiting(ticket.status) ? positionOf(ticket, branch.waiting()) : 0;
  const advisor = ticket.advisorId === null ? undefined : branch.advisors.get(ticket.advisorId);
  const wait = position === 0 ? NO_WAIT : formulaEstimate(position, queue.averageTimeMinutes);
  return presentTicket(ticket, {
    branchCode: branch.state.code,
    branchName: branch.state.name,
    queueName: queue.displayName,
    advisor: advisor ? { id: advisor.id, name: advisor.name } : null,
    position,
    wait,
    expectedBy: position === 0 ? null : iso(branch.now + wait.high * 60_000),
    links,
  });
}

function messageOf(ticket: Ticket, position: number): string {
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
