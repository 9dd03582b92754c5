import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import { LANGUAGES_OFFERED } from './catalogues';

/** The language the customer reads, and those they can choose. */
export function useLanguage() {
  const { i18n } = useTranslation();
  const setLanguage = useCallback((next: string) => void i18n.changeLanguage(next), [i18n]);
  return { language: i18n.language, languages: LANGUAGES_OFFERED, setLanguage };
}
