import type { LinkState } from '@ticketero/contract';

/** Silence that the branch's heartbeat (5 s) does not explain is told to the lobby. */
export const AGE_SHOWN_MS = 5_000;
/** As the contract's STALE_AFTER_MS. */
const STALE_MS = 12_000;

export type Life = 'live' | 'catching-up' | 'aging' | 'stale';

/**
 * What the screen says about itself. The age decides and not the link's word alone: a screen that was refused, or whose
 * page is about to reload, is as old as what it shows.
 */
export function lifeOf(link: LinkState, silentMs: number): Life {
  if (link === 'stale' || silentMs >= STALE_MS) return 'stale';
  if (silentMs >= AGE_SHOWN_MS) return 'aging';
  return link === 'live' ? 'live' : 'catching-up';
}
