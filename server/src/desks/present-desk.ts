import {
  OFFLINE_REASONS,
  type AdvisorView,
  type CallReason,
  type Desk,
  type DeskQueue,
  type DeskTicket,
  type MissedTicket,
  type Undoable,
  type WaitingTicket,
} from '@ticketero/contract';
import {
  averageServiceMinutes,
  canServe,
  compareInQueue,
  isWaiting,
  reasonSentence,
  whyNoUndo,
  type Advisor,
  type Branch,
  type Call,
  type Queue,
  type Ticket,
} from '@ticketero/core';

import { pagePath, presentTicketOf } from '../tickets/index.js';

/** How many of a queue's next numbers a desk shows. */
const NEXT_SHOWN = 20;
/** How many of those who did not come. */
const MISSED_SHOWN = 5;

export function presentAdvisor(branch: Branch, advisor: Advisor): AdvisorView {
  const current = branch.currentOf(advisor.id);
  return {
    id: advisor.id,
    name: advisor.name,
    email: advisor.email,
    status: advisor.status,
    reason: advisor.statusReason,
    statusSince: new Date(advisor.statusSince).toISOString(),
    offlineAfterCurrent: advisor.offlineAfterCurrent,
    moduleNumber: advisor.moduleNumber,
    currentTicket: current?.numero ?? null,
    currentStartedAt: current?.startedAt ? new Date(current.startedAt).toISOString() : null,
    assignedTicketsCount: advisor.assignedTicketsCount,
    workloadMinutes: advisor.workloadMinutes,
    totalTicketsServedToday: advisor.servedToday,
    averageServiceTimeMinutes: averageServiceMinutes(advisor),
    queueTypes: advisor.queueTypes,
    lastAssignedAt: advisor.lastAssignedAt === null ? null : new Date(advisor.lastAssignedAt).toISOString(),
    callReason: current && presentReason(current),
  };
}

export function presentDeskTicket(branch: Branch, ticket: Ticket): DeskTicket {
  return {
    ...presentTicketOf(branch, ticket, { telegramLink: null, pageLink: pagePath(ticket.codigoReferencia) }),
    callReason: presentReason(ticket),
    transferNote: ticket.transferNote,
  };
}

function presentReason({ callReason: reason }: Ticket): CallReason | null {
  if (!reason) return null;
  return {
    queueType: reason.queueType,
    policy: reason.policy,
    sentence: reasonSentence(reason),
    waitedMinutes: reason.waitedMinutes,
    targetMinutes: reason.targetMinutes,
    rank: reason.rank,
    overCount: reason.overCount,
    over: reason.over,
  };
}

/** What an advisor sees of their own desk. No personal data: it travels over the socket too (R13). */
export function presentDesk(branch: Branch, advisor: Advisor): Desk {
  const current = branch.currentOf(advisor.id);
  const present = (ticket: Ticket) => presentWaiting(ticket, branch.outlook.positionOf(ticket));
  const reachable = branch
    .waiting()
    .filter((ticket) => canServe(advisor, ticket))
    .sort(compareInQueue);
  const reserved = reachable.filter((ticket) => ticket.reservedAdvisorId === advisor.id);
  // What is reserved is shown as such, and not again in its queue.
  const open = reachable.filter((ticket) => ticket.reservedAdvisorId === null);
  const others = [...branch.advisors.values()].filter((other) => other.id !== advisor.id);
  const { settings } = branch;
  return {
    timeZone: branch.state.timeZone,
    advisor: presentAdvisor(branch, advisor),
    current: current && presentDeskTicket(branch, current),
    waiting: [...branch.queues.values()]
      .filter((queue) => advisor.queueTypes.includes(queue.queueType))
      .map((queue) =>
        presentQueue(
          queue,
          open.filter((t) => t.queueType === queue.queueType),
          present,
        ),
      ),
    reserved: reserved.map(present),
    missed: branch
      .closedCalls()
      .filter((call) => call.status === 'NO_ATENDIDO' && advisor.queueTypes.includes(call.queueType))
      .slice(0, MISSED_SHOWN)
      .map(presentMissed),
    undo: presentUndo(branch, advisor),
    unattended: presentUnattended(branch),
    transferTo: {
      queues: [...branch.queues.values()]
        .filter((queue) => queue.enabled)
        .map(({ queueType, displayName }) => ({ queueType, displayName })),
      advisors: others
        .filter((other) => other.status !== 'OFFLINE')
        .map(({ id, name, status, moduleNumber, queueTypes }) => ({ id, name, status, moduleNumber, queueTypes })),
    },
    today: {
      served: advisor.servedToday,
      noShow: advisor.noShowToday,
      averageServiceTimeMinutes: averageServiceMinutes(advisor),
    },
    settings: {
      assignmentMode: settings.assignmentMode,
      recallMax: settings.recallMax,
      recallCooldownSeconds: settings.recallCooldownSeconds,
      undoSeconds: settings.undoSeconds,
      pickAllowed: settings.pickAllowed,
      moduleCount: branch.state.moduleCount,
      modulesTaken: others.flatMap((other) =>
        other.status !== 'OFFLINE' && other.moduleNumber !== null ? [other.moduleNumber] : [],
      ),
      offlineReasons: [...OFFLINE_REASONS],
    },
  };
}

/** Who sends a ticket there, or could serve it, should know (LESSONS.md, 23). */
function presentUnattended(branch: Branch): Desk['unattended'] {
  const onDuty = [...branch.advisors.values()].filter((advisor) => advisor.status !== 'OFFLINE');
  const waiting = branch.waiting();
  return [...branch.queues.values()]
    .filter(({ enabled, queueType }) => enabled && !onDuty.some((advisor) => advisor.queueTypes.includes(queueType)))
    .map(({ queueType, displayName }) => ({
      queueType,
      displayName,
      waiting: waiting.filter((ticket) => ticket.queueType === queueType && ticket.reservedAdvisorId === null).length,
    }));
}

const presentMissed = ({ codigoReferencia, numero, queueType, lastCalledAt }: Call): MissedTicket => ({
  codigoReferencia,
  numero,
  queueType,
  calledAt: new Date(lastCalledAt).toISOString(),
});

/** What can be taken back now; whoever comes too late is told why. */
function presentUndo(branch: Branch, advisor: Advisor): Undoable | null {
  const last = advisor.lastCommand;
  if (!last || whyNoUndo(branch, advisor)) return null;
  const until = last.at + branch.settings.undoSeconds * 1000;
  return { command: last.command, numero: last.numero, until: new Date(until).toISOString() };
}

function presentQueue(queue: Queue, waiting: Ticket[], present: (ticket: Ticket) => WaitingTicket): DeskQueue {
  const oldest = waiting.reduce<number | null>(
    (first, ticket) => (first === null || ticket.createdAt < first ? ticket.createdAt : first),
    null,
  );
  return {
    queueType: queue.queueType,
    displayName: queue.displayName,
    waiting: waiting.length,
    averageTimeMinutes: queue.averageTimeMinutes,
    targetWaitMinutes: queue.targetWaitMinutes,
    oldestCreatedAt: oldest === null ? null : new Date(oldest).toISOString(),
    next: waiting.slice(0, NEXT_SHOWN).map(present),
  };
}

function presentWaiting(ticket: Ticket, position: number): WaitingTicket {
  return {
    codigoReferencia: ticket.codigoReferencia,
    numero: ticket.numero,
    queueType: ticket.queueType,
    status: ticket.status,
    preferential: ticket.preferential,
    positionInQueue: isWaiting(ticket.status) ? position : 0,
    createdAt: new Date(ticket.createdAt).toISOString(),
  };
}
