import type { Ticket } from '../ticket/ticket.js';
import type { Advisor } from './advisor.js';
import type { Branch } from './branch.js';

/** What an advisor can take back (R4 undo). */
export const UNDOABLE_COMMANDS = [
  'status',
  'callNext',
  'start',
  'recall',
  'complete',
  'noShow',
  'return',
  'transfer',
  'reinstate',
] as const;
export type UndoableCommand = (typeof UNDOABLE_COMMANDS)[number];

const KEPT_OF_TICKET = [
  'id',
  'codigoReferencia',
  'numero',
  'queueType',
  'status',
  'orderAt',
  'positionInQueue',
  'estimatedWaitMinutes',
  'estimatedLow',
  'estimatedHigh',
  'promise',
  'told',
  'advisorId',
  'reservedAdvisorId',
  'reservedAt',
  'transferNote',
  'waitsAgain',
  'moduleNumber',
  'assignedAt',
  'startedAt',
  'completedAt',
  'closedAt',
  'cancelReason',
  'actualServiceTimeMinutes',
  'recallCount',
  'lastRecalledAt',
  'callReason',
] as const;
const KEPT_OF_ADVISOR = [
  'status',
  'statusReason',
  'statusSince',
  'offlineAfterCurrent',
  'moduleNumber',
  'lastAssignedAt',
  'learned',
] as const;

/** A ticket at one moment: all that commands of a desk change of it, and who it is. */
export type TicketThen = Pick<Ticket, (typeof KEPT_OF_TICKET)[number]>;
export type AdvisorThen = Pick<Advisor, (typeof KEPT_OF_ADVISOR)[number]>;

function pick<T, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  const picked = {} as Pick<T, K>;
  for (const key of keys) picked[key] = from[key];
  return picked;
}

export const ticketThen = (ticket: Ticket): TicketThen => pick(ticket, KEPT_OF_TICKET);
export const advisorThen = (advisor: Advisor): AdvisorThen => pick(advisor, KEPT_OF_ADVISOR);

/** An advisor's last command, with what taking it back needs (R4 undo). Times are ms. */
export interface LastCommand {
  command: UndoableCommand;
  at: number;
  businessDate: string;
  dayClosed: boolean;
  /** The number it was about; null for a change of status. */
  numero: string | null;
  /** The desk before. */
  advisor: AdvisorThen;
  /** The ticket on the desk before. */
  inHand: number | null;
  /** The ticket it moved, before; null when it moved none. */
  subject: TicketThen | null;
  /** The same ticket after: whether it has been touched since. */
  left: Pick<Ticket, 'queueType' | 'orderAt' | 'reservedAdvisorId'> | null;
  /** The ticket that came to this desk by it, or since: how it waited. */
  called: TicketThen | null;
  /** What waited for this advisor alone and went back to its queue. */
  released: { id: number; reservedAt: number | null }[];
}

/** Whether it is recent enough to be taken back. */
export const isFresh = (branch: Pick<Branch, 'now' | 'settings'>, { at }: LastCommand): boolean =>
  branch.now - at <= branch.settings.undoSeconds * 1000;
