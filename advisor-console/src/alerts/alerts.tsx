import { useTranslation } from 'react-i18next';

import type { Alert, Dashboard } from '@ticketero/contract';

import { AlertIcon, CheckIcon } from '../common/icons';
import { timeOfDay } from '../common/time';
import { useFocusKept } from '../common/use-focus-kept';
import '../styles/alerts.css';
import { AcknowledgeButton } from './acknowledge-button';
import { alertWords } from './alert-words';
import { useAbout } from './use-about';
import { useAcknowledge } from './use-acknowledge';

interface Props {
  alerts: Alert[];
  queues: Dashboard['queuesSummary'];
  timeZone: string;
}

/** What is wrong now, the gravest first, what to do about it, and who sees to it. */
export function Alerts({ alerts, queues, timeZone }: Props) {
  const { t } = useTranslation();
  const { allowed, pending, acknowledge } = useAcknowledge();
  const aboutOf = useAbout(queues);
  return (
    <section className="alert-panel" aria-labelledby="supervisor-alerts">
      <div className="alert-panel-head">
        <h2 id="supervisor-alerts">{t('supervisor.alerts')}</h2>
        <a href="#/alerts">{t('alerts.toHistory')}</a>
      </div>
      <div aria-live="polite">
        {alerts.length === 0 ? (
          <p className="alerts-none">{t('supervisor.noAlerts')}</p>
        ) : (
          <ul>
            {alerts.map((alert) => (
              <AlertItem
                key={alert.id}
                alert={alert}
                timeZone={timeZone}
                {...aboutOf(alert)}
                {...(allowed && {
                  onAcknowledge: () => {
                    acknowledge(alert);
                  },
                })}
                busy={pending === alert.id}
              />
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

interface ItemProps {
  alert: Alert;
  /** As the reader calls them; null: it is about none. */
  queue: string | null;
  about: string | null;
  timeZone: string;
  busy: boolean;
  /** Absent: the reader may not. */
  onAcknowledge?: () => void;
}

function AlertItem({ alert, queue, about, timeZone, busy, onAcknowledge }: ItemProps) {
  const { t, i18n } = useTranslation();
  const words = alertWords(alert, queue, t);
  const open = alert.acknowledgedAt === null;
  const { heading, pressed } = useFocusKept<HTMLLIElement>(open);
  return (
    <li ref={heading} tabIndex={-1} className={`alert alert-${alert.severity.toLowerCase()}`}>
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
        {open && onAcknowledge && (
          <AcknowledgeButton
            what={[t(`alertType.${alert.type}`), about]}
            busy={busy}
            onPress={() => {
              pressed();
              onAcknowledge();
            }}
          />
        )}
        {alert.acknowledgedAt !== null && (
          <p className="alert-taken">
            <CheckIcon />
            {t('alerts.taken', {
              name: alert.acknowledgedBy,
              time: timeOfDay(alert.acknowledgedAt, i18n.language, timeZone),
            })}
          </p>
        )}
      </div>
    </li>
  );
}
