import { useTranslation } from 'react-i18next';

import type { Alert, Dashboard } from '@ticketero/contract';

import { AlertIcon } from '../common/icons';
import { timeOfDay } from '../common/time';
import { useQueueName } from '../common/use-queue-name';

import { alertWords } from './alert-words';

interface Props {
  alerts: Alert[];
  queues: Dashboard['queuesSummary'];
  timeZone: string;
}

export function Alerts({ alerts, queues, timeZone }: Props) {
  const { t } = useTranslation();
  const queueName = useQueueName();
  const nameOf = (queueType: string | null) => {
    const queue = queues.find((one) => one.queueType === queueType);
    return queue ? queueName(queue.queueType, queue.displayName) : null;
  };
  return (
    <section className="alerts" aria-labelledby="supervisor-alerts">
      <h2 id="supervisor-alerts">{t('supervisor.alerts')}</h2>
      <div aria-live="polite">
        {alerts.length === 0 ? (
          <p className="alerts-none">{t('supervisor.noAlerts')}</p>
        ) : (
          <ul>
            {alerts.map((alert) => (
              <AlertItem
                key={`${alert.type}-${alert.queueType ?? ''}-${alert.deviceId ?? ''}`}
                alert={alert}
                timeZone={timeZone}
                queue={nameOf(alert.queueType)}
              />
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function AlertItem({ alert, queue, timeZone }: { alert: Alert; queue: string | null; timeZone: string }) {
  const { t, i18n } = useTranslation();
  const words = alertWords(alert, queue, t);
  const about = queue ?? alert.facts.device ?? null;
  return (
    <li className={`alert alert-${alert.severity.toLowerCase()}`}>
      <AlertIcon />
      <div>
        <p className="alert-kind">
          {t(`severity.${alert.severity}`)}
          {about !== null && ` · ${about}`}
          <time dateTime={alert.timestamp}>{timeOfDay(alert.timestamp, i18n.language, timeZone)}</time>
        </p>
        {/* The server's own words are Spanish. */}
        <p className="alert-message" lang={words ? undefined : 'es'}>
          {words?.message ?? alert.message}
        </p>
        <p lang={words ? undefined : 'es'}>{words?.todo ?? alert.recommendedAction}</p>
      </div>
    </li>
  );
}
