import type { Branch } from '../branch/branch.js';
import { advisorThen, ticketThen, type AdvisorThen, type UndoableCommand } from '../branch/last-command.js';
import type { Ticket } from '../ticket/ticket.js';
import { reservedFor } from './reservations.js';

/**
 * Runs a command of an advisor and keeps with them what taking it back needs (R4 undo). `subject`: the ticket that it
 * moves, if any. A command that changes nothing leaves the one before as the last.
 */
export function remember<T>(
  branch: Branch,
  advisorId: number,
  command: UndoableCommand,
  subject: Ticket | null,
  run: () => T,
): T {
  const advisor = branch.advisor(advisorId);
  const desk = advisorThen(advisor);
  const inHand = branch.currentOf(advisorId)?.id ?? null;
  const before = subject && ticketThen(subject);
  const reserved = reservedFor(branch, advisorId).map(({ id, reservedAt }) => ({ id, reservedAt }));
  const result = run();
  const current = branch.currentOf(advisorId);
  const called = (current && branch.waitedAs.get(current.id)) ?? null;
  if (!subject && !called && sameDesk(desk, advisor)) return result;
  branch.changeAdvisor(advisor, {
    lastCommand: {
      command,
      at: branch.now,
      businessDate: branch.businessDate,
      dayClosed: branch.dayClosed,
      numero: command === 'status' ? null : (command === 'callNext' && called?.numero) || (before?.numero ?? null),
      advisor: desk,
      inHand,
      subject: before,
      left: subject && {
        queueType: subject.queueType,
        orderAt: subject.orderAt,
        reservedAdvisorId: called?.id === subject.id ? called.reservedAdvisorId : subject.reservedAdvisorId,
      },
      called: called && ticketThen(called),
      released: reserved.filter(
        ({ id }) => branch.ticketById(id)?.reservedAdvisorId !== advisorId && id !== called?.id,
      ),
    },
  });
  return result;
}

const sameDesk = (then: AdvisorThen, now: AdvisorThen): boolean =>
  then.status === now.status &&
  then.statusReason === now.statusReason &&
  then.offlineAfterCurrent === now.offlineAfterCurrent &&
  then.moduleNumber === now.moduleNumber;
