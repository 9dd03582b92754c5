import type { i18n, TFunction } from 'i18next';

import { startI18n } from '@ticketero/ui';

import en from './en.json';
import es from './es.json';

/** Both languages stand on the screen at once, so each text is read twice instead of switching the language. */
export interface Texts {
  es: TFunction;
  en: TFunction;
  i18n: i18n;
}

let texts: Texts | null = null;

export function getTexts(): Texts {
  if (!texts) {
    const i18next: i18n = startI18n({ es, en });
    texts = { es: i18next.getFixedT('es'), en: i18next.getFixedT('en'), i18n: i18next };
  }
  return texts;
}
