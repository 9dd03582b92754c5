import type { KioskState } from '@ticketero/contract';

import type { Flow, FlowEvent } from './screens';

type Why = Extract<FlowEvent, { type: 'noLonger' }>['why'];

/** Why the number that somebody is asking for right now cannot come; null while it can, or when nobody asks. */
export function noLonger(flow: Flow, state: Pick<KioskState, 'branch' | 'queues'> | null): Why | null {
  if (state === null || (flow.screen !== 'id' && flow.screen !== 'phone' && flow.screen !== 'preferential'))
    return null;
  if (!state.branch.open) return 'closed';
  const queue = state.queues.find(({ queueType }) => queueType === flow.draft.queue.queueType);
  if (!queue?.enabled) return 'queueGone';
  return queue.capReached ? 'full' : null;
}
