import type { PublicTicket } from '@ticketero/contract';
import { waitPhrase } from '@ticketero/ui';

/** How long the customer waits, in words; null where nobody serves: no time is made up (R8). */
export function waitOf({ onDuty, estimatedWaitRange }: Pick<PublicTicket, 'onDuty' | 'estimatedWaitRange'>) {
  return onDuty ? waitPhrase(estimatedWaitRange) : null;
}
