import { useTranslation } from 'react-i18next';

import type { Desk } from '@ticketero/contract';
import { queueStyle } from '@ticketero/ui';

import { useQueueName } from '../common/use-queue-name';

/** People wait where nobody on duty serves: who sees it can say so, or come back from a break (LESSONS.md, 23). */
export function Unattended({ desk }: { desk: Desk }) {
  const { t } = useTranslation();
  const queueName = useQueueName();
  const queues = desk.unattended.filter(({ waiting }) => waiting > 0);
  return (
    <div role="status">
      {queues.length > 0 && (
        <section className="unattended" aria-labelledby="unattended-heading">
          <h2 id="unattended-heading">{t('side.unattended')}</h2>
          <ul>
            {queues.map(({ queueType, displayName, waiting }) => (
              <li key={queueType} style={queueStyle(queueType)}>
                <span className="queue-dot" aria-hidden="true" />
                <strong>{queueName(queueType, displayName)}</strong>
                <span>
                  {waiting} {t('side.waiting', { count: waiting })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
