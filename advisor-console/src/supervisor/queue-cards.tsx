import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Dashboard } from '@ticketero/contract';
import { queueStyle } from '@ticketero/ui';

import { useQueueName } from '../common/use-queue-name';
import { WaitBar } from '../common/wait-bar';
import { CloseQueueDialog } from './opening-dialogs';
import { aboutQueue, openQueueRequest } from './step-in';
import type { StepIn } from './use-step-in';

type QueueSummary = Dashboard['queuesSummary'][number];

interface Props {
  queues: QueueSummary[];
  serverNow: () => number;
  stepIn: StepIn;
}

export function QueueCards({ queues, serverNow, stepIn }: Props) {
  const { t } = useTranslation();
  const queueName = useQueueName();
  const [asked, setAsked] = useState<string | null>(null);
  const closing = queues.find(({ queueType, enabled }) => queueType === asked && enabled);
  const nameOf = ({ queueType, displayName }: QueueSummary) => queueName(queueType, displayName);
  const close = () => {
    setAsked(null);
  };
  return (
    <section aria-labelledby="supervisor-queues">
      <h2 id="supervisor-queues">{t('supervisor.queues')}</h2>
      <ul className="queue-cards">
        {queues.map((queue) => (
          <QueueCard
            key={queue.queueType}
            queue={queue}
            name={nameOf(queue)}
            serverNow={serverNow}
            busy={stepIn.pending === aboutQueue(queue.queueType)}
            onPress={() => {
              // What opens hurts nobody, and is not asked about.
              if (queue.enabled) setAsked(queue.queueType);
              else stepIn.send(openQueueRequest(queue.queueType, nameOf(queue), { open: true }));
            }}
          />
        ))}
      </ul>
      {closing && (
        <CloseQueueDialog
          queue={nameOf(closing)}
          waiting={closing.waiting}
          onClose={close}
          onSubmit={(said) => {
            close();
            stepIn.send(openQueueRequest(closing.queueType, nameOf(closing), { open: false, ...said }));
          }}
        />
      )}
    </section>
  );
}

interface CardProps {
  queue: QueueSummary;
  name: string;
  serverNow: () => number;
  busy: boolean;
  onPress: () => void;
}

function QueueCard({ queue, name, serverNow, busy, onPress }: CardProps) {
  const { t } = useTranslation();
  const { low, high } = queue.estimatedWaitRange;
  const action = queue.enabled ? 'close' : 'reopen';
  return (
    <li className="queue-card" style={queueStyle(queue.queueType)} data-queue={queue.queueType}>
      <div className="queue-card-head">
        <h3>{name}</h3>
        <button
          type="button"
          className="btn btn-quiet btn-small"
          aria-label={t(`queueCard.${action}Name`, { queue: name })}
          aria-busy={busy}
          onClick={onPress}
        >
          {t(`queueCard.${action}`)}
        </button>
      </div>
      {!queue.enabled && (
        <p className="queue-card-closed">
          <strong>{t('queueCard.closed')}</strong>
          {queue.text && <> «{queue.text}»</>}
        </p>
      )}
      <p className="queue-card-count">
        <strong>{queue.waiting}</strong> {t('side.waiting', { count: queue.waiting })}
        {queue.load !== 'EMPTY' && (
          <span className={`load load-${queue.load.toLowerCase()}`}>{t(`load.${queue.load}`)}</span>
        )}
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
        <div className="queue-card-estimate">
          <dt>{t('queueCard.estimated')}</dt>
          <dd data-on-duty={queue.onDuty}>{estimate()}</dd>
        </div>
      </dl>
    </li>
  );

  /** Where nobody serves there is no promise (R8). */
  function estimate(): string {
    if (!queue.onDuty) return t('queueCard.nobodyServes');
    return low === high ? t('shortMinutes', { minutes: low }) : t('queueCard.range', { low, high });
  }
}
