import type { PublicTicket } from '@ticketero/contract';
import { queueOfTicket, queueStyle } from '@ticketero/ui';
import { useTranslation } from 'react-i18next';

import { Icon } from './icons';
import styles from './ticket-card.module.css';
import { WaitFacts } from './wait-facts';

/** The number as one would tear it off a roll: queue, numero, and what comes next. */
export function TicketCard({ ticket, id, compact }: { ticket: PublicTicket; id: string; compact: boolean }) {
  const { t, i18n } = useTranslation();
  const called = ticket.status === 'ATENDIENDO' && ticket.assignedModuleNumber !== null;

  return (
    <section id={id} className={`${styles.card} ${compact ? styles.compact : ''}`} style={queueStyle(ticket.queueType)}>
      <p className={styles.band}>
        <span>{queueOfTicket(ticket, i18n.language)}</span>
        {ticket.preferential && (
          <span className={styles.preferential}>
            <Icon name="heart" /> {t('result.preferential')}
          </span>
        )}
      </p>
      <p className={styles.numero}>{ticket.numero}</p>
      {called && (
        <div className={styles.module}>
          <p>
            {t('result.module')} <strong>{ticket.assignedModuleNumber}</strong>
          </p>
          {ticket.assignedAdvisor && <p>{t('result.served', { name: ticket.assignedAdvisor.name })}</p>}
        </div>
      )}
      <WaitFacts ticket={ticket} className={styles.facts} />
    </section>
  );
}
