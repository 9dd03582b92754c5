import { useTranslation } from 'react-i18next';

import { Button } from './button';
import styles from './steps.module.css';

const TOTAL = 3;

/** The top of a step: the way back, and how far there is to go. */
export function Steps({ step, onBack }: { step: number; onBack: () => void }) {
  const { t } = useTranslation();
  return (
    <header className={styles.steps}>
      <Button look="quiet" icon="back" onPress={onBack}>
        {t('common.back')}
      </Button>
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
