import type { PublicTicket } from '@ticketero/contract';
import { useTranslation } from 'react-i18next';

import { waitOf } from '../format/wait-of';

/** Who is before this customer, and about how long that takes; nothing once the number is called. */
export function WaitFacts({ ticket, className }: { ticket: PublicTicket; className: string | undefined }) {
  const { t } = useTranslation();
  if (ticket.status !== 'EN_ESPERA' && ticket.status !== 'PROXIMO') return null;
  const wait = waitOf(ticket);
  return (
    <dl className={className}>
      <div>
        <dt>{t('result.ahead')}</dt>
        <dd>{ticket.ticketsAhead}</dd>
      </div>
      {wait !== null && (
        <div>
          <dt>{t('result.wait')}</dt>
          <dd>{t(wait.key, wait)}</dd>
        </div>
      )}
    </dl>
  );
}
