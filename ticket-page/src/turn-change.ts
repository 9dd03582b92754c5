import type { PublicTicket } from '@ticketero/contract';

import { isFinal, isWaiting, phaseOf } from './phase';

/** Why somebody who waits reads something else than before (R4): sent back to wait, moved, or taken back in. */
export const TURN_CHANGES = ['returned', 'transferred', 'reinstated'] as const;
export type TurnChange = (typeof TURN_CHANGES)[number];

type Seen = Pick<PublicTicket, 'status' | 'startedAt' | 'queueType'>;

/**
 * What has to be explained now, from what this page showed last. It stands until the next call; a page that was not open
 * meanwhile has shown nothing that must be taken back.
 */
export function turnChange(before: Seen, now: Seen, explained: TurnChange | null): TurnChange | null {
  if (!isWaiting(phaseOf(now))) return null;
  const shown = phaseOf(before);
  if (isFinal(shown)) return 'reinstated';
  if (before.queueType !== now.queueType) return 'transferred';
  return isWaiting(shown) ? explained : 'returned';
}
