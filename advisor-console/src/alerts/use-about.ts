import type { Alert, Dashboard } from '@ticketero/contract';

import { useQueueName } from '../common/use-queue-name';

interface About {
  queue: string | null;
  /** The queue, the device or the advisor; null: the branch as a whole. */
  about: string | null;
}

/** Whom or what an alert is about, as the reader calls it. */
export function useAbout(queues: Dashboard['queuesSummary']): (alert: Pick<Alert, 'queueType' | 'facts'>) => About {
  const queueName = useQueueName();
  return ({ queueType, facts }) => {
    const known = queues.find((one) => one.queueType === queueType);
    const queue = queueType === null ? null : queueName(queueType, known?.displayName ?? null);
    return { queue, about: queue ?? facts.device ?? facts.advisor ?? null };
  };
}
