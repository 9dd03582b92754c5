import type { Advisor } from '../branch/advisor.js';
import type { Branch } from '../branch/branch.js';
import { ticketThen } from '../branch/last-command.js';
import { assignments, type Apart, type Assignment } from '../dispatch/assign.js';
import { callReason, reasonSentence, type CallReason } from '../dispatch/reason.js';
import { promiseWaits } from '../estimate/promise.js';
import { transition } from '../ticket/ticket-machine.js';
import type { Ticket } from '../ticket/ticket.js';
import { advisorFacts, recordAdvisor, recordTicket } from './events.js';
import { recount } from './figures.js';
import { learnFromCall } from './learn.js';

/**
 * Makes every assignment that is possible now (R7). Every command that could make one possible ends with it, and the
 * 5-second tick repeats it as a net. Who still waits then and was promised nothing yet is promised a wait (R8).
 */
export function assignWaiting(branch: Branch): void {
  assign(branch, possible(branch));
  noteWhetherAnyoneIsThere(branch);
  promiseWaits(branch);
}

/** R7, one assignment: the ticket, the advisor, the load, the third message, the reason and the audit lines. */
export function assignTo(branch: Branch, ticket: Ticket, advisor: Advisor, reason: CallReason): void {
  const waited = { ...ticket };
  const before = { status: ticket.status, positionInQueue: ticket.positionInQueue };
  const advisorBefore = advisorFacts(advisor);
  learnFromCall(branch, ticket, reason.picked);
  branch.change(ticket, {
    status: transition(ticket, 'assign'),
    advisorId: advisor.id,
    reservedAdvisorId: null,
    reservedAt: null,
    waitsAgain: null,
    moduleNumber: advisor.moduleNumber,
    assignedAt: branch.now,
    positionInQueue: 0,
    estimatedWaitMinutes: 0,
    estimatedLow: 0,
    estimatedHigh: 0,
    callReason: reason,
  });
  branch.changeAdvisor(advisor, {
    ...(advisor.status === 'BUSY' ? {} : { status: 'BUSY', statusReason: null, statusSince: branch.now }),
    lastAssignedAt: branch.now,
    // Taking their last command back sends this one back to wait (R4 undo).
    lastCommand: advisor.lastCommand && { ...advisor.lastCommand, called: ticketThen(waited) },
  });
  updateLoad(branch, advisor);
  recount(branch, waited, ticket);
  branch.waitedAs.set(ticket.id, waited);
  branch.calledNow.set(ticket.id, 'call');
  recordTicket(branch, 'TICKET_ASIGNADO', ticket, {
    oldState: before,
    data: { reason: reasonSentence(reason), policy: reason.policy },
    bySystem: !reason.picked,
  });
  recordAdvisor(branch, 'ADVISOR_ASSIGNED', advisor, {
    oldState: advisorBefore,
    data: { numero: ticket.numero },
    bySystem: !reason.picked,
  });
}

/**
 * Like `assignWaiting`, after a command in which this advisor let go of `ticket` and it still waits: they are given somebody
 * else if anybody else waits whom they may serve, and everybody else has it in its place (ADR 0010).
 */
export function assignOthersFirst(branch: Branch, ticket: Ticket, { id }: Advisor): void {
  const apart = { ticketId: ticket.id, advisorId: id };
  const others = possible(branch, apart);
  // Nobody else is there for them: R7 stands, as if they had not let go.
  if (others.some(({ advisor }) => advisor.id === id)) assign(branch, others);
  assignWaiting(branch);
}

type Made = Assignment<Ticket, Advisor>[];

function possible(branch: Branch, apart?: Apart): Made {
  const ready = [...branch.advisors.values()].filter((advisor) => advisor.status === 'AVAILABLE');
  return assignments(branch.waiting(), ready, branch.rules, branch.now, apart);
}

function assign(branch: Branch, made: Made): void {
  for (const { ticket, advisor, over } of made) {
    assignTo(branch, ticket, advisor, callReason(ticket, over, branch.rules, branch.now));
  }
}

/** R7: load and count are the tickets now assigned: the one being served and those reserved. Always true. */
export function updateLoad(branch: Branch, advisor: Advisor): void {
  let count = 0;
  let minutes = 0;
  for (const ticket of branch.activeTickets()) {
    const serving = ticket.status === 'ATENDIENDO' && ticket.advisorId === advisor.id;
    const reserved = ticket.status !== 'ATENDIENDO' && ticket.reservedAdvisorId === advisor.id;
    if (!serving && !reserved) continue;
    count += 1;
    minutes += branch.queue(ticket.queueType).averageTimeMinutes;
  }
  branch.changeAdvisor(advisor, { assignedTicketsCount: count, workloadMinutes: minutes });
}

/** R7: tickets wait and nobody is AVAILABLE: one audit line for each episode. */
function noteWhetherAnyoneIsThere(branch: Branch): void {
  const waiting = branch.waiting().length;
  const someoneReady = [...branch.advisors.values()].some((advisor) => advisor.status === 'AVAILABLE');
  if (waiting === 0 || someoneReady) {
    branch.noAdvisorsSince = null;
  } else if (branch.noAdvisorsSince === null) {
    branch.noAdvisorsSince = branch.now;
    branch.record({
      eventType: 'NO_ADVISORS_AVAILABLE',
      entityType: 'BRANCH',
      entityId: String(branch.state.id),
      entityIdentifier: branch.state.code,
      bySystem: true,
      data: { waiting },
    });
  }
}
