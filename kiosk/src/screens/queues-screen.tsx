import type { KioskQueue } from '@ticketero/contract';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';

import type { ChosenQueue } from '../flow/flow';
import { Heading } from '../parts/heading';
import { Screen } from '../parts/screen';
import { StartBar } from '../parts/start-bar';
import { QueueCard } from './queue-card';
import styles from './queues-screen.module.css';

const rowsOf = (count: number) => ({ '--count': count, '--pairs': Math.ceil(count / 2) }) as CSSProperties;

export function QueuesScreen(props: {
  branchName: string;
  queues: KioskQueue[];
  /** False while the server is out of reach: an old wait is no wait. */
  waitsKnown: boolean;
  onChoose: (queue: ChosenQueue) => void;
}) {
  const { t } = useTranslation();
  const { waitsKnown, onChoose } = props;
  const queues = props.queues.filter((queue) => queue.enabled); // R1: a disabled one is not offered
  const any = queues.some((queue) => !queue.capReached);
  return (
    <Screen name="queues" layout="steps">
      <StartBar branchName={props.branchName} />
      <div className={styles.title}>
        <Heading>{t('queues.heading')}</Heading>
        <p className="lead">{any ? t('queues.hint') : t('queues.none')}</p>
      </div>
      <ul className={styles.list} style={rowsOf(queues.length)} aria-label={t('queues.list')}>
        {queues.map((queue) => (
          <li key={queue.queueType}>
            <QueueCard queue={queue} dense={queues.length > 4} waitsKnown={waitsKnown} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </Screen>
  );
}
