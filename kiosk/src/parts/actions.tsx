import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import styles from './actions.module.css';
import { Button } from './button';

interface ActionsProps {
  onBack: () => void;
  /** Where there is no step before: what going back does. */
  label?: string;
  children?: ReactNode;
}

/** The foot of a step: back on the left, on on the right, on each step in the same place. */
export function Actions({ onBack, label, children }: ActionsProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.actions}>
      <Button look="back" icon={label ? undefined : 'back'} onPress={onBack}>
        {label ?? t('common.back')}
      </Button>
      {children}
    </div>
  );
}
