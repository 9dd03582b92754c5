import type { TFunction } from 'i18next';

/** A reason in the reader's language; one that the bank added is shown as it is. */
export function reasonLabel(t: TFunction, reason: string): string {
  return t(`reason.${reason}`, { defaultValue: reason });
}
