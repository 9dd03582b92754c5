import type { Alert, BranchCard } from '@ticketero/contract';
import type { Branch } from '@ticketero/core';

import { presentAlerts } from '../alerts/index.js';
import { presentOpening } from '../tickets/index.js';
import { loadOf, presentAdvisorsSummary, queuesNow, type QueueNow } from './present-dashboard.js';

const LOADS = ['EMPTY', 'NORMAL', 'HIGH_LOAD', 'CRITICAL'] as const;

/** One branch among the others: how many wait, how late, who is there, and what alerts there are. No forecast is made for it. */
export function presentCard(branch: Branch): BranchCard {
  const queues = queuesNow(branch);
  const alerts = presentAlerts(branch);
  const count = (severity: Alert['severity']) => alerts.filter((alert) => alert.severity === severity).length;
  const today = (part: 'served' | 'noShow' | 'cancelled') =>
    queues.reduce((sum, { queue }) => sum + queue.today[part], 0);
  const [worst] = queues
    .filter(({ oldest }) => oldest !== null)
    .sort((a, b) => lateness(branch, b) - lateness(branch, a));
  return {
    branchOffice: branch.state.code,
    branchName: branch.state.name,
    timeZone: branch.state.timeZone,
    revision: branch.revision,
    branchStatus: branch.status,
    branchOpening: presentOpening(branch),
    load: LOADS[Math.max(0, ...queues.map((now) => LOADS.indexOf(loadOf(now))))] ?? 'EMPTY',
    waiting: queues.reduce((sum, { waiting }) => sum + waiting.length, 0),
    late: queues.reduce((sum, now) => sum + lateOf(branch, now), 0),
    beingServed: queues.reduce((sum, { serving }) => sum + serving.length, 0),
    completadosHoy: today('served'),
    canceladosHoy: today('cancelled'),
    noAtendidosHoy: today('noShow'),
    worstQueue: worst?.oldest
      ? {
          queueType: worst.queue.queueType,
          displayName: worst.queue.displayName,
          oldestCreatedAt: new Date(worst.oldest.createdAt).toISOString(),
          targetWaitMinutes: worst.queue.targetWaitMinutes,
        }
      : null,
    advisorsSummary: presentAdvisorsSummary(branch),
    alerts: { critical: count('CRITICAL'), warning: count('WARNING') },
    lastUpdated: new Date(branch.now).toISOString(),
  };
}

const targetMs = ({ queue }: QueueNow): number => queue.targetWaitMinutes * 60_000;

/** The longest wait of a queue as a share of its target. */
const lateness = (branch: Branch, now: QueueNow): number =>
  now.oldest ? (branch.now - now.oldest.createdAt) / targetMs(now) : 0;

const lateOf = (branch: Branch, now: QueueNow): number =>
  now.waiting.filter(({ createdAt }) => branch.now - createdAt > targetMs(now)).length;

/** The worst first: by critical alerts, by how many are late, by warnings, by how long the longest wait is for its target. */
export function worstFirst(cards: readonly BranchCard[], now: number): BranchCard[] {
  const share = ({ worstQueue }: BranchCard): number =>
    worstQueue ? (now - Date.parse(worstQueue.oldestCreatedAt)) / (worstQueue.targetWaitMinutes * 60_000) : 0;
  return [...cards].sort(
    (a, b) =>
      b.alerts.critical - a.alerts.critical ||
      b.late - a.late ||
      b.alerts.warning - a.alerts.warning ||
      share(b) - share(a) ||
      b.waiting - a.waiting ||
      a.branchName.localeCompare(b.branchName),
  );
}
