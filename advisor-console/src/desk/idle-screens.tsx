import { useTranslation } from 'react-i18next';

import type { Desk } from '@ticketero/contract';

export function AvailableScreen({ desk }: { desk: Desk }) {
  const { t } = useTranslation();
  const waiting = desk.waiting.reduce((sum, queue) => sum + queue.waiting, 0) + desk.reserved.length;
  return (
    <div className="idle">
      <span className="idle-mark" aria-hidden="true">
        <span />
      </span>
      <h1>{t('available.title')}</h1>
      <p className="soft">{t(`available.${desk.settings.assignmentMode}`)}</p>
      <p className="idle-count">{t('available.waiting', { count: waiting })}</p>
    </div>
  );
}

export function ClosingScreen() {
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
    </div>
  );
}
