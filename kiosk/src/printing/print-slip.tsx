import type { PublicTicket } from '@ticketero/contract';
import { QrCode } from '@ticketero/ui';
import { useTranslation } from 'react-i18next';

import type { FollowLinks } from '../format/follow';
import { moment } from '../format/moment';
import { WaitFacts } from '../parts/wait-facts';
import styles from './print-slip.module.css';

interface PrintSlipProps {
  ticket: PublicTicket;
  links: FollowLinks;
  timeZone: string;
}

/** The number on paper, 80 mm wide. It is in the page all the time, and only a printer sees it. */
export function PrintSlip({ ticket, links, timeZone }: PrintSlipProps) {
  const { t } = useTranslation();
  const { day, time } = moment(ticket.createdAt, timeZone, t('language.locale'));
  const waiting = ticket.status === 'EN_ESPERA' || ticket.status === 'PROXIMO';
  // One code: two on a slip ask which of them.
  const way = links.telegram !== null ? 'telegram' : 'page';
  const code = links[way];

  return (
    <section className={`${styles.slip} ${code === null ? '' : styles.withCode}`}>
      <p className={styles.branch}>{ticket.branchName}</p>
      <p className={styles.queue}>{ticket.queueName}</p>
      <p className={styles.numero}>{ticket.numero}</p>
      {ticket.preferential && <p className={styles.strong}>{t('result.preferential')}</p>}
      <WaitFacts ticket={ticket} className={styles.facts} />
      {ticket.assignedModuleNumber !== null && (
        <p className={styles.strong}>
          {t('result.module')} {ticket.assignedModuleNumber}
        </p>
      )}
      {code !== null && (
        <div className={styles.way}>
          <QrCode className={styles.code} value={code} label={t(`follow.${way}.code`)} />
          <p>
            <strong>{t(`follow.${way}.heading`)}</strong> {t(`follow.${way}.hint`)}
          </p>
        </div>
      )}
      {links.linked && <p className={styles.foot}>{t('follow.linked')}</p>}
      {waiting && <p className={styles.foot}>{t('slip.foot')}</p>}
      <p className={styles.time}>
        {day} · {time}
      </p>
    </section>
  );
}
