import { useTranslation } from 'react-i18next';

import type { CallReason, Desk, DeskTicket } from '@ticketero/contract';

import { HeartIcon, InfoIcon } from '../common/icons';
import { minutesBetween, timeOfDay } from '../common/time';
import { reasonParts } from './call-reason';
import { ServiceTimer } from './service-timer';

interface Props {
  desk: Desk;
  ticket: DeskTicket;
  serverNow: () => number;
}

export function TicketScreen({ desk, ticket, serverNow }: Props) {
  const { t, i18n } = useTranslation();
  const usual = desk.waiting.find((queue) => queue.queueType === ticket.queueType)?.averageTimeMinutes ?? null;
  const waited =
    ticket.callReason?.waitedMinutes ??
    minutesBetween(ticket.createdAt, Date.parse(ticket.assignedAt ?? ticket.lastUpdated));

  return (
    // The key: another number comes in with its own small movement, and never in the middle of the last one's.
    <div className="ticket" key={ticket.codigoReferencia}>
      <div className="ticket-main">
        <div className="ticket-tags">
          <span className="queue-tag">{ticket.queueName}</span>
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
      {ticket.callReason && <Why reason={ticket.callReason} numero={ticket.numero} />}
    </div>
  );
}

/** The rule is one sentence that anybody can read (LESSONS.md, 12). The server writes it in Spanish. */
function Why({ reason, numero }: { reason: CallReason; numero: string }) {
  const { t, i18n } = useTranslation();
  const { waited, target, over } = reasonParts(reason);
  const words =
    i18n.language === 'es'
      ? reason.sentence
      : over
        ? t('why.over', { numero, waited, target, over: over.numero, overWaited: over.waited, overTarget: over.target })
        : t('why.alone', { numero, waited, target });
  return (
    <p className="why">
      <InfoIcon />
      <span>
        <span className="why-label">{t('why.label')}</span> {words}
      </span>
    </p>
  );
}
