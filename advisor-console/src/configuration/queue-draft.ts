import {
  CONFIGURATION_LIMITS as LIMITS,
  QUEUE_PREFIX,
  QUEUE_TYPE,
  type BranchFileQueue,
  type ChangeQueueRequest,
} from '@ticketero/contract';

import { changedPart } from './draft';
import { wholeNumber } from './numbers';
import type { Missing } from './use-form';

/** R1, as it is typed. */
export interface QueueDraft {
  queueType: string;
  displayName: string;
  prefix: string;
  enabled: boolean;
  priority: string;
  averageTimeMinutes: string;
  targetWaitMinutes: string;
  alertWaiting: string;
  /** Empty: no cap. */
  dailyCap: string;
}

export const QUEUE_FIGURES = ['priority', 'averageTimeMinutes', 'targetWaitMinutes', 'alertWaiting'] as const;

/** A new one, with the usual of R1 where there is one. */
export const NEW_QUEUE: QueueDraft = {
  queueType: '',
  displayName: '',
  prefix: '',
  enabled: true,
  priority: '1',
  averageTimeMinutes: '10',
  targetWaitMinutes: '20',
  alertWaiting: '15',
  dailyCap: '',
};

export const queueDraft = (queue: BranchFileQueue): QueueDraft => ({
  queueType: queue.queueType,
  displayName: queue.displayName,
  prefix: queue.prefix,
  enabled: queue.enabled,
  priority: String(queue.priority),
  averageTimeMinutes: String(queue.averageTimeMinutes),
  targetWaitMinutes: String(queue.targetWaitMinutes),
  alertWaiting: String(queue.alertWaiting),
  dailyCap: queue.dailyCap === null ? '' : String(queue.dailyCap),
});

export function queueLacks(draft: QueueDraft): Missing<QueueDraft> {
  const lacks: Missing<QueueDraft> = {
    queueType: QUEUE_TYPE.test(draft.queueType) ? null : 'config.missing.queueType',
    displayName: draft.displayName.trim() === '' ? 'config.missing.name' : null,
    prefix: QUEUE_PREFIX.test(draft.prefix) ? null : 'config.missing.prefix',
    dailyCap:
      draft.dailyCap.trim() === '' || wholeNumber(draft.dailyCap, LIMITS.dailyCap) !== null
        ? null
        : 'config.missing.figure',
  };
  for (const field of QUEUE_FIGURES) {
    lacks[field] = wholeNumber(draft[field], LIMITS[field]) === null ? 'config.missing.figure' : null;
  }
  return lacks;
}

/** All of it; of one that `queueLacks` has nothing against. */
export function queueFacts(draft: QueueDraft): BranchFileQueue {
  const cap = draft.dailyCap.trim();
  return {
    queueType: draft.queueType,
    displayName: draft.displayName.trim(),
    prefix: draft.prefix,
    priority: Number(draft.priority),
    averageTimeMinutes: Number(draft.averageTimeMinutes),
    targetWaitMinutes: Number(draft.targetWaitMinutes),
    alertWaiting: Number(draft.alertWaiting),
    dailyCap: cap === '' ? null : Number(cap),
    enabled: draft.enabled,
  };
}

/** What was changed, and nothing else. */
export function queueChange(base: QueueDraft, draft: QueueDraft): ChangeQueueRequest {
  const { queueType: _kept, ...change } = changedPart(queueFacts(base), queueFacts(draft));
  return change;
}
