import type { Branch } from '../branch/branch.js';
import type { ClosedBy } from '../branch/closed-text.js';
import { isOpen, nextOpening } from '../branch/opening-hours.js';
import { learnArrival } from '../estimate/learned.js';
import { Refusal } from '../refusal.js';
import { transition } from '../ticket/ticket-machine.js';
import { ticketNumber } from '../ticket/ticket-number.js';
import type { Language, Ticket } from '../ticket/ticket.js';
import { assignWaiting } from './assign-waiting.js';
import { recordTicket } from './events.js';
import { UNCALLED } from './in-line.js';

export interface IssueInput {
  id: number;
  codigoReferencia: string;
  queueType: string;
  preferential: boolean;
  language: Language;
  /** What there is to write to (R9): a phone waits for its chat. */
  contact: 'none' | 'phone' | 'chat';
}

export type Opening = { open: true } | { open: false; reason: ClosedBy; opensAt: number | null };

/** Whether the branch gives numbers now, and if not, why and until when. */
export function opening(branch: Branch): Opening {
  const { status } = branch;
  const { active, openingHours, timeZone } = branch.state;
  if (status === 'CLOSED' || !active) return { open: false, reason: 'CERRADA', opensAt: null };
  if (status === 'PAUSED') return { open: false, reason: 'PAUSADA', opensAt: null };
  if (isOpen(openingHours, branch.now, timeZone)) return { open: true };
  return {
    open: false,
    reason: 'FUERA_DE_HORARIO',
    opensAt: nextOpening(openingHours, branch.now, timeZone),
  };
}

/**
 * Gives the next number of a queue (R2, R4). Throws COLA_NO_ENCONTRADA, SUCURSAL_CERRADA, CUPO_AGOTADO. That a person
 * has only one active ticket (R3) is held by the database's unique index when this is written.
 */
export function issue(branch: Branch, input: IssueInput): Ticket {
  const queue = branch.queue(input.queueType);
  const state = opening(branch);
  if (!state.open) throw new Refusal('SUCURSAL_CERRADA', { reason: state.reason, opensAt: state.opensAt });
  if (!queue.enabled) {
    const enabled = [...branch.queues.values()].filter((other) => other.enabled).map((other) => other.queueType);
    throw new Refusal('COLA_NO_ENCONTRADA', {
      queueType: input.queueType,
      disabled: true,
      colasDisponibles: enabled,
    });
  }
  if (queue.dailyCap !== null && queue.lastNumber >= queue.dailyCap) {
    throw new Refusal('CUPO_AGOTADO', { queueType: queue.queueType, dailyCap: queue.dailyCap });
  }

  const lastNumber = queue.lastNumber + 1;
  const credit = input.preferential ? branch.settings.preferentialCreditMinutes * 60_000 : 0;
  const ticket: Ticket = {
    id: input.id,
    codigoReferencia: input.codigoReferencia,
    numero: ticketNumber(queue.prefix, lastNumber),
    // The day the counter belongs to, which may be ahead of `today`: another process's clock crossed midnight first.
    businessDate: branch.businessDate,
    queueType: queue.queueType,
    status: transition({ status: null, startedAt: null }, 'issue'),
    preferential: input.preferential,
    language: input.language,
    orderAt: branch.now - credit,
    createdAt: branch.now,
    updatedAt: branch.now,
    positionInQueue: 0,
    estimatedWaitMinutes: 0,
    estimatedLow: 0,
    estimatedHigh: 0,
    promise: null,
    told: null,
    transferNote: null,
    waitsAgain: null,
    ...UNCALLED,
    messagesPlanned: input.contact !== 'none' && branch.settings.telegram,
    linked: input.contact === 'chat',
  };
  const arrival = { businessDate: branch.businessDate, sinceMidnightMs: branch.now - branch.startOfToday() };
  branch.learnQueue(queue.queueType, learnArrival(queue.learned, arrival));
  branch.add(ticket, lastNumber);
  const { outlook } = branch;
  const { minutes, low, high } = outlook.expected(ticket);
  ticket.positionInQueue = outlook.positionOf(ticket);
  Object.assign(ticket, { estimatedWaitMinutes: minutes, estimatedLow: low, estimatedHigh: high });

  branch.countForQueue(queue.queueType, { issued: 1 });
  recordTicket(branch, 'TICKET_CREADO', ticket, {
    data: {
      positionInQueue: ticket.positionInQueue,
      estimatedWaitMinutes: minutes,
      preferential: input.preferential,
    },
  });
  assignWaiting(branch);
  return ticket;
}
