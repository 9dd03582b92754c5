import type { Advisor } from '../branch/advisor.js';
import { type Branch, type BranchState, type Call } from '../branch/branch.js';
import type { Changes } from '../branch/changes.js';
import type { Queue } from '../branch/queue.js';
import { Refusal } from '../refusal.js';
import type { Ticket } from '../ticket/ticket.js';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** Monday 2026-03-16, 09:00 in Santiago (summer time, UTC-3). */
export const NINE_O_CLOCK = Date.UTC(2026, 2, 16, 12, 0);
export const TODAY = '2026-03-16';
export const SANTIAGO = 'America/Santiago';

/** The table of R1. */
const REFERENCE_QUEUES: Record<string, [name: string, prefix: string, priority: number, mean: number, target: number]> =
  {
    CAJA: ['Caja', 'C', 1, 5, 20],
    PERSONAL_BANKER: ['Personal Banker', 'P', 2, 15, 30],
    EMPRESAS: ['Empresas', 'E', 3, 20, 30],
    GERENCIA: ['Gerencia', 'G', 4, 30, 20],
  };

export const QUEUE_TYPES: readonly string[] = Object.keys(REFERENCE_QUEUES);

export function aQueue(queueType = 'CAJA', patch: Partial<Queue> = {}): Queue {
  const [displayName, prefix, priority, averageTimeMinutes, targetWaitMinutes] = REFERENCE_QUEUES[queueType] ?? [
    queueType,
    queueType.slice(0, 1),
    1,
    5,
    20,
  ];
  return {
    queueType,
    displayName,
    prefix,
    priority,
    averageTimeMinutes,
    targetWaitMinutes,
    alertWaiting: 15,
    dailyCap: null,
    enabled: true,
    notice: null,
    lastNumber: 0,
    today: { served: 0, noShow: 0, cancelled: 0 },
    learned: null,
    ...patch,
  };
}

/** An advisor of every queue, OFFLINE, whose desk has the advisor's own number. */
export function anAdvisor(id = 1, patch: Partial<Advisor> = {}): Advisor {
  return {
    id,
    name: `Asesor ${id}`,
    email: `asesor.${id}@banco.com`,
    status: 'OFFLINE',
    statusReason: null,
    statusSince: NINE_O_CLOCK,
    offlineAfterCurrent: false,
    moduleNumber: id,
    queueTypes: [...QUEUE_TYPES],
    assignedTicketsCount: 0,
    workloadMinutes: 0,
    lastAssignedAt: null,
    servedToday: 0,
    noShowToday: 0,
    serviceMsToday: 0,
    learned: null,
    lastCommand: null,
    ...patch,
  };
}

/** A ticket that waits since nine. */
export function aTicket(id = 1, patch: Partial<Ticket> = {}): Ticket {
  const queueType = patch.queueType ?? 'CAJA';
  const arrivedAt = patch.createdAt ?? NINE_O_CLOCK;
  return {
    id,
    codigoReferencia: referenceOf(id),
    numero: aQueue(queueType).prefix + String(id).padStart(2, '0'),
    businessDate: TODAY,
    queueType,
    status: 'EN_ESPERA',
    preferential: false,
    language: 'es',
    orderAt: arrivedAt,
    createdAt: arrivedAt,
    updatedAt: arrivedAt,
    positionInQueue: 1,
    estimatedWaitMinutes: 5,
    estimatedLow: 0,
    estimatedHigh: 10,
    promise: { at: arrivedAt, minutes: 5, low: 0, high: 10, raw: null },
    told: { by: arrivedAt + 10 * MINUTE, raised: null },
    advisorId: null,
    reservedAdvisorId: null,
    reservedAt: null,
    transferNote: null,
    waitsAgain: null,
    moduleNumber: null,
    assignedAt: null,
    startedAt: null,
    completedAt: null,
    closedAt: null,
    cancelReason: null,
    actualServiceTimeMinutes: null,
    recallCount: 0,
    lastRecalledAt: null,
    callReason: null,
    messagesPlanned: false,
    linked: false,
    ...patch,
  };
}

export const referenceOf = (id: number): string => `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`;

/** An open branch with the queues of R1, five modules, nobody on duty and nobody waiting. */
export function aBranch(patch: Partial<BranchState> = {}): BranchState {
  return {
    id: 1,
    code: 'SCL-01',
    name: 'Sucursal Centro',
    timeZone: SANTIAGO,
    moduleCount: 5,
    status: 'OPEN',
    active: true,
    notice: null,
    settings: {},
    openingHours: null,
    revision: 0,
    positionsRevision: 0,
    businessDate: TODAY,
    dayClosed: false,
    noAdvisorsSince: null,
    learned: null,
    queues: QUEUE_TYPES.map((queueType) => aQueue(queueType)),
    advisors: [],
    tickets: [],
    closedTickets: [],
    pastCalls: [],
    deviceTroubles: [],
    openAlerts: [],
    alertsTurning: {},
    ...patch,
  };
}

/** A copy that a command can work on without touching the original. */
export function copyOf(state: BranchState): BranchState {
  return {
    ...state,
    queues: state.queues.map(copyOfQueue),
    advisors: state.advisors.map(copyOfAdvisor),
    tickets: state.tickets.map(copyOfTicket),
    closedTickets: state.closedTickets.map(copyOfTicket),
    pastCalls: state.pastCalls.map(copyOfCall),
  };
}

// Field by field: a spread takes three times as long, and the thousand living days copy everything at each step.

const copyOfQueue = (queue: Queue): Required<Queue> => ({
  queueType: queue.queueType,
  displayName: queue.displayName,
  prefix: queue.prefix,
  priority: queue.priority,
  averageTimeMinutes: queue.averageTimeMinutes,
  targetWaitMinutes: queue.targetWaitMinutes,
  alertWaiting: queue.alertWaiting,
  dailyCap: queue.dailyCap,
  enabled: queue.enabled,
  notice: queue.notice,
  lastNumber: queue.lastNumber,
  today: { served: queue.today.served, noShow: queue.today.noShow, cancelled: queue.today.cancelled },
  learned: queue.learned,
});

const copyOfAdvisor = (advisor: Advisor): Required<Advisor> => ({
  id: advisor.id,
  name: advisor.name,
  email: advisor.email,
  status: advisor.status,
  statusReason: advisor.statusReason,
  statusSince: advisor.statusSince,
  offlineAfterCurrent: advisor.offlineAfterCurrent,
  moduleNumber: advisor.moduleNumber,
  queueTypes: advisor.queueTypes,
  assignedTicketsCount: advisor.assignedTicketsCount,
  workloadMinutes: advisor.workloadMinutes,
  lastAssignedAt: advisor.lastAssignedAt,
  servedToday: advisor.servedToday,
  noShowToday: advisor.noShowToday,
  serviceMsToday: advisor.serviceMsToday,
  learned: advisor.learned,
  lastCommand: advisor.lastCommand,
});

const copyOfCall = (call: Call): Required<Call> => ({
  ticketId: call.ticketId,
  codigoReferencia: call.codigoReferencia,
  status: call.status,
  numero: call.numero,
  moduleNumber: call.moduleNumber,
  queueType: call.queueType,
  calledAt: call.calledAt,
  lastCalledAt: call.lastCalledAt,
  recallCount: call.recallCount,
  serving: call.serving,
});

const copyOfTicket = (ticket: Ticket): Required<Ticket> => ({
  id: ticket.id,
  codigoReferencia: ticket.codigoReferencia,
  numero: ticket.numero,
  businessDate: ticket.businessDate,
  queueType: ticket.queueType,
  status: ticket.status,
  preferential: ticket.preferential,
  language: ticket.language,
  orderAt: ticket.orderAt,
  createdAt: ticket.createdAt,
  updatedAt: ticket.updatedAt,
  positionInQueue: ticket.positionInQueue,
  estimatedWaitMinutes: ticket.estimatedWaitMinutes,
  estimatedLow: ticket.estimatedLow,
  estimatedHigh: ticket.estimatedHigh,
  promise: ticket.promise,
  told: ticket.told,
  advisorId: ticket.advisorId,
  reservedAdvisorId: ticket.reservedAdvisorId,
  reservedAt: ticket.reservedAt,
  transferNote: ticket.transferNote,
  waitsAgain: ticket.waitsAgain,
  moduleNumber: ticket.moduleNumber,
  assignedAt: ticket.assignedAt,
  startedAt: ticket.startedAt,
  completedAt: ticket.completedAt,
  closedAt: ticket.closedAt,
  cancelReason: ticket.cancelReason,
  actualServiceTimeMinutes: ticket.actualServiceTimeMinutes,
  recallCount: ticket.recallCount,
  lastRecalledAt: ticket.lastRecalledAt,
  callReason: ticket.callReason,
  messagesPlanned: ticket.messagesPlanned,
  linked: ticket.linked,
});

/**
 * Whether two say the same in every field; what they hold is compared by identity, which the copies keep. The ledger compares
 * everybody who waits at each step.
 */
export const sameTicket = (a: Ticket, b: Ticket): boolean =>
  a.id === b.id &&
  a.codigoReferencia === b.codigoReferencia &&
  a.numero === b.numero &&
  a.businessDate === b.businessDate &&
  a.queueType === b.queueType &&
  a.status === b.status &&
  a.preferential === b.preferential &&
  a.language === b.language &&
  a.orderAt === b.orderAt &&
  a.createdAt === b.createdAt &&
  a.updatedAt === b.updatedAt &&
  a.positionInQueue === b.positionInQueue &&
  a.estimatedWaitMinutes === b.estimatedWaitMinutes &&
  a.estimatedLow === b.estimatedLow &&
  a.estimatedHigh === b.estimatedHigh &&
  a.promise === b.promise &&
  a.told === b.told &&
  a.advisorId === b.advisorId &&
  a.reservedAdvisorId === b.reservedAdvisorId &&
  a.reservedAt === b.reservedAt &&
  a.transferNote === b.transferNote &&
  a.waitsAgain === b.waitsAgain &&
  a.moduleNumber === b.moduleNumber &&
  a.assignedAt === b.assignedAt &&
  a.startedAt === b.startedAt &&
  a.completedAt === b.completedAt &&
  a.closedAt === b.closedAt &&
  a.cancelReason === b.cancelReason &&
  a.actualServiceTimeMinutes === b.actualServiceTimeMinutes &&
  a.recallCount === b.recallCount &&
  a.lastRecalledAt === b.lastRecalledAt &&
  a.callReason === b.callReason &&
  a.messagesPlanned === b.messagesPlanned &&
  a.linked === b.linked;

/** As many as a branch loads. */
const PAST_CALLS = 30;

/**
 * The branch as the next command will load it: what saving the changes of this one and loading again would give. It holds
 * the branch's own objects, which are not to be changed any more.
 */
export function settle(branch: Branch, { visible, patch }: Changes = branch.changes()): BranchState {
  const revision = branch.state.revision + (visible ? 1 : 0);
  const sameDay = branch.state.businessDate === patch.businessDate;
  return {
    ...branch.state,
    revision,
    positionsRevision: patch.positionsCurrent ? revision : branch.state.positionsRevision,
    businessDate: patch.businessDate,
    dayClosed: patch.dayClosed,
    noAdvisorsSince: patch.noAdvisorsSince,
    learned: patch.learned,
    status: patch.status,
    notice: patch.notice,
    queues: [...branch.queues.values()],
    advisors: [...branch.advisors.values()],
    tickets: branch.activeTickets(),
    closedTickets: [],
    pastCalls: sameDay ? branch.closedCalls().slice(0, PAST_CALLS) : [],
  };
}

/** The refusal that `attempt` ends with. Throws when it ends otherwise. */
export function refusalOf(attempt: () => unknown): Refusal {
  try {
    attempt();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('expected a refusal, and nothing was refused');
}
