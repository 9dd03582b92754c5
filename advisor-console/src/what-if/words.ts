import type { TFunction } from 'i18next';

import type { WhatIfQueue } from '@ticketero/contract';

import type { Question } from './question';

export interface QueueChange {
  queueType: string;
  name: string;
  before: WhatIfQueue;
  after: WhatIfQueue;
}

/** People, as whole as they are. */
export const people = ({ value }: { value: number }): number => Math.round(value);

export const wholeMinutes = (wait: { value: number } | null): number | null => wait && Math.round(wait.value);

/** Less than one person more or fewer is no change to speak of. */
export function toneOf({ before, after }: Pick<QueueChange, 'before' | 'after'>): 'better' | 'worse' | 'same' {
  const change = after.late.value - before.late.value;
  return Math.abs(change) < 1 || people(after.late) === people(before.late) ? 'same' : change < 0 ? 'better' : 'worse';
}

/** "En Caja esperan tarde 9 de 40; con Ana serían 3." */
export function queueSentence(t: TFunction, { name, before, after }: QueueChange, who: string): string {
  const tickets = Math.round(before.tickets);
  if (tickets === 0) return t('whatIf.says.nobody', { queue: name });
  const [late, then] = [people(before.late), people(after.late)];
  if (late === 0 && then === 0) return t('whatIf.says.onTime', { queue: name });
  const now = t('whatIf.says.late', { count: late, tickets, queue: name });
  return toneOf({ before, after }) === 'same'
    ? `${now} ${t('whatIf.says.same')}`
    : `${now} ${t('whatIf.says.would', { count: then, who })}`;
}

/** "con Ana Martínez", "con uno más", "sin Ana Martínez", "por orden de llegada". */
export function whoWords(t: TFunction, { kind, policy }: Question, advisor: string): string {
  return kind === 'POLICY' ? t(`whatIf.who.POLICY.${policy}`) : t(`whatIf.who.${kind}`, { advisor });
}

/** Those whose figures change first, the most changed in front. */
export function byChange(all: readonly QueueChange[]): QueueChange[] {
  const moved = ({ before, after }: QueueChange) => Math.abs(after.late.value - before.late.value);
  return [...all].sort((a, b) => moved(b) - moved(a));
}
