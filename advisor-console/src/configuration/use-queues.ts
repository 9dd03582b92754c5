import { useMemo } from 'react';

import type { QueueView } from '@ticketero/contract';

import { usePolled } from '../common/use-polled';
import { useQueueName } from '../common/use-queue-name';
import { ofBranch, useScope } from './scope';

export interface NamedQueue {
  value: string;
  label: string;
  enabled: boolean;
}

/** The queues of the branch that is open, as their reader calls them; null while they are not known. */
export function useQueues(): { queues: NamedQueue[] | null; nameOf: (queueType: string) => string } {
  const { answer } = usePolled<QueueView[]>(ofBranch('/api/admin/queues', useScope()));
  const queueName = useQueueName();
  return useMemo(() => {
    const queues =
      answer?.map(({ queueType, displayName, enabled }) => ({
        value: queueType,
        label: queueName(queueType, displayName),
        enabled,
      })) ?? null;
    const nameOf = (queueType: string) => queues?.find(({ value }) => value === queueType)?.label ?? queueType;
    return { queues, nameOf };
  }, [answer, queueName]);
}
