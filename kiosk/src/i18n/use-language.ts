import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import { useOffered } from './offered';

/** The language the customer reads, those they can choose, and the one that the next customer finds. */
export function useLanguage() {
  const { i18n } = useTranslation();
  const { first, languages } = useOffered();
  const setLanguage = useCallback((next: string) => void i18n.changeLanguage(next), [i18n]);
  return { language: i18n.language, languages, first, setLanguage };
}
