import type { CallReason } from '@ticketero/contract';
import type { TFunction } from 'i18next';

import { callWords } from './call-words';

type Mark = 'reserved' | 'picked' | 'preferential';

/** Why a ticket was called (R5), in parts that can be told in any language. */
export interface ReasonParts {
  waited: number;
  target: number;
  marks: Mark[];
  /** How many stood before it in the order of the policy; only a pick has any. */
  before: number;
  over: CallReason['over'];
  /** Passed over too, and not named. */
  more: number;
}

export function reasonParts(reason: CallReason): ReasonParts {
  // What was special about it stands in the sentence alone.
  const words = callWords(reason.sentence);
  const marks = (['reserved', 'picked', 'preferential'] as const).filter((mark) => words?.[mark] === true);
  return {
    waited: reason.waitedMinutes,
    target: reason.targetMinutes,
    marks,
    before: Math.max(0, reason.rank - 1),
    over: reason.over,
    more: Math.max(0, reason.overCount - reason.over.length),
  };
}

/** How long it had waited, and what was special about it. */
export function reasonHead(t: TFunction, numero: string, reason: CallReason): string {
  const { waited, target, marks, before } = reasonParts(reason);
  const special = (mark: Mark) =>
    mark === 'picked' && before > 0 ? `${t('why.picked')} ${t('why.before', { count: before })}` : t(`why.${mark}`);
  return [t('why.waited', { numero, waited, target }), ...marks.map(special)].join(', ');
}

/** One sentence that anybody can read (LESSONS.md, 12). */
export function reasonSentence(t: TFunction, numero: string, reason: CallReason): string {
  const { over, more } = reasonParts(reason);
  const others = over.map((other) =>
    t('why.other', { numero: other.numero, waited: other.waitedMinutes, target: other.targetMinutes }),
  );
  if (more > 0) others.push(t('why.more', { count: more }));
  const rest = others.length > 0 ? t('why.over', { others: others.join(', ') }) : t('why.alone');
  return `${reasonHead(t, numero, reason)}, ${rest}`;
}
