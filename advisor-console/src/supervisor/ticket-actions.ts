import type { TicketRow } from '@ticketero/contract';

/** What a supervisor can do with a ticket (R4). */
export const TICKET_ACTIONS = ['transfer', 'release', 'cancel', 'reinstate'] as const;
export type TicketAction = (typeof TICKET_ACTIONS)[number];

type Facts = Pick<TicketRow, 'status' | 'reservedFor'>;

export function ticketActions({ status, reservedFor }: Facts): TicketAction[] {
  switch (status) {
    case 'EN_ESPERA':
    case 'PROXIMO':
      return reservedFor ? ['transfer', 'release', 'cancel'] : ['transfer', 'cancel'];
    case 'ATENDIENDO':
      return ['transfer', 'cancel'];
    case 'CANCELADO':
    case 'NO_ATENDIDO':
      return ['reinstate'];
    case 'COMPLETADO':
      return [];
  }
}

/** What an action sends, and where. A reservation ends by a transfer into the ticket's own queue. */
export function actionRequest(
  action: TicketAction,
  ticket: Pick<TicketRow, 'codigoReferencia' | 'queueType'>,
  more: object,
): { path: string; body: object } {
  const path = `/api/admin/tickets/${ticket.codigoReferencia}`;
  if (action === 'release') return { path: `${path}/transfer`, body: { queueType: ticket.queueType, ...more } };
  return { path: `${path}/${action}`, body: more };
}
