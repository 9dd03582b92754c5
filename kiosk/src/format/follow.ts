import { LOOPBACK_HOST, type PublicTicket } from '@ticketero/contract';

/** How a customer can follow their number away from the hall (R9). */
export interface FollowLinks {
  /** To scan: the bot's deep link. Null when Telegram is off, and when it needs no scan. */
  telegram: string | null;
  /** Telegram already knows where to write. */
  linked: boolean;
  /** To scan: the customer's own page. Null where no phone could open it. */
  page: string | null;
}

type Followed = Pick<PublicTicket, 'status' | 'telegramLink' | 'telegramLinked' | 'pageLink'>;

export const NOTHING_TO_FOLLOW: FollowLinks = { telegram: null, linked: false, page: null };

/** Who has been called, or is done, has nothing left to follow. */
export function followLinks(ticket: Followed, origin: string): FollowLinks {
  if (ticket.status !== 'EN_ESPERA' && ticket.status !== 'PROXIMO') return NOTHING_TO_FOLLOW;
  const on = ticket.telegramLink !== null;
  return {
    telegram: ticket.telegramLinked ? null : ticket.telegramLink,
    linked: on && ticket.telegramLinked,
    page: reachablePage(ticket.pageLink, origin),
  };
}

function reachablePage(pageLink: string, origin: string): string | null {
  const page = new URL(pageLink, origin);
  return LOOPBACK_HOST.test(page.hostname) ? null : page.href;
}
