import { useTranslation } from 'react-i18next';

import type { CallReason, Desk, DeskTicket } from '@ticketero/contract';

import { reasonSentence, type CalledTicket } from '../common/call-reason';
import { HeartIcon, InfoIcon } from '../common/icons';
import { minutesBetween, timeOfDay } from '../common/time';
import { useQueueName } from '../common/use-queue-name';
import { ServiceTimer } from './service-timer';

interface Props {
  desk: Desk;
  ticket: DeskTicket;
  serverNow: () => number;
}

export function TicketScreen({ desk, ticket, serverNow }: Props) {
  const { t, i18n } = useTranslation();
  const queueName = useQueueName();
  const usual = desk.waiting.find((queue) => queue.queueType === ticket.queueType)?.averageTimeMinutes ?? null;
  const waited =
    ticket.callReason?.waitedMinutes ??
    minutesBetween(ticket.createdAt, Date.parse(ticket.assignedAt ?? ticket.lastUpdated));

  return (
    // The key: another number comes in with its own small movement, and never in the middle of the last one's.
    <div className="ticket" key={ticket.codigoReferencia} data-noted={ticket.transferNote !== null || undefined}>
      <div className="ticket-main">
        <div className="ticket-tags">
          <span className="queue-tag">{queueName(ticket.queueType, ticket.queueName)}</span>
          {ticket.preferential && (
            <span className="preferential-tag">
              <HeartIcon />
              {t('ticket.preferential')}
            </span>
          )}
        </div>
        <h1 className="numero" data-long={ticket.numero.length > 3 || undefined}>
          <span className="sr-only">{t('ticket.number')} </span>
          <span data-current-numero>{ticket.numero}</span>
        </h1>
      </div>
      <ServiceTimer ticket={ticket} usualMinutes={usual} serverNow={serverNow} />
      <dl className="facts">
        <div>
          <dt>{t('ticket.arrived')}</dt>
          <dd>{timeOfDay(ticket.createdAt, i18n.language, desk.timeZone)}</dd>
        </div>
        <div>
          <dt>{t('ticket.waited')}</dt>
          <dd>{t('minutes', { count: waited })}</dd>
        </div>
        <div>
          <dt>{t('ticket.calls')}</dt>
          <dd>{ticket.recallCount + 1}</dd>
        </div>
      </dl>
      {ticket.transferNote !== null && (
        <p className="transfer-note" title={ticket.transferNote}>
          <strong>{t('ticket.transferNote')}</strong> {ticket.transferNote}
        </p>
      )}
      {ticket.callReason && <Why reason={ticket.callReason} ticket={ticket} />}
    </div>
  );
}

function Why({ reason, ticket }: { reason: CallReason; ticket: CalledTicket }) {
  const { t } = useTranslation();
  return (
    <p className="why">
      <InfoIcon />
      <span>
        <span className="why-label">{t('why.label')}</span> {reasonSentence(t, ticket, reason)}
      </span>
    </p>
  );
}
