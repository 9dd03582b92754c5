import type { PublicTicket } from '@ticketero/contract';
import { queueStyle } from '@ticketero/ui';

import type { Bell, BellState } from '../call/bell';
import { useText } from '../i18n/text';
import type { Certainty } from '../know/use-freshness';
import { Frame } from '../parts/frame';
import { LinkStatus } from '../parts/link-status';
import { SoundSwitch } from '../parts/sound-switch';
import { againPhrase } from '../phrases';
import styles from './called-screen.module.css';

interface CalledScreenProps extends Certainty {
  ticket: PublicTicket;
  bell: Bell;
  bellState: BellState;
}

/** The moment the page is for: the colours of the lobby screen, and the desk as large as it gets. */
export function CalledScreen({ ticket, freshness, seconds, bell, bellState }: CalledScreenProps) {
  const { t } = useText();
  const again = againPhrase(ticket.recallCount);
  return (
    <Frame
      screen="called"
      branchName={ticket.branchName}
      status={<LinkStatus freshness={freshness} seconds={seconds} advice={false} />}
      tone="call"
    >
      <div className={styles.words}>
        {again && <p className={styles.again}>{t(again.key, again.values)}</p>}
        <h1 tabIndex={-1} className={styles.heading}>
          {t('call.heading')}
        </h1>
        <p className={styles.numero} data-numero data-length={ticket.numero.length}>
          {ticket.numero}
        </p>
        {bellState === 'blocked' && <SoundSwitch bell={bell} state={bellState} />}
      </div>
      <Desk ticket={ticket} />
    </Frame>
  );
}

function Desk({ ticket }: { ticket: PublicTicket }) {
  const { t } = useText();
  const { assignedModuleNumber: module, assignedAdvisor: advisor } = ticket;
  return (
    <div className={styles.desk} style={queueStyle(ticket.queueType)}>
      {module === null ? (
        <p className={styles.ask}>{t('call.ask')}</p>
      ) : (
        <p className={styles.module}>
          <span>{t('call.module')}</span> <strong data-module>{module}</strong>
        </p>
      )}
      {advisor && <p className={styles.advisor}>{t('call.advisor', { name: advisor.name })}</p>}
    </div>
  );
}
