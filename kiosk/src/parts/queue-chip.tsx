import { queueName, queueStyle } from '@ticketero/ui';
import { useTranslation } from 'react-i18next';

import type { ChosenQueue } from '../flow/screens';
import styles from './queue-chip.module.css';

/** Reminds of the choice on the steps after it. */
export function QueueChip({ queue }: { queue: ChosenQueue }) {
  const { t, i18n } = useTranslation();
  const name = queueName(queue, i18n.language);
  return (
    <p className={styles.chip} style={queueStyle(queue.queueType)}>
      <span className={`queue-mark ${styles.letter ?? ''}`} aria-hidden="true">
        {queue.prefix}
      </span>
      <span className="sr-only">{t('common.chosen', { name })}</span>
      <span aria-hidden="true">{name}</span>
    </p>
  );
}
