import { queueStyle } from '@ticketero/ui';
import { useTranslation } from 'react-i18next';

import type { ChosenQueue } from '../flow/flow';
import styles from './queue-chip.module.css';

/** Reminds of the choice on the steps after it. */
export function QueueChip({ queue }: { queue: ChosenQueue }) {
  const { t } = useTranslation();
  return (
    <p className={styles.chip} style={queueStyle(queue.queueType)}>
      <span className={`queue-mark ${styles.letter ?? ''}`} aria-hidden="true">
        {queue.prefix}
      </span>
      <span className="sr-only">{t('common.chosen', { name: queue.displayName })}</span>
      <span aria-hidden="true">{queue.displayName}</span>
    </p>
  );
}
