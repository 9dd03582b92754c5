import { LANGUAGES } from '@ticketero/contract';
import { BankMark, useBrand } from '@ticketero/ui';
import { useState } from 'react';

import { useText } from '../i18n/text';
import styles from './header.module.css';
import { Icon } from './icons';
import { LookButton, LookChoices } from './look-switch';

/** Which branch, in which language, and how it is easiest to read. */
export function Header({ branchName }: { branchName: string | null }) {
  const { t, language, setLanguage } = useText();
  const brand = useBrand();
  const [open, setOpen] = useState(false);
  return (
    <header className={styles.header}>
      <p className={styles.branch}>
        <BankMark>
          <span className={styles.mark}>
            <Icon name="ticket" />
          </span>
          {/* A bank's logo stands alone. */}
          {branchName === null && <span>{brand.name ?? t('name')}</span>}
        </BankMark>
        {branchName !== null && <span>{branchName}</span>}
      </p>
      <div className={styles.controls}>
        <LookButton open={open} onPress={() => setOpen(!open)} />
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
      </div>
      {open && <LookChoices />}
    </header>
  );
}
