import type { Language, QueueType } from '@ticketero/contract';

import en from '../i18n/queues.en.json';
import es from '../i18n/queues.es.json';
import { currentBrand } from './store';

interface Queue {
  queueType: QueueType;
  /** As the bank's own row says it; null: the row is not known here. */
  displayName: string | null;
}

/** The four that every branch starts with (R1), by language. */
const USUAL: Record<string, Record<string, { name: string; about: string }>> = { es, en } satisfies Record<
  Language,
  object
>;

/**
 * What a queue is called in this language: the bank's own text for it, else our word for one of the four usual queues as long
 * as its row has the usual name, else the row's name: what the bank has renamed is called so in every language.
 */
export function queueName({ queueType, displayName }: Queue, language: string): string {
  const own = currentBrand().queues[queueType]?.name[language];
  if (own !== undefined) return own;
  const renamed = displayName !== null && displayName !== USUAL['es']?.[queueType]?.name;
  return (renamed ? undefined : USUAL[language]?.[queueType]?.name) ?? displayName ?? queueType;
}

/** The same of a ticket's queue. */
export function queueOfTicket(ticket: { queueType: QueueType; queueName: string }, language: string): string {
  return queueName({ queueType: ticket.queueType, displayName: ticket.queueName }, language);
}

/** What one goes to this queue for, in this language; null: nobody has written it. */
export function queueAbout({ queueType }: Pick<Queue, 'queueType'>, language: string): string | null {
  return currentBrand().queues[queueType]?.about[language] ?? USUAL[language]?.[queueType]?.about ?? null;
}
