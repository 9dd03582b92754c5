import { HEARTBEAT_MS, STALE_AFTER_MS, type LinkState } from '@ticketero/contract';

import type { Knowledge } from './knowledge';

/**
 * `live`: the server stands behind every word on the page. `checking`: that is being found out. `slow`: no link, but
 * questions are answered now and then. `lost`: nothing is heard.
 */
export type Freshness = 'live' | 'checking' | 'slow' | 'lost';

/** For so long a page that begins, or wakes, may find out how things are before it says that there is no connection. */
export const PATIENCE_MS = 3_000;

interface Moment {
  link: LinkState;
  known: Pick<Knowledge, 'heardAt' | 'doubtedAt' | 'asked' | 'answeredAt'>;
  /** What the browser says of its network: only its no is worth something. */
  online: boolean;
  /** The link has been live on this page. */
  wasLive: boolean;
  openedAt: number;
  /** Milliseconds for which the link itself counts silence: its clock stands still in sleep, but nobody can set it. */
  silentMs: number;
  now: number;
}

/** Milliseconds since the server last vouched for what is shown. */
export function ageOf({ known, silentMs, now }: Pick<Moment, 'known' | 'silentMs' | 'now'>): number {
  return Math.max(0, silentMs, known.heardAt === 0 ? 0 : now - known.heardAt);
}

export function freshnessOf(moment: Moment): Freshness {
  const { link, known, now } = moment;
  const age = ageOf(moment);
  const doubted = known.doubtedAt >= known.heardAt && known.doubtedAt > 0;
  if (link === 'live' && !doubted && age < STALE_AFTER_MS) return 'live';
  const since = Math.max(doubted ? known.doubtedAt : 0, moment.wasLive ? 0 : moment.openedAt);
  if (moment.online && now - since < PATIENCE_MS) return 'checking';
  // The newest that was heard is an answer: the socket alone is missing, as behind a proxy that lets none through.
  const answered = known.asked === 'answered' && known.answeredAt >= known.heardAt;
  return answered && !doubted && age < ASK_EVERY_MS + HEARTBEAT_MS ? 'slow' : 'lost';
}

/** Without a link the page asks: seldom, for the whole lobby shares one address and its limit. */
export const ASK_EVERY_MS = 15_000;
const SOON_MS = 3_000;

export interface Situation {
  known: Pick<Knowledge, 'ticket' | 'asked' | 'missing' | 'busySeconds'>;
  link: LinkState;
  /** The ticket has ended, and can still be brought back (R4 reinstate); null: it has not ended. */
  ended: { canReturn: boolean } | null;
}

/** Milliseconds until the page asks over HTTP; null: the socket tells. */
export function askAfterMs({ known, link, ended }: Situation): number | null {
  if (known.missing || (link === 'live' && known.ticket)) return null;
  if (known.busySeconds !== null) return known.busySeconds * 1_000;
  if (known.asked === 'never') return 0;
  if (ended && !ended.canReturn) return null;
  return known.ticket ? ASK_EVERY_MS : SOON_MS;
}
