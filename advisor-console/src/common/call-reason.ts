import type { CallReason } from '@ticketero/contract';
import type { TFunction } from 'i18next';

import { callWords } from './call-words';

type Mark = 'reserved' | 'picked' | 'preferential';
type Other = CallReason['over'][number];

export interface CalledTicket {
  numero: string;
}

/** Why a ticket was called (R5), in parts that can be told in any language. */
export interface ReasonParts {
  waited: number;
  target: number;
  marks: Mark[];
  /** One of another queue had waited longer and was nearer to its target: the queue's priority decided. */
  byPriority: boolean;
  /** How many stood before it in the order of the policy; only a pick has any. */
  before: number;
  over: Other[];
  /** Passed over too, and not named. */
  more: number;
}

export function reasonParts(reason: CallReason): ReasonParts {
  // What was special about it stands in the sentence alone.
  const words = callWords(reason.sentence);
  const marks = (['reserved', 'picked', 'preferential'] as const).filter((mark) => words?.[mark] === true);
  const passed = (other: Other) =>
    other.queueType !== reason.queueType &&
    other.waitedMinutes > reason.waitedMinutes &&
    other.waitedMinutes * reason.targetMinutes > reason.waitedMinutes * other.targetMinutes;
  return {
    waited: reason.waitedMinutes,
    target: reason.targetMinutes,
    marks,
    byPriority: reason.policy !== 'fifo' && marks.length === 0 && reason.over.some(passed),
    before: marks.includes('picked') ? Math.max(0, reason.rank - 1) : 0,
    over: reason.over,
    more: Math.max(0, reason.overCount - reason.over.length),
  };
}

/** How long it had waited, and what was special about it. */
export function reasonHead(t: TFunction, ticket: CalledTicket, reason: CallReason): string {
  const { waited, target, marks, byPriority, before, over } = reasonParts(reason);
  const parts = [t('why.waited', { numero: ticket.numero, waited, target }), ...marks.map((mark) => t(`why.${mark}`))];
  if (byPriority) parts.push(t('why.priority'));
  if (before === 0) return parts.join(', ');
  const named = over.slice(0, before).map(({ numero }) => numero); // in the order of the policy
  const others = list(t, named, before - named.length);
  return `${parts.join(', ')}; ${t('why.before', { count: before, others })}`;
}

/** One sentence that anybody can read (LESSONS.md, 12). */
export function reasonSentence(t: TFunction, ticket: CalledTicket, reason: CallReason): string {
  const { before, over, more } = reasonParts(reason);
  const head = reasonHead(t, ticket, reason);
  if (before > 0) return head;
  const others = over.map((other) =>
    t('why.other', { numero: other.numero, waited: other.waitedMinutes, target: other.targetMinutes }),
  );
  return `${head}, ${others.length > 0 ? t('why.over', { others: list(t, others, more) }) : t('why.alone')}`;
}

/** "C02, C03 y 2 más". */
function list(t: TFunction, named: string[], more: number): string {
  const all = more > 0 ? [...named, t('why.more', { count: more })] : named;
  if (all.length < 2) return all.join('');
  return t('why.and', { others: all.slice(0, -1).join(', '), last: all.at(-1) });
}
