import type { AdvisorsSummary, Dashboard, QueueDetail, QueueLoad, QueueView } from '@ticketero/contract';
import { compareInQueue, type Branch, type Queue, type Ticket } from '@ticketero/core';

import { presentAlerts } from '../alerts/index.js';
import { queueFacts, queueVersion } from '../branches/index.js';
import { presentAdvisor } from '../desks/index.js';
import { presentOpening } from '../tickets/index.js';

/** Seconds between complete refreshes of a dashboard that has no socket. */
export const AUTO_REFRESH_SECONDS = 5;

export function presentAdvisorsSummary(branch: Branch): AdvisorsSummary {
  const advisors = [...branch.advisors.values()];
  const count = (status: string) => advisors.filter((advisor) => advisor.status === status).length;
  return {
    available: count('AVAILABLE'),
    busy: count('BUSY'),
    offline: count('OFFLINE'),
    total: advisors.length,
  };
}

export interface QueueNow {
  queue: Queue;
  /** In call order. */
  waiting: Ticket[];
  serving: Ticket[];
  oldest: Ticket | null;
}

function queueNow(branch: Branch, queue: Queue): QueueNow {
  const active = branch.activeTickets().filter((ticket) => ticket.queueType === queue.queueType);
  const waiting = active.filter((ticket) => ticket.status !== 'ATENDIENDO').sort(compareInQueue);
  const oldest = waiting.reduce<Ticket | null>(
    (first, ticket) => (first === null || ticket.createdAt < first.createdAt ? ticket : first),
    null,
  );
  return {
    queue,
    waiting,
    oldest,
    serving: active.filter((ticket) => ticket.status === 'ATENDIENDO'),
  };
}

export const queuesNow = (branch: Branch): QueueNow[] =>
  [...branch.queues.values()].map((queue) => queueNow(branch, queue));

export function presentQueue(branch: Branch, queue: Queue): QueueView {
  return {
    ...queueFacts(queue),
    text: queue.enabled ? null : queue.notice,
    ticketsWaiting: queueNow(branch, queue).waiting.length,
    version: queueVersion(queue),
  };
}

export function presentQueueDetail(branch: Branch, queue: Queue): QueueDetail {
  const now = queueNow(branch, queue);
  const ready = [...branch.advisors.values()].filter(
    (advisor) => advisor.status === 'AVAILABLE' && advisor.queueTypes.includes(queue.queueType),
  );
  return {
    ...presentQueue(branch, queue),
    ticketsBeingServed: now.serving.length,
    ticketsCompletedToday: queue.today.served,
    totalActiveTickets: now.waiting.length + now.serving.length,
    estimatedWaitForNext: branch.outlook.expectedForNext(queue.queueType).minutes,
    availableAdvisors: ready.length,
    status: loadOf(now),
  };
}

/** CRITICAL above the queue's alert (R1), HIGH_LOAD above half of it. */
export function loadOf({ queue, waiting }: QueueNow): QueueLoad {
  if (waiting.length === 0) return 'EMPTY';
  if (waiting.length > queue.alertWaiting) return 'CRITICAL';
  return waiting.length > queue.alertWaiting / 2 ? 'HIGH_LOAD' : 'NORMAL';
}

function presentQueueNow(branch: Branch, now: QueueNow): Dashboard['queuesSummary'][number] {
  const { queue, waiting, serving, oldest } = now;
  const forNext = branch.outlook.expectedForNext(queue.queueType);
  return {
    queueType: queue.queueType,
    displayName: queue.displayName,
    waiting: waiting.length,
    next: waiting.filter((ticket) => ticket.status === 'PROXIMO').length,
    nextNumero: waiting[0]?.numero ?? null,
    beingServed: serving.length,
    priority: queue.priority,
    estimatedWaitTime: forNext.minutes,
    oldestCreatedAt: oldest && new Date(oldest.createdAt).toISOString(),
    targetWaitMinutes: queue.targetWaitMinutes,
    estimatedWaitRange: { low: forNext.low, high: forNext.high },
    load: loadOf(now),
    alertWaiting: queue.alertWaiting,
    onDuty: branch.isServed(queue.queueType),
    enabled: queue.enabled,
    text: queue.enabled ? null : queue.notice,
  };
}

/** The branch at a glance. `hint`: what would help (`what-if`). */
export function presentDashboard(branch: Branch, hint: Dashboard['hint']): Dashboard {
  const queues = queuesNow(branch);
  const active = branch.activeTickets();
  const count = (status: Ticket['status']) => active.filter((ticket) => ticket.status === status).length;
  const today = (part: keyof Queue['today']) => queues.reduce((sum, { queue }) => sum + queue.today[part], 0);
  return {
    branchOffice: branch.state.code,
    branchName: branch.state.name,
    timeZone: branch.state.timeZone,
    revision: branch.revision,
    branchStatus: branch.status,
    branchOpening: presentOpening(branch),
    undoSeconds: branch.settings.undoSeconds,
    ticketsSummary: {
      enEspera: count('EN_ESPERA'),
      proximo: count('PROXIMO'),
      atendiendo: count('ATENDIENDO'),
      completadosHoy: today('served'),
      canceladosHoy: today('cancelled'),
      noAtendidosHoy: today('noShow'),
      totalActivos: active.length,
    },
    queuesSummary: queues.map((now) => presentQueueNow(branch, now)),
    advisors: [...branch.advisors.values()].map((advisor) => presentAdvisor(branch, advisor)),
    advisorsSummary: presentAdvisorsSummary(branch),
    alerts: presentAlerts(branch),
    hint,
    lastUpdated: new Date(branch.now).toISOString(),
    autoRefreshInterval: AUTO_REFRESH_SECONDS,
  };
}
