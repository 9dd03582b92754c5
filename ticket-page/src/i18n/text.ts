import { LANGUAGES, type Language } from '@ticketero/contract';
import i18next, { type TFunction } from 'i18next';
import { useBrand } from '@ticketero/ui';
import { createContext, useContext, useEffect, useMemo, useState } from 'react';

import { keep, kept } from '../kept';
import en from './en.json';
import es from './es.json';

/** i18next by itself: bindings would weigh as much as all the texts of this page and more. */
export const i18n = i18next.createInstance();
void i18n.init({
  resources: { es: { translation: es }, en: { translation: en } } satisfies Record<Language, object>,
  lng: 'es',
  fallbackLng: 'es',
  interpolation: { escapeValue: false }, // what draws it escapes
  initAsync: false,
});

export interface Text {
  t: TFunction;
  language: Language;
  setLanguage: (language: Language) => void;
}

export const TextContext = createContext<Text>({
  t: i18n.getFixedT('es'),
  language: 'es',
  setLanguage: () => undefined,
});

export const useText = (): Text => useContext(TextContext);

/** The reader's own choice; without one the ticket's language; before that is known, Spanish. */
export function useTextFor(ticketLanguage: Language | null): Text {
  const [chosen, setChosen] = useState(() => LANGUAGES.find((one) => one === kept('language')) ?? null);
  const language = chosen ?? ticketLanguage ?? 'es';

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const { version } = useBrand(); // another bank's look may bring other words
  return useMemo(() => {
    const setLanguage = (next: Language) => {
      keep('language', next);
      setChosen(next);
    };
    return { t: i18n.getFixedT(language), language, setLanguage };
  }, [language, version]);
}
