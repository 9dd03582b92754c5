import type { PublicTicket } from '@ticketero/contract';

import { isWaiting, phaseOf } from './phase';

/** Why somebody waits once more (R4): sent back to wait, moved, or taken back in. */
export const TURN_CHANGES = ['returned', 'transferred', 'reinstated'] as const;
export type TurnChange = (typeof TURN_CHANGES)[number];

const TOLD = { DEVUELTO: 'returned', TRANSFERIDO: 'transferred', REACTIVADO: 'reinstated' } as const;

type Seen = Pick<PublicTicket, 'status' | 'startedAt' | 'waitsAgain'>;

/**
 * What has to be explained now. The server says it, also to a page that is opened only then; but for a call that was
 * taken back (undo), of which only who saw it has to be told. `before`: what this page showed last.
 */
export function turnChange(before: Seen, now: Seen, explained: TurnChange | null): TurnChange | null {
  if (!isWaiting(phaseOf(now))) return null;
  if (now.waitsAgain) return TOLD[now.waitsAgain];
  return isWaiting(phaseOf(before)) ? explained : 'returned';
}
