import type { KioskQueue } from '@ticketero/contract';
import { queueAbout, queueName, queueStyle, waitPhrase } from '@ticketero/ui';
import { useTranslation } from 'react-i18next';

import type { ChosenQueue } from '../flow/screens';
import { Icon } from '../parts/icons';
import styles from './queue-card.module.css';

export function QueueCard(props: {
  queue: KioskQueue;
  /** Many queues share the screen. */
  dense: boolean;
  waitsKnown: boolean;
  onChoose: (queue: ChosenQueue) => void;
}) {
  const { t, i18n } = useTranslation();
  const { queue, waitsKnown, onChoose } = props;
  const { queueType, displayName, prefix } = queue;
  const about = queueAbout(queue, i18n.language);
  const name = queueName(queue, i18n.language);
  const refused = queue.capReached;

  return (
    // Not `disabled`: a screen reader must find it too, and hear why not.
    <button
      type="button"
      className={[styles.card, props.dense && styles.dense, refused && styles.refused].filter(Boolean).join(' ')}
      style={queueStyle(queueType)}
      aria-disabled={refused}
      onClick={() => !refused && onChoose({ queueType, displayName, prefix })}
    >
      <span className={`queue-mark ${styles.letter ?? ''}`} aria-hidden="true">
        {prefix}
      </span>
      <span className={styles.words}>
        <span className={styles.name}>{name}</span> {about !== null && <span className={styles.about}>{about}</span>}{' '}
        {refused ? (
          <span className={styles.why}>{t('queues.capReached')}</span>
        ) : (
          <Load queue={queue} known={waitsKnown} />
        )}
      </span>
      {!refused && <Icon name="forward" className={styles.arrow} />}
    </button>
  );
}

/** What waiting here means now: nothing is said that is not known, and no wait where nobody serves. */
function Load({ queue, known }: { queue: KioskQueue; known: boolean }) {
  const { t } = useTranslation();
  const wait = waitPhrase(queue.range);
  if (!known) return <span className={styles.load}>{t('queues.unknownWait')}</span>;
  return (
    <span className={styles.load}>
      {!queue.onDuty ? (
        <span className={styles.nobody}>
          <Icon name="alert" /> {t('queues.nobodyServes')}
        </span>
      ) : (
        <span className={styles.wait}>
          <Icon name="clock" />
          {!queue.atOnce && <span className={styles.about}>{t('queues.wait')} </span>}
          {queue.atOnce ? t('queues.noWait') : t(wait.key, wait)}
        </span>
      )}{' '}
      <span className={styles.people}>
        <Icon name="people" />
        {queue.waiting === 0 ? t('queues.nobody') : t('queues.people', { count: queue.waiting })}
      </span>
    </span>
  );
}
