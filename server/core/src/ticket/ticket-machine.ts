import { Refusal } from '../refusal.js';

export const TICKET_STATUSES = [
  'EN_ESPERA',
  'PROXIMO',
  'ATENDIENDO',
  'COMPLETADO',
  'CANCELADO',
  'NO_ATENDIDO',
] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

export const TICKET_COMMANDS = [
  'issue',
  'promote',
  'assign',
  'start',
  'recall',
  'complete',
  'noShow',
  'return',
  'transfer',
  'cancel',
  'cancelByStaff',
  'reinstate',
  'closeDay',
] as const;
export type TicketCommand = (typeof TICKET_COMMANDS)[number];

/** What the machine has to know of a ticket. `status` null: there is no ticket yet. */
export interface MachineTicket {
  status: TicketStatus | null;
  startedAt: number | null;
}

interface Transition {
  to: TicketStatus;
  /** Only before the customer has been greeted. */
  notStarted?: true;
}

const waiting = (to: TicketStatus) => ({ EN_ESPERA: { to }, PROXIMO: { to } }) as const;

/**
 * The life of a ticket (R4) as data: command → status before → status after. What is not here is refused.
 * `closeDay` on ATENDIENDO depends on whether the customer was greeted: see `transition`.
 * `undo` is not a row: it restores the state before the advisor's last command, whichever that was.
 */
export const TRANSITIONS: Record<TicketCommand, Partial<Record<TicketStatus | 'NONE', Transition>>> = {
  issue: { NONE: { to: 'EN_ESPERA' } },
  promote: { EN_ESPERA: { to: 'PROXIMO' } },
  assign: waiting('ATENDIENDO'),
  start: { ATENDIENDO: { to: 'ATENDIENDO', notStarted: true } },
  recall: { ATENDIENDO: { to: 'ATENDIENDO', notStarted: true } },
  complete: { ATENDIENDO: { to: 'COMPLETADO' } },
  noShow: { ATENDIENDO: { to: 'NO_ATENDIDO', notStarted: true } },
  return: { ATENDIENDO: { to: 'EN_ESPERA' } },
  transfer: { ...waiting('EN_ESPERA'), ATENDIENDO: { to: 'EN_ESPERA' } },
  cancel: waiting('CANCELADO'),
  cancelByStaff: { ...waiting('CANCELADO'), ATENDIENDO: { to: 'CANCELADO' } },
  reinstate: { NO_ATENDIDO: { to: 'EN_ESPERA' }, CANCELADO: { to: 'EN_ESPERA' } },
  closeDay: { ...waiting('CANCELADO'), ATENDIENDO: { to: 'COMPLETADO' } },
};

export const ACTIVE_STATUSES: readonly TicketStatus[] = ['EN_ESPERA', 'PROXIMO', 'ATENDIENDO'];
export const WAITING_STATUSES: readonly TicketStatus[] = ['EN_ESPERA', 'PROXIMO'];

export const isActive = (status: TicketStatus): boolean => ACTIVE_STATUSES.includes(status);
export const isWaiting = (status: TicketStatus): boolean => WAITING_STATUSES.includes(status);

/** The status after `command`, or null when R4 refuses that pair. */
export function nextStatus(ticket: MachineTicket, command: TicketCommand): TicketStatus | null {
  const row = TRANSITIONS[command][ticket.status ?? 'NONE'];
  if (!row || (row.notStarted && ticket.startedAt !== null)) return null;
  if (command === 'closeDay' && ticket.status === 'ATENDIENDO' && ticket.startedAt === null) return 'NO_ATENDIDO';
  return row.to;
}

/** The status after `command` (R4). Throws Refusal TRANSICION_INVALIDA for any pair that the table does not hold. */
export function transition(ticket: MachineTicket, command: TicketCommand): TicketStatus {
  const to = nextStatus(ticket, command);
  if (to === null) {
    throw new Refusal('TRANSICION_INVALIDA', {
      from: ticket.status ?? 'NINGUNO',
      command,
      started: ticket.startedAt !== null,
    });
  }
  return to;
}
