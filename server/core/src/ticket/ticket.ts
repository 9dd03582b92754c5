import type { CallReason } from '../dispatch/reason.js';
import type { WaitPromise } from '../estimate/promise.js';
import type { ToldBound } from '../estimate/told-bound.js';
import type { TicketStatus } from './ticket-machine.js';

export type Language = 'es' | 'en';

/** After which command of R4 a ticket waits once more. */
export type WaitsAgain = 'DEVUELTO' | 'TRANSFERIDO' | 'REACTIVADO';

/** A ticket of the branch's present day. Times are ms since the epoch. */
export interface Ticket {
  id: number;
  codigoReferencia: string;
  numero: string;
  businessDate: string;
  queueType: string;
  status: TicketStatus;
  preferential: boolean;
  language: Language;
  /** What the queue is ordered by (R5): the arrival, less the preferential credit. */
  orderAt: number;
  createdAt: number;
  updatedAt: number;
  /** As last stored (R6); a read computes the one of its moment. */
  positionInQueue: number;
  estimatedWaitMinutes: number;
  estimatedLow: number;
  estimatedHigh: number;
  /** What was promised, and kept apart from what is expected now (R8); null: nothing yet, or anew at the next moment. */
  promise: WaitPromise | null;
  /** By when, at the latest, the turn was last said to come; null: nothing was said. */
  told: ToldBound | null;
  advisorId: number | null;
  reservedAdvisorId: number | null;
  /** Since when it waits for that advisor alone. */
  reservedAt: number | null;
  /** From who transferred it last, for who serves it. */
  transferNote: string | null;
  /** Why it waits again; null: it was not called yet, or was called since. */
  waitsAgain: WaitsAgain | null;
  moduleNumber: number | null;
  assignedAt: number | null;
  startedAt: number | null;
  completedAt: number | null;
  closedAt: number | null;
  cancelReason: string | null;
  /** Minutes, two decimals. */
  actualServiceTimeMinutes: number | null;
  recallCount: number;
  lastRecalledAt: number | null;
  callReason: CallReason | null;
  /** Whether its three messages were planned: it has, or had, a phone or a linked chat (R9). */
  messagesPlanned: boolean;
  /** There is a Telegram chat to write to. Which one, the core never sees (R13). */
  linked: boolean;
}
