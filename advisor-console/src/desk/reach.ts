import type { Desk, LinkState } from '@ticketero/contract';

/**
 * `live`: the socket tells. `asking`: it does not, and the desk is fetched every few seconds instead. `lost`: the server
 * does not answer either, and nothing is sent to it.
 */
export type Reach = 'live' | 'asking' | 'lost';

/** `answered`: whether the last fetch since the socket fell silent had an answer; null before there was one. */
export function reachOf(link: LinkState, answered: boolean | null): Reach {
  if (link === 'live') return 'live';
  if (answered !== null) return answered ? 'asking' : 'lost';
  return link === 'stale' ? 'lost' : 'asking';
}

/** What the chip says: silence of the socket alone is no lost connection while the server answers. */
export function linkShown(link: LinkState, reach: Reach): LinkState {
  if (reach === 'lost') return 'stale';
  return link === 'stale' ? 'catching-up' : link;
}

const trace = ({ advisor, current, missed }: Desk) => [
  advisor.status,
  advisor.offlineAfterCurrent,
  current?.codigoReferencia,
  current?.startedAt,
  current?.recallCount,
  missed.length,
];

/** Whether a command left nothing on the desk, as far as the desk shows. */
export function isUnchanged(before: Desk | null, now: Desk | null): boolean {
  if (before === null || now === null) return before === now;
  return JSON.stringify(trace(before)) === JSON.stringify(trace(now));
}
