import { useTranslation } from 'react-i18next';

import { keepLanguage } from './preferences';

/** Offers the other language by its own name, in that language: who needs it can read it. */
export function LanguageToggle() {
  const { t, i18n } = useTranslation();
  const other = i18n.language === 'en' ? 'es' : 'en';
  return (
    <button
      type="button"
      className="top-button"
      lang={other}
      onClick={() => {
        keepLanguage(other);
        void i18n.changeLanguage(other);
      }}
    >
      {t('language.other')}
    </button>
  );
}
