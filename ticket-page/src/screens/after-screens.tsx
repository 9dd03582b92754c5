import type { PublicTicket } from '@ticketero/contract';
import { queueOfTicket, queueStyle } from '@ticketero/ui';

import { useText } from '../i18n/text';
import type { Certainty } from '../know/use-freshness';
import { Frame } from '../parts/frame';
import type { IconName } from '../parts/icons';
import { LinkStatus } from '../parts/link-status';
import { Message } from '../parts/message';
import { outcomeOf, type Outcome } from '../phrases';
import styles from './after-screens.module.css';

/** The customer is at the desk. */
export function ServingScreen({ ticket, freshness, seconds }: { ticket: PublicTicket } & Certainty) {
  const { t } = useText();
  const { assignedModuleNumber: module, assignedAdvisor: advisor } = ticket;
  return (
    <Frame
      screen="serving"
      branchName={ticket.branchName}
      status={<LinkStatus freshness={freshness} seconds={seconds} advice={false} />}
    >
      <Message icon="desk" heading={t('serving.heading')}>
        <Slip ticket={ticket} />
        <div className={styles.where}>
          {module !== null && <p className={styles.module}>{t('serving.module', { module })}</p>}
          {advisor && <p>{t('call.advisor', { name: advisor.name })}</p>}
        </div>
      </Message>
    </Frame>
  );
}

export type Ending = 'served' | 'cancelled' | 'absent';
const ICONS: Record<Outcome, IconName> = {
  served: 'check',
  absent: 'clock',
  byCustomer: 'cross',
  byStaff: 'cross',
  endOfDay: 'door',
};

/** The end, in words. It stays true by itself, so nothing is said of the connection. */
export function FinalScreen({ ticket, ending }: { ticket: PublicTicket; ending: Ending }) {
  const { t } = useText();
  const outcome = outcomeOf(ticket);
  const { assignedModuleNumber: module } = ticket;
  return (
    <Frame screen={ending} branchName={ticket.branchName}>
      <Message
        icon={ICONS[outcome]}
        tone={ending === 'served' ? 'good' : 'plain'}
        heading={t(`final.${outcome}.heading`)}
        hint={t(`final.${outcome}.hint`)}
      >
        <Slip ticket={ticket} />
        {ending === 'absent' && module !== null && <p className={styles.where}>{t('final.calledTo', { module })}</p>}
      </Message>
    </Frame>
  );
}

/** Which number this was about. */
function Slip({ ticket }: { ticket: PublicTicket }) {
  const { language } = useText();
  return (
    <p className={styles.slip} style={queueStyle(ticket.queueType)}>
      <span>{queueOfTicket(ticket, language)}</span> <strong data-numero>{ticket.numero}</strong>
    </p>
  );
}
