import { LANGUAGES, type Language } from '@ticketero/contract';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** The language the customer reads, as one of the two there are. */
export function useLanguage(): { language: Language; setLanguage: (language: Language) => void } {
  const { i18n } = useTranslation();
  const language = LANGUAGES.find((one) => one === i18n.language) ?? 'es';
  const setLanguage = useCallback((next: Language) => void i18n.changeLanguage(next), [i18n]);
  return { language, setLanguage };
}
