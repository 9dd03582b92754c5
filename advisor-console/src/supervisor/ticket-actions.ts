import type { TicketRow } from '@ticketero/contract';

/** What a supervisor can do with a ticket (R4). */
export const TICKET_ACTIONS = [
  'transfer',
  'reserve',
  'release',
  'callAgain',
  'cancel',
  'reinstate',
  'backToDesk',
] as const;
export type TicketAction = (typeof TICKET_ACTIONS)[number];

type Facts = Pick<TicketRow, 'status' | 'reservedFor' | 'startedAt' | 'completedAt'>;

/** @param now ms since the epoch; what was completed can be taken back for `undoSeconds` (R4 undo) */
export function ticketActions(
  { status, reservedFor, startedAt, completedAt }: Facts,
  { now, undoSeconds }: { now: number; undoSeconds: number },
): TicketAction[] {
  switch (status) {
    case 'EN_ESPERA':
    case 'PROXIMO':
      return reservedFor ? ['transfer', 'reserve', 'release', 'cancel'] : ['transfer', 'reserve', 'cancel'];
    case 'ATENDIENDO':
      return startedAt === null ? ['callAgain', 'transfer', 'cancel'] : ['transfer', 'cancel'];
    case 'CANCELADO':
    case 'NO_ATENDIDO':
      return ['reinstate'];
    case 'COMPLETADO':
      return completedAt !== null && now - Date.parse(completedAt) <= undoSeconds * 1_000 ? ['backToDesk'] : [];
  }
}

/** What hurts nobody, or is too urgent to be asked about, is done at once. */
export type AskedAction = Exclude<TicketAction, 'callAgain' | 'backToDesk'>;

export const isAsked = (action: TicketAction): action is AskedAction =>
  action !== 'callAgain' && action !== 'backToDesk';

const ROUTE: Record<TicketAction, string> = {
  transfer: 'transfer',
  reserve: 'transfer',
  release: 'transfer',
  callAgain: 'call-back',
  backToDesk: 'call-back',
  cancel: 'cancel',
  reinstate: 'reinstate',
};

/** What an action sends, and where. A reservation ends by a transfer into the ticket's own queue. */
export function actionRequest(
  action: TicketAction,
  ticket: Pick<TicketRow, 'codigoReferencia' | 'queueType'>,
  more: object,
): { path: string; body: object } {
  const path = `/api/admin/tickets/${ticket.codigoReferencia}/${ROUTE[action]}`;
  return { path, body: action === 'release' ? { queueType: ticket.queueType, ...more } : more };
}
