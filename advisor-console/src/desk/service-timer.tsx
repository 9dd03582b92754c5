import { useTranslation } from 'react-i18next';

import type { DeskTicket } from '@ticketero/contract';

import { clockSpan, serviceShare } from '../common/time';
import { useNow } from '../common/use-now';

interface Props {
  ticket: Pick<DeskTicket, 'assignedAt' | 'startedAt'>;
  usualMinutes: number | null;
  serverNow: () => number;
}

export function ServiceTimer({ ticket, usualMinutes, serverNow }: Props) {
  const { t } = useTranslation();
  const now = useNow(serverNow);
  const started = ticket.startedAt !== null;
  const from = ticket.startedAt ?? ticket.assignedAt;
  const elapsed = from === null ? 0 : now - Date.parse(from);
  // The usual time is that of a service: it does not run while somebody is still on their way.
  const { share, tone } = serviceShare(started ? elapsed : 0, usualMinutes ?? 0);
  return (
    <div className={`timer tone-${tone}`}>
      <span className="timer-label">{t(started ? 'timer.serving' : 'timer.called')}</span>
      <span className="timer-clock" role="timer">
        {clockSpan(elapsed)}
      </span>
      {usualMinutes !== null && (
        <>
          <span className="bar" aria-hidden="true">
            <span className="bar-fill" style={{ transform: `scaleX(${String(share)})` }} />
          </span>
          <span className="timer-usual">
            {t(tone === 'warn' ? 'timer.longerThanUsual' : 'timer.usual', { count: usualMinutes })}
          </span>
        </>
      )}
    </div>
  );
}
