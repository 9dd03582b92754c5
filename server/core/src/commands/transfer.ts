import type { Advisor } from '../branch/advisor.js';
import type { Branch } from '../branch/branch.js';
import { Refusal } from '../refusal.js';
import { transition } from '../ticket/ticket-machine.js';
import type { Ticket } from '../ticket/ticket.js';
import { assignOthersFirst, assignWaiting, updateLoad } from './assign-waiting.js';
import { currentTicket } from './desk.js';
import { recordTicket } from './events.js';
import { freeAdvisor } from './finish.js';
import { backInLine } from './in-line.js';
import { remember } from './remember.js';

/** Where a ticket goes: exactly one of the two. */
export interface TransferTarget {
  queueType?: string;
  advisorId?: number;
  /** Shown to whoever serves the ticket next. */
  note?: string;
  /** Why a supervisor moved it: for the audit alone. */
  reason?: string;
}

/** R4 transfer of the ticket on the desk. Throws as `transferTicket` does. */
export function transfer(branch: Branch, advisorId: number, target: TransferTarget): Ticket {
  const ticket = currentTicket(branch, branch.advisor(advisorId), 'transfer');
  return remember(branch, advisorId, 'transfer', ticket, () => move(branch, ticket, target));
}

/**
 * R4 transfer of any active ticket, by a supervisor: into another queue, or reserved for one advisor; a reserved one also
 * back into its own queue, with the note it has. Arrival and place in the order stay (R5). Throws TICKET_NO_ENCONTRADO, ASESOR_NO_ENCONTRADO,
 * COLA_NO_ENCONTRADA, VALIDACION_FALLIDA, and TRANSICION_INVALIDA where it is already, or an advisor who is OFFLINE.
 */
export function transferTicket(branch: Branch, codigoReferencia: string, target: TransferTarget): Ticket {
  return move(branch, branch.ticket(codigoReferencia), target);
}

function move(branch: Branch, ticket: Ticket, target: TransferTarget): Ticket {
  const status = transition(ticket, 'transfer');
  const { queueType, reserved } = destination(branch, ticket, target);
  const before = { ...ticket };
  const released = reserved === null && queueType === before.queueType;
  backInLine(branch, ticket, status, {
    queueType,
    waitsAgain: 'TRANSFERIDO',
    transferNote: target.note ?? (released ? before.transferNote : null),
    ...(reserved ? { reservedAdvisorId: reserved.id, reservedAt: branch.now } : {}),
  });
  recordTicket(branch, 'TICKET_TRANSFERIDO', ticket, {
    oldState: {
      status: before.status,
      queueType: before.queueType,
      advisorId: before.advisorId,
      reservedAdvisorId: before.reservedAdvisorId,
    },
    data: {
      note: target.note ?? null,
      ...(target.reason === undefined ? {} : { reason: target.reason }),
      reservedFor: reserved?.name ?? null,
    },
  });
  const holder = before.reservedAdvisorId === null ? undefined : branch.advisors.get(before.reservedAdvisorId);
  for (const advisor of [holder, reserved]) if (advisor) updateLoad(branch, advisor);
  if (before.advisorId === null) {
    assignWaiting(branch);
  } else {
    const advisor = branch.advisor(before.advisorId);
    freeAdvisor(branch, advisor);
    assignOthersFirst(branch, ticket, advisor);
  }
  return ticket;
}

function destination(
  branch: Branch,
  ticket: Ticket,
  { queueType, advisorId }: TransferTarget,
): { queueType: string; reserved: Advisor | null } {
  if ((queueType === undefined) === (advisorId === undefined)) {
    const wrong = queueType === undefined ? 'Indica una cola o un asesor' : 'Indica una cola o un asesor, no ambos';
    throw new Refusal('VALIDACION_FALLIDA', { campos: { queueType: wrong } });
  }
  const refuse = (reason: string, details: object = {}) =>
    new Refusal('TRANSICION_INVALIDA', { from: ticket.status, command: 'transfer', reason, ...details });
  if (advisorId !== undefined) {
    const reserved = branch.advisor(advisorId);
    if (reserved.status === 'OFFLINE') throw refuse('ASESOR_OFFLINE', { advisor: reserved.name });
    if (ticket.reservedAdvisorId === advisorId || ticket.advisorId === advisorId) throw refuse('MISMO_ASESOR');
    return { queueType: ticket.queueType, reserved };
  }
  const queue = branch.queue(queueType ?? '');
  const home = queue.queueType === ticket.queueType;
  if (home && ticket.reservedAdvisorId === null) throw refuse('MISMA_COLA');
  if (!home && !queue.enabled) {
    const enabled = [...branch.queues.values()].filter((other) => other.enabled).map((other) => other.queueType);
    throw new Refusal('COLA_NO_ENCONTRADA', { queueType, disabled: true, colasDisponibles: enabled });
  }
  return { queueType: queue.queueType, reserved: null };
}
