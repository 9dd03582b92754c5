import { useTranslation } from 'react-i18next';

import type { CallReason } from '@ticketero/contract';
import { queueStyle } from '@ticketero/ui';

import { reasonHead, type CalledTicket } from '../common/call-reason';

interface Props {
  ticket: CalledTicket;
  reason: CallReason;
  queueName: (queueType: string) => string;
}

/** Why this one was called, and over whom (R5): each with what they had waited of what is promised. */
export function Why({ ticket, reason, queueName }: Props) {
  const { t } = useTranslation();
  const { rank, overCount, over } = reason;
  const more = overCount - over.length;
  return (
    <div className="why-panel">
      <p>
        <strong>{reasonHead(t, ticket, reason)}.</strong>{' '}
        <span className="soft">
          {t('whyPanel.rank', { rank, total: overCount + 1, policy: t(`auditValue.policy.${reason.policy}`) })}
        </span>
      </p>
      {over.length === 0 ? (
        <p className="soft">{t('whyPanel.alone')}</p>
      ) : (
        <>
          <p className="why-over">{t('whyPanel.over')}</p>
          <ul>
            {over.map((other) => (
              <li key={other.numero} style={queueStyle(other.queueType)}>
                <span className="queue-dot queue-mark" aria-hidden="true" />
                <strong>{other.numero}</strong> <span>{queueName(other.queueType)}</span>{' '}
                <span className="soft">
                  {t('whyPanel.waited', { waited: other.waitedMinutes, target: other.targetMinutes })}
                </span>
              </li>
            ))}
            {more > 0 && <li className="soft">{t('whyPanel.more', { count: more })}</li>}
          </ul>
        </>
      )}
    </div>
  );
}
