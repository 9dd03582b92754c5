import { queueColour } from '@ticketero/ui';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';

import type { ChosenQueue } from '../flow/screens';
import styles from './queue-chip.module.css';

export function colourOf(queueType: string): CSSProperties {
  return { '--queue': queueColour(queueType) } as CSSProperties;
}

/** Reminds of the choice on the steps after it. */
export function QueueChip({ queue }: { queue: ChosenQueue }) {
  const { t } = useTranslation();
  return (
    <p className={styles.chip} style={colourOf(queue.queueType)}>
      <span className={styles.letter} aria-hidden="true">
        {queue.prefix}
      </span>
      <span className="sr-only">{t('common.chosen', { name: queue.displayName })}</span>
      <span aria-hidden="true">{queue.displayName}</span>
    </p>
  );
}
