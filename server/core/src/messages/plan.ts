import type { Ticket } from '../ticket/ticket.js';

/** The three messages of a ticket (R9), in the order in which they go out. */
export const TEMPLATES = ['totem_ticket_creado', 'totem_proximo_turno', 'totem_es_tu_turno'] as const;
export type Template = (typeof TEMPLATES)[number];

/** A ticket at this position or before it is told that its turn is near (R6). */
export const PROMOTE_AT_POSITION = 3;

/** A planned message; it goes out at `dueAt` (ms), or when its event happens. */
export interface PlannedMessage {
  template: Template;
  dueAt: number;
}

/**
 * R9: the first is due at once; the others are planned by the estimate and pulled forward by their event.
 * Each place of the queue is taken to last as long as the others.
 */
export function planMessages(now: number, estimatedWaitMinutes: number, positionInQueue: number): PlannedMessage[] {
  const near = estimatedWaitMinutes * (1 - PROMOTE_AT_POSITION / Math.max(PROMOTE_AT_POSITION, positionInQueue));
  const dueAt: Record<Template, number> = {
    totem_ticket_creado: now,
    totem_proximo_turno: now + Math.round(near * 60_000),
    totem_es_tu_turno: now + estimatedWaitMinutes * 60_000,
  };
  return TEMPLATES.map((template) => ({ template, dueAt: dueAt[template] }));
}

/** Whether what a message says is true: not before its event, and no longer once the ticket has gone on (R9). */
export type Truth = 'not-yet' | 'now' | 'over';

export function truthOf(template: Template, ticket: Pick<Ticket, 'status' | 'startedAt'>): Truth {
  const { status, startedAt } = ticket;
  switch (template) {
    case 'totem_ticket_creado':
      return status === 'EN_ESPERA' || status === 'PROXIMO' ? 'now' : 'over';
    case 'totem_proximo_turno':
      if (status === 'EN_ESPERA') return 'not-yet';
      return status === 'PROXIMO' ? 'now' : 'over';
    case 'totem_es_tu_turno':
      if (status === 'EN_ESPERA' || status === 'PROXIMO') return 'not-yet';
      // Once the customer stands at the desk there is nothing to tell.
      return status === 'ATENDIENDO' && startedAt === null ? 'now' : 'over';
  }
}
