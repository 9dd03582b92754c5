import type { BranchOpening, PublicTicket } from '@ticketero/contract';
import { useLink } from '@ticketero/realtime-client';
import { useTranslation } from 'react-i18next';

import { followLinks, NOTHING_TO_FOLLOW } from '../format/follow';
import { useKeys } from '../keypad/use-keys';
import { Button } from '../parts/button';
import { Ending } from '../parts/ending';
import { FollowPanel } from '../parts/follow-panel';
import { Heading } from '../parts/heading';
import { PrintSlip } from '../parts/print-slip';
import { Screen } from '../parts/screen';
import { TicketCard } from '../parts/ticket-card';
import styles from './ticket-screen.module.css';

const SECONDS = { result: 15, active: 30 };
/** With a code to scan: time to find the phone, and its camera. */
const SCAN_SECONDS = 40;

interface TicketScreenProps {
  /** A number just made, or the one the person had already. */
  kind: 'result' | 'active';
  /** Null when the server did not say which. */
  ticket: PublicTicket | null;
  /** The branch of this kiosk: a number of another one says where. */
  branch: Pick<BranchOpening, 'code' | 'timeZone'>;
  onEnd: () => void;
}

/** The number. It stays live: with a desk free, the call comes while the customer still looks. */
export function TicketScreen({ kind, ticket: given, branch, onEnd }: TicketScreenProps) {
  const { t } = useTranslation();
  const code = given?.codigoReferencia ?? null;
  const view = useLink(
    `ticket ${code}`,
    code ? { namespace: 'ticket', auth: () => ({ codigoReferencia: code }) } : null,
  );
  useKeys({ value: null, onType: () => undefined, onEnter: onEnd, onEscape: onEnd });

  const ticket = view.state?.ticket ?? given;
  const called = ticket?.status === 'ATENDIENDO';
  const heading = kind === 'active' ? 'active.heading' : called ? 'result.called' : 'result.heading';
  const elsewhere = ticket !== null && ticket.branchOffice !== branch.code;
  const message = ticket && t(`result.message.${ticket.status}`);
  // Anybody can type somebody else's id and see their number; the codes, which also cancel it, they do not get.
  const links = ticket && kind === 'result' ? followLinks(ticket, location.origin) : NOTHING_TO_FOLLOW;
  const toScan = (links.telegram ?? links.page) !== null;

  return (
    <>
      <Screen name={kind} layout="centre">
        <p role="status" className="sr-only">
          {called && `${t('result.called')}. ${t('result.module')} ${ticket.assignedModuleNumber}.`}
        </p>
        <div className={[styles.body, ticket && styles.beside, toScan && styles.toScan].filter(Boolean).join(' ')}>
          <div className={styles.words}>
            <Heading describedBy={ticket ? 'ticket' : undefined}>{t(heading)}</Heading>
            {kind === 'active' && <p className="lead">{t('active.hint')}</p>}
          </div>
          {ticket && (
            <div className={styles.card}>
              <TicketCard id="ticket" ticket={ticket} compact={toScan} />
            </div>
          )}
          <div className={styles.notes}>
            {elsewhere && <p className={styles.message}>{t('result.branch', { name: ticket.branchName })}</p>}
            {message && <p className={styles.message}>{message}</p>}
            <FollowPanel {...links} />
          </div>
        </div>
        <Ending
          key={ticket?.status}
          seconds={toScan ? SCAN_SECONDS : SECONDS[kind]}
          label={t('common.done')}
          onEnd={onEnd}
        >
          {ticket && (
            <Button look="secondary" icon="print" onPress={print}>
              {t('common.print')}
            </Button>
          )}
        </Ending>
      </Screen>
      {ticket && <PrintSlip ticket={ticket} links={links} timeZone={branch.timeZone} />}
    </>
  );
}

/** Paper is a help and never a hurdle: where there is no printer, nothing happens. */
function print(): void {
  try {
    window.print();
  } catch {
    // The number is on the screen, and watched.
  }
}
