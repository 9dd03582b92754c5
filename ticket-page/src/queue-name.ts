import type { PublicTicket } from '@ticketero/contract';
import { queueName } from '@ticketero/ui';

/** What the ticket's queue is called in this language. */
export const queueNameOf = (
  { queueType, queueName: displayName }: Pick<PublicTicket, 'queueType' | 'queueName'>,
  language: string,
): string => queueName({ queueType, displayName }, language);
