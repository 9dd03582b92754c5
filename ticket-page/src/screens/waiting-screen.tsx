import type { PublicTicket } from '@ticketero/contract';
import { queueOfTicket } from '@ticketero/ui';

import type { Bell, BellState } from '../call/bell';
import { useText } from '../i18n/text';
import type { FollowedTicket } from '../know/use-ticket';
import { CancelTurn } from '../parts/cancel-turn';
import { Frame } from '../parts/frame';
import { Icon } from '../parts/icons';
import { LinkStatus } from '../parts/link-status';
import { SoundSwitch } from '../parts/sound-switch';
import { Telegram } from '../parts/telegram';
import { TicketCard } from '../parts/ticket-card';
import type { TurnChange } from '../turn-change';
import styles from './waiting-screen.module.css';

interface WaitingScreenProps {
  ticket: PublicTicket;
  phase: 'waiting' | 'next';
  /** Why this is not what the page showed before. */
  change: TurnChange | null;
  /** False: what changes is shown as what it is, old. */
  fresh: boolean;
  followed: FollowedTicket;
  bell: Bell;
  bellState: BellState;
}

/** The number, how far there is to go, and the ways to be told. */
export function WaitingScreen({ ticket, phase, change, fresh, followed, bell, bellState }: WaitingScreenProps) {
  const { language } = useText();
  const { freshness, seconds } = followed;
  return (
    <Frame
      screen={phase}
      branchName={ticket.branchName}
      status={<LinkStatus freshness={freshness} seconds={seconds} advice />}
    >
      <div className={styles.columns}>
        <div className={styles.column}>
          {change && <Changed change={change} queue={queueOfTicket(ticket, language)} />}
          {phase === 'next' && <Soon />}
          <TicketCard ticket={ticket} age={fresh ? null : seconds} />
        </div>
        <div className={styles.column}>
          <SoundSwitch bell={bell} state={bellState} />
          <Telegram ticket={ticket} />
          <CancelTurn ticket={ticket} followed={followed} />
        </div>
      </div>
    </Frame>
  );
}

/** Somebody who was called, or given up, reads why there is a place in line again. */
function Changed({ change, queue }: { change: TurnChange; queue: string }) {
  const { t } = useText();
  return (
    <p className={styles.changed} data-change={change}>
      <Icon name="back" />
      <span>
        <strong>{t(`change.${change}.heading`, { queue })}</strong> {t(`change.${change}.hint`)}
      </span>
    </p>
  );
}

function Soon() {
  const { t } = useText();
  return (
    <p className={styles.soon}>
      <Icon name="walk" />
      <span>
        <strong>{t('next.heading')}</strong> {t('next.hint')}
      </span>
    </p>
  );
}
