import type { PublicTicket } from '@ticketero/contract';

/** The key of the text that tells a ticket's owner what to do now; with nobody to call it, it promises no call. */
export function nextFor({ status, onDuty }: Pick<PublicTicket, 'status' | 'onDuty'>): string {
  const waiting = status === 'EN_ESPERA' || status === 'PROXIMO';
  return waiting && !onDuty ? 'result.nobodyServes' : `result.message.${status}`;
}
