import { LANGUAGES } from '@ticketero/contract';
import { BankMark } from '@ticketero/ui';

import { useText } from '../i18n/text';
import styles from './header.module.css';
import { Icon } from './icons';

/** Which branch, and in which language. */
export function Header({ branchName }: { branchName: string | null }) {
  const { t, language, setLanguage } = useText();
  return (
    <header className={styles.header}>
      <p className={styles.branch}>
        <BankMark>
          <span className={styles.mark}>
            <Icon name="ticket" />
          </span>
        </BankMark>
        <span>{branchName ?? t('name')}</span>
      </p>
      <div role="group" aria-label={t('languages.label')} className={styles.languages}>
        {LANGUAGES.map((one) => (
          <button
            key={one}
            type="button"
            lang={one}
            aria-label={t(`languages.${one}`)}
            aria-pressed={one === language}
            onClick={() => setLanguage(one)}
          >
            {one.toUpperCase()}
          </button>
        ))}
      </div>
    </header>
  );
}
