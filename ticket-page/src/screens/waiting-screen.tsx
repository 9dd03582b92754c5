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
import { changePhrase, closedAs, isSoon } from '../phrases';
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
  const { freshness, seconds } = followed;
  return (
    <Frame
      screen={phase}
      branchName={ticket.branchName}
      status={<LinkStatus freshness={freshness} seconds={seconds} advice />}
    >
      <div className={styles.columns}>
        <div className={styles.column}>
          {ticket.branchClosed && <Closed {...ticket.branchClosed} />}
          <Changed change={change} ticket={ticket} />
          {isSoon(ticket) && <Soon />}
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
function Changed({ change, ticket }: { change: TurnChange | null; ticket: PublicTicket }) {
  const { t, language } = useText();
  const phrase = changePhrase(change, ticket, queueOfTicket(ticket, language));
  if (phrase === null) return null;
  const { key, values } = phrase;
  return (
    <p className={styles.changed} data-change={change}>
      <Icon name="back" />
      <span>
        <strong>{t(`${key}.heading`, values)}</strong> {t(`${key}.hint`)}
      </span>
    </p>
  );
}

/** Who waits and hears that the doors are shut; what somebody wrote about it is in the branch's own language. */
function Closed({ reason, text }: NonNullable<PublicTicket['branchClosed']>) {
  const { t } = useText();
  const how = closedAs(reason);
  return (
    <p className={styles.closed} data-closed={reason}>
      <Icon name="door" />
      <span>
        <strong>{t(`closed.${how}.heading`)}</strong> {t(`closed.${how}.hint`)}
        {text && (
          <span lang="es" className={styles.written}>
            {text}
          </span>
        )}
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
