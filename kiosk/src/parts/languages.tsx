import { useTranslation } from 'react-i18next';

import { useLanguage } from '../i18n/use-language';
import styles from './languages.module.css';

/** Each language by its own name: who reads only one of them finds it. */
export function Languages() {
  const { t } = useTranslation();
  const { language, languages, setLanguage } = useLanguage();
  if (languages.length < 2) return null;
  return (
    <div role="group" aria-label={t('language.label')} className={styles.languages}>
      {languages.map((code) => (
        <button key={code} type="button" lang={code} aria-pressed={code === language} onClick={() => setLanguage(code)}>
          {t('language.name', { lng: code })}
        </button>
      ))}
    </div>
  );
}
