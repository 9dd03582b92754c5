import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import styles from './steps.module.css';

const TOTAL = 3;

/** The top of a step: what was chosen, and how far there is to go. */
export function Steps({ step, children }: { step: number; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <header className={styles.steps}>
      {children}
      <div className={styles.progress}>
        <span>{t('common.step', { step, total: TOTAL })}</span>
        <span className={styles.dots} aria-hidden="true">
          {Array.from({ length: TOTAL }, (_, index) => (
            <span key={index} className={index < step ? styles.done : undefined} />
          ))}
        </span>
      </div>
    </header>
  );
}
