import type { QueueType } from '@ticketero/contract';

import en from '../i18n/queues.en.json';
import es from '../i18n/queues.es.json';
import { currentBrand } from './store';

interface Queue {
  queueType: QueueType;
  /** As the bank's own row says it, in Spanish. */
  displayName: string;
}

/** The four that every branch starts with (R1), by language. */
const USUAL: Record<string, Record<string, { name: string; about: string }>> = { es, en };

/**
 * What a queue is called in this language: the bank's own text for it, else the row's name in Spanish and ours for the four
 * usual queues in another language, else the row's name.
 */
export function queueName({ queueType, displayName }: Queue, language: string): string {
  const own = currentBrand().queues[queueType]?.name[language];
  if (own !== undefined) return own;
  return (language === 'es' ? undefined : USUAL[language]?.[queueType]?.name) ?? displayName;
}

/** The same of a ticket's queue. */
export function queueOfTicket(ticket: { queueType: QueueType; queueName: string }, language: string): string {
  return queueName({ queueType: ticket.queueType, displayName: ticket.queueName }, language);
}

/** What one goes to this queue for, in this language; null: nobody has written it. */
export function queueAbout({ queueType }: Pick<Queue, 'queueType'>, language: string): string | null {
  return currentBrand().queues[queueType]?.about[language] ?? USUAL[language]?.[queueType]?.about ?? null;
}
