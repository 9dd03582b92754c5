import { STALE_AFTER_MS } from '@ticketero/contract';

import type { LinkHealth } from './link-chip';
import { useNow } from './use-now';
import type { Polled } from './use-polled';

type Heard = Pick<Polled<unknown>, 'answer' | 'failed' | 'heardAt'>;

/** How well a view knows what it shows that has no link, and asks: the same words, after the same silence. */
export function polledHealth({ answer, failed, heardAt }: Heard, now: number): LinkHealth {
  const silentMs = answer === null ? 0 : Math.max(0, now - heardAt);
  if (answer === null) return { link: 'connecting', silentMs };
  // Also when nothing has failed: a network that goes does not always say so.
  if (silentMs >= STALE_AFTER_MS) return { link: 'stale', silentMs };
  return { link: failed ? 'catching-up' : 'live', silentMs };
}

export const usePolledHealth = (heard: Heard): LinkHealth => polledHealth(heard, useNow(Date.now));
