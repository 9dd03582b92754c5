import type { Advisor } from '../branch/advisor.js';
import type { Branch } from '../branch/branch.js';
import { isFresh, type LastCommand, type TicketThen } from '../branch/last-command.js';
import { Refusal } from '../refusal.js';
import { isActive, isWaiting } from '../ticket/ticket-machine.js';
import type { Ticket } from '../ticket/ticket.js';
import { assignWaiting, updateLoad } from './assign-waiting.js';
import { advisorFacts, recordAdvisor, recordTicket } from './events.js';
import { recount } from './figures.js';
import { releaseReserved } from './reservations.js';

export const UNDONE = 'COMANDO_DESHECHO';

/** Why a command cannot be taken back. */
export type NoUndo = 'NADA' | 'TARDE' | 'JORNADA_CERRADA' | 'TICKET_CAMBIADO' | 'MODULO_OCUPADO';

/** Whether this advisor's last command can be taken back now (R4 undo); if not, why. */
export function whyNoUndo(branch: Branch, advisor: Advisor): NoUndo | null {
  const last = advisor.lastCommand;
  if (!last) return 'NADA';
  if (!isFresh(branch, last)) return 'TARDE';
  if (last.businessDate !== branch.businessDate || last.dayClosed !== branch.dayClosed) return 'JORNADA_CERRADA';
  if (last.subject && !isAsLeft(branch, advisor, last, last.subject.id)) return 'TICKET_CAMBIADO';
  const { status, moduleNumber } = last.advisor;
  const taken = [...branch.advisors.values()].some(
    (other) => other.id !== advisor.id && other.status !== 'OFFLINE' && other.moduleNumber === moduleNumber,
  );
  return status !== 'OFFLINE' && taken ? 'MODULO_OCUPADO' : null;
}

/** Nothing has become of the ticket since: at most it was called to this very desk, from which it goes back. */
function isAsLeft(branch: Branch, advisor: Advisor, last: LastCommand, ticketId: number): boolean {
  const ticket = branch.ticketById(ticketId);
  const mine = branch.currentOf(advisor.id)?.id === ticketId;
  switch (last.command) {
    case 'start':
    case 'recall':
      return mine;
    case 'return':
    case 'transfer':
    case 'reinstate': {
      const now = mine && last.called?.id === ticketId ? last.called : ticket;
      return (
        now !== undefined &&
        isWaiting(now.status) &&
        now.queueType === last.left?.queueType &&
        now.orderAt === last.left.orderAt &&
        now.reservedAdvisorId === last.left.reservedAdvisorId
      );
    }
    default:
      // A closed ticket is loaded only for those who are about to change it.
      return ticket === undefined || (!isActive(ticket.status) && ticket.closedAt === last.at);
  }
}

/**
 * R4 undo: the advisor's last command is made good by its opposite, within `undoSeconds`. Its ticket and the desk are what
 * they were; whoever came to this desk by it, or since, and was not greeted waits again in the old place; the figures of
 * the day follow, and then R7 as after any command. What the lobby has heard stays: the pause between two recalls counts
 * from the one taken back. Throws TRANSICION_INVALIDA with the reason; an undo itself cannot be undone.
 */
export function undo(branch: Branch, advisorId: number): LastCommand {
  const advisor = branch.advisor(advisorId);
  const last = advisor.lastCommand;
  const reason = whyNoUndo(branch, advisor);
  const subject = last?.subject ? branch.ticketById(last.subject.id) : null;
  if (!last || reason || subject === undefined) {
    const { undoSeconds } = branch.settings;
    throw new Refusal('TRANSICION_INVALIDA', { command: 'undo', reason: reason ?? 'TICKET_CAMBIADO', undoSeconds });
  }
  const data = { command: last.command, numero: last.numero };
  const before = advisorFacts(advisor);
  const current = branch.currentOf(advisorId);
  if (current && last.called?.id === current.id) {
    const oldState = { status: current.status, advisorId };
    restore(branch, current, last.called);
    recordTicket(branch, 'TICKET_DEVUELTO', current, { oldState, data: { reason: UNDONE }, bySystem: true });
  }
  if (subject && last.subject) {
    const { status, queueType, reservedAdvisorId } = subject;
    // The lobby has heard it.
    restore(branch, subject, last.subject, { lastRecalledAt: subject.lastRecalledAt ?? last.subject.lastRecalledAt });
    recordTicket(branch, UNDONE, subject, { oldState: { status, queueType, reservedAdvisorId }, data });
  }
  if (last.advisor.status !== 'OFFLINE') reserveAgain(branch, advisor, last, data);
  branch.changeAdvisor(advisor, { ...last.advisor, lastCommand: null });
  // Somebody may have been sent to them since (R7).
  if (advisor.status === 'OFFLINE') releaseReserved(branch, advisor, UNDONE);
  for (const id of [advisorId, last.left?.reservedAdvisorId]) {
    const carrier = branch.advisors.get(id ?? 0);
    if (carrier) updateLoad(branch, carrier);
  }
  recordAdvisor(branch, UNDONE, advisor, { oldState: before, data });
  assignWaiting(branch);
  return last;
}

function restore(branch: Branch, ticket: Ticket, then: TicketThen, patch: Partial<Ticket> = {}): void {
  const before = { ...ticket };
  branch.change(ticket, { ...then, ...patch });
  recount(branch, before, ticket);
}

/** What waited for this advisor alone does so again, where nobody else has it. */
function reserveAgain(branch: Branch, advisor: Advisor, last: LastCommand, data: Record<string, unknown>): void {
  for (const { id, reservedAt } of last.released) {
    const ticket = branch.ticketById(id);
    if (!ticket || !isWaiting(ticket.status) || ticket.reservedAdvisorId !== null) continue;
    // What was promised while it waited for them holds again.
    branch.change(ticket, { reservedAdvisorId: advisor.id, reservedAt, promise: ticket.promise });
    recordTicket(branch, UNDONE, ticket, { oldState: { status: ticket.status, reservedAdvisorId: null }, data });
  }
}
