import type { KioskQueue } from '@ticketero/contract';
import { queueName } from '@ticketero/ui';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';

import { useComfort } from '../comfort/comfort';
import type { ChosenQueue } from '../flow/screens';
import { HaveNumber } from '../parts/have-number';
import { Heading } from '../parts/heading';
import { Icon } from '../parts/icons';
import { Languages } from '../parts/languages';
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
  onFind: () => void;
}) {
  const { t } = useTranslation();
  const { low } = useComfort();
  const { waitsKnown, onChoose } = props;
  const queues = props.queues.filter((queue) => queue.enabled); // R1: a disabled one is not offered
  const closed = props.queues.filter((queue) => !queue.enabled && queue.text !== null);
  const any = queues.some((queue) => !queue.capReached);
  return (
    <Screen
      name="queues"
      className={styles.screen}
      summary={
        <>
          <StartBar branchName={props.branchName} languages={!low} />
          <div className={styles.title}>
            <Heading>{t('queues.heading')}</Heading>
            <p className="lead">{any ? t('queues.hint') : t('queues.none')}</p>
          </div>
        </>
      }
      controls={
        <>
          {low && <Languages />}
          <ul className={styles.list} style={rowsOf(queues.length)} aria-label={t('queues.list')}>
            {queues.map((queue) => (
              <li key={queue.queueType}>
                <QueueCard queue={queue} dense={queues.length > 4} waitsKnown={waitsKnown} onChoose={onChoose} />
              </li>
            ))}
          </ul>
          {closed.length > 0 && <Closed queues={closed} />}
          <HaveNumber onPress={props.onFind} />
        </>
      }
    />
  );
}

/** What staff wrote about the queues that they closed. */
function Closed({ queues }: { queues: KioskQueue[] }) {
  const { i18n } = useTranslation();
  return (
    <ul className={styles.closed}>
      {queues.map((queue) => (
        <li key={queue.queueType}>
          <Icon name="alert" />
          <span>
            <strong>{queueName(queue, i18n.language)}</strong> {queue.text}
          </span>
        </li>
      ))}
    </ul>
  );
}
