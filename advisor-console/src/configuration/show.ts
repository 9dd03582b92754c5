import type { TFunction } from 'i18next';

import { listChange } from './draft';
import type { FieldWords } from './form';

const arrow = (before: string, after: string) => `${before} → ${after}`;

/** A field whose value is said in words; `words`: of a value. */
export function worded(t: TFunction, label: string, words: (value: never) => string): FieldWords {
  const one = (value: unknown) => {
    if (value === null || value === undefined || value === '') return t('none');
    return words(value as never);
  };
  return { label, show: (before, after) => arrow(one(before), one(after)) };
}

export const plain = (t: TFunction, label: string): FieldWords => worded(t, label, String);

export const yesNo = (t: TFunction, label: string): FieldWords =>
  worded(t, label, (value: boolean) => t(value ? 'auditValue.yes' : 'auditValue.no'));

/** A list: what came and what went. */
export function listed(label: string, words: (one: never) => string): FieldWords {
  const one = words as (value: string) => string;
  return {
    label,
    show: (before, after) => {
      const { added, gone } = listChange(before as string[], after as string[]);
      return [...added.map((value) => `+${one(value)}`), ...gone.map((value) => `−${one(value)}`)].join(' · ');
    },
  };
}
