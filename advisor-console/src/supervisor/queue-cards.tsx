import { useTranslation } from 'react-i18next';

import type { Dashboard } from '@ticketero/contract';
import { queueStyle } from '@ticketero/ui';

import { useQueueName } from '../common/use-queue-name';
import { WaitBar } from '../common/wait-bar';

type QueueSummary = Dashboard['queuesSummary'][number];

interface Props {
  queues: QueueSummary[];
  serverNow: () => number;
}

export function QueueCards({ queues, serverNow }: Props) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="supervisor-queues">
      <h2 id="supervisor-queues">{t('supervisor.queues')}</h2>
      <ul className="queue-cards">
        {queues.map((queue) => (
          <QueueCard key={queue.queueType} queue={queue} serverNow={serverNow} />
        ))}
      </ul>
    </section>
  );
}

function QueueCard({ queue, serverNow }: { queue: QueueSummary; serverNow: () => number }) {
  const { t } = useTranslation();
  const queueName = useQueueName();
  return (
    <li className="queue-card" style={queueStyle(queue.queueType)}>
      <h3>{queueName(queue.queueType, queue.displayName)}</h3>
      <p className="queue-card-count">
        <strong>{queue.waiting}</strong> {t('side.waiting', { count: queue.waiting })}
      </p>
      <WaitBar since={queue.oldestCreatedAt} targetMinutes={queue.targetWaitMinutes} serverNow={serverNow} />
      <dl>
        <div>
          <dt>{t('queueCard.next')}</dt>
          <dd>{queue.nextNumero ?? t('none')}</dd>
        </div>
        <div>
          <dt>{t('queueCard.beingServed')}</dt>
          <dd>{queue.beingServed}</dd>
        </div>
        <div>
          <dt>{t('queueCard.estimated')}</dt>
          <dd>{t('shortMinutes', { minutes: queue.estimatedWaitTime })}</dd>
        </div>
      </dl>
    </li>
  );
}
