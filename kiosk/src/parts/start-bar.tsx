import { LANGUAGES } from '@ticketero/contract';
import { BankMark } from '@ticketero/ui';
import { useTranslation } from 'react-i18next';

import { useLanguage } from '../i18n/use-language';
import { Icon } from './icons';
import styles from './start-bar.module.css';

/** The top of the first screen: where the customer is, and in which language. */
export function StartBar({ branchName }: { branchName: string }) {
  const { t } = useTranslation();
  const { language, setLanguage } = useLanguage();
  return (
    <header className={styles.bar}>
      <p className={styles.branch}>
        <BankMark>
          <span className={styles.mark}>
            <Icon name="ticket" />
          </span>
        </BankMark>
        {branchName}
      </p>
      <div role="group" aria-label={t('languages.label')} className={styles.languages}>
        {LANGUAGES.map((one) => (
          <button key={one} type="button" lang={one} aria-pressed={one === language} onClick={() => setLanguage(one)}>
            {t(`languages.${one}`)}
          </button>
        ))}
      </div>
    </header>
  );
}
