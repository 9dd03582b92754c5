import { useTranslation } from 'react-i18next';

import type { Desk } from '@ticketero/contract';

import { waitingCount } from '../attention/attention';

export function AvailableScreen({ desk }: { desk: Desk }) {
  const { t } = useTranslation();
  return (
    <div className="idle">
      <span className="idle-mark" aria-hidden="true">
        <span />
      </span>
      <h1>{t('available.title')}</h1>
      <p className="soft">{t(`available.${desk.settings.assignmentMode}`)}</p>
      <Waiting desk={desk} />
    </div>
  );
}

/** Those of the own queues, and those who wait for this advisor alone. */
function Waiting({ desk }: { desk: Desk }) {
  const { t } = useTranslation();
  return <p className="idle-count">{t('available.waiting', { count: waitingCount(desk) })}</p>;
}

/** After a service, until the next one is called. */
export function ClosingScreen({ desk }: { desk: Desk }) {
  const { t } = useTranslation();
  return (
    <div className="idle">
      <span className="idle-mark idle-mark-done" aria-hidden="true">
        <svg viewBox="0 0 40 40" focusable="false">
          <path d="M11 21l6.5 6.5L29.5 14" />
        </svg>
      </span>
      <h1>{t('closing.title')}</h1>
      <p className="soft">{t('closing.text')}</p>
      <Waiting desk={desk} />
    </div>
  );
}
