import { useTranslation } from 'react-i18next';

import type { Desk, WaitingTicket } from '@ticketero/contract';
import { queueStyle } from '@ticketero/ui';

import { minutesBetween, timeOfDay } from '../common/time';
import { useNow } from '../common/use-now';
import { Numero, type OnPick } from './numero';

interface Props {
  desk: Desk;
  serverNow: () => number;
  onPick: OnPick;
}

/** Those who wait for this advisor and nobody else (R7): first, and apart from the queues. */
export function Reserved({ desk, serverNow, onPick }: Props) {
  const { t } = useTranslation();
  if (desk.reserved.length === 0) return null;
  return (
    <section className="reserved" aria-labelledby="reserved-heading">
      <h2 id="reserved-heading">{t('side.reserved')}</h2>
      <ul>
        {desk.reserved.map((ticket) => (
          <Item
            key={ticket.codigoReferencia}
            ticket={ticket}
            timeZone={desk.timeZone}
            serverNow={serverNow}
            onPick={onPick}
          />
        ))}
      </ul>
    </section>
  );
}

interface ItemProps {
  ticket: WaitingTicket;
  timeZone: string;
  serverNow: () => number;
  onPick: OnPick;
}

function Item({ ticket, timeZone, serverNow, onPick }: ItemProps) {
  const { t, i18n } = useTranslation();
  const minutes = minutesBetween(ticket.createdAt, useNow(serverNow));
  return (
    <li style={queueStyle(ticket.queueType)}>
      <span className="queue-dot queue-mark" aria-hidden="true" />
      <Numero ticket={ticket} onPick={onPick} />{' '}
      <span className="soft">
        {t('side.since', { time: timeOfDay(ticket.createdAt, i18n.language, timeZone), minutes })}
      </span>
    </li>
  );
}
