import type { KioskQueue } from '@ticketero/contract';
import { waitPhrase } from '@ticketero/ui';
import { useTranslation } from 'react-i18next';

import type { ChosenQueue } from '../flow/screens';
import { Icon } from '../parts/icons';
import { colourOf } from '../parts/queue-chip';
import styles from './queue-card.module.css';

/** `onDuty`: an advisor who is not OFFLINE serves it. */
type Offered = KioskQueue & { onDuty?: boolean };

export function QueueCard(props: {
  queue: Offered;
  /** Many queues share the screen. */
  dense: boolean;
  waitsKnown: boolean;
  onChoose: (queue: ChosenQueue) => void;
}) {
  const { t, i18n } = useTranslation();
  const { queue, waitsKnown, onChoose } = props;
  const { queueType, displayName, prefix } = queue;
  const about = `queues.about.${queueType}`;
  const refused = queue.capReached;

  return (
    // Not `disabled`: a screen reader must find it too, and hear why not.
    <button
      type="button"
      className={[styles.card, props.dense && styles.dense, refused && styles.refused].filter(Boolean).join(' ')}
      style={colourOf(queueType)}
      aria-disabled={refused}
      onClick={() => !refused && onChoose({ queueType, displayName, prefix })}
    >
      <span className={styles.letter} aria-hidden="true">
        {prefix}
      </span>
      <span className={styles.words}>
        <span className={styles.name}>{displayName}</span>{' '}
        {i18n.exists(about) && <span className={styles.about}>{t(about)}</span>}{' '}
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
function Load({ queue, known }: { queue: Offered; known: boolean }) {
  const { t } = useTranslation();
  const wait = waitPhrase(queue.range);
  if (!known) return <span className={styles.load}>{t('queues.unknownWait')}</span>;
  return (
    <span className={styles.load}>
      {queue.onDuty === false ? (
        <span className={styles.nobody}>
          <Icon name="alert" /> {t('queues.nobodyServes')}
        </span>
      ) : (
        <span className={styles.wait}>
          <Icon name="clock" />
          <span className={styles.about}>{t('queues.wait')}</span>{' '}
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
