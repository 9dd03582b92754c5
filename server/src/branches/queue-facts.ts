import type { BranchFileQueue } from '@ticketero/contract';

import { fingerprint } from '../platform/fingerprint.js';

/** What is configured of a queue (R1), and nothing of its present. */
export const queueFacts = (queue: BranchFileQueue): BranchFileQueue => ({
  queueType: queue.queueType,
  displayName: queue.displayName,
  prefix: queue.prefix,
  priority: queue.priority,
  averageTimeMinutes: queue.averageTimeMinutes,
  targetWaitMinutes: queue.targetWaitMinutes,
  alertWaiting: queue.alertWaiting,
  dailyCap: queue.dailyCap,
  enabled: queue.enabled,
});

/** Names exactly this configuration: who changes it says which one they have read. */
export const queueVersion = (queue: BranchFileQueue): string => fingerprint(queueFacts(queue));

const reference = (
  [queueType, displayName, prefix]: [string, string, string],
  [priority, averageTimeMinutes, targetWaitMinutes]: [number, number, number],
): BranchFileQueue => ({
  ...{ queueType, displayName, prefix, priority, averageTimeMinutes, targetWaitMinutes },
  ...{ alertWaiting: 15, dailyCap: null, enabled: true },
});

/** R1: the queues that a branch begins with. */
export const REFERENCE_QUEUES: readonly BranchFileQueue[] = [
  reference(['CAJA', 'Caja', 'C'], [1, 5, 20]),
  reference(['PERSONAL_BANKER', 'Personal Banker', 'P'], [2, 15, 30]),
  reference(['EMPRESAS', 'Empresas', 'E'], [3, 20, 30]),
  reference(['GERENCIA', 'Gerencia', 'G'], [4, 30, 20]),
];
