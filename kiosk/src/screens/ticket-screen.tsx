import type { BranchOpening, PublicTicket } from '@ticketero/contract';
import { useLink, type Api } from '@ticketero/realtime-client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useComfort } from '../comfort/comfort';
import { followLinks, NOTHING_TO_FOLLOW } from '../format/follow';
import { nextFor } from '../format/next-for';
import { useKeys } from '../keypad/use-keys';
import { Button } from '../parts/button';
import { Ending } from '../parts/ending';
import { FollowPanel } from '../parts/follow-panel';
import { Heading } from '../parts/heading';
import { Screen } from '../parts/screen';
import { TicketCard } from '../parts/ticket-card';
import { PrintNote, printLabel } from '../printing/print-note';
import { PrintSlip } from '../printing/print-slip';
import { usePrinting } from '../printing/use-printing';
import { Listen } from '../voice/listen';
import styles from './ticket-screen.module.css';

type TicketKind = 'result' | 'active' | 'found';

const SECONDS: Record<TicketKind, number> = { result: 15, active: 30, found: 30 };
/** With a code to scan: time to find the phone, and its camera. With no slip: time to write the number down. */
const SCAN_SECONDS = 40;

interface TicketScreenProps {
  /** A number just made, the one the person had already, or the one they looked for. */
  kind: TicketKind;
  /** Null when the server did not say which. */
  ticket: PublicTicket | null;
  /** The branch of this kiosk: a number of another one says where. */
  branch: Pick<BranchOpening, 'code' | 'timeZone'>;
  api: Api;
  onCancel: (ticket: PublicTicket) => void;
  onEnd: () => void;
}

/** The number. It stays live: with a desk free, the call comes while the customer still looks. */
export function TicketScreen({ kind, ticket: given, branch, api, onCancel, onEnd }: TicketScreenProps) {
  const { t } = useTranslation();
  const ticket = useLive(given);
  const { printing, print } = usePrinting(api, given?.codigoReferencia ?? null, kind === 'result');
  useKeys({ value: null, onType: () => undefined, onEnter: onEnd, onEscape: onEnd });

  const waiting = ticket?.status === 'EN_ESPERA' || ticket?.status === 'PROXIMO';
  // Anybody can type somebody else's id and see their number; the codes, which follow it, they do not get.
  const links = ticket && kind === 'result' ? followLinks(ticket, location.origin) : NOTHING_TO_FOLLOW;
  const toScan = (links.telegram ?? links.page) !== null;
  const { low } = useComfort();
  const noted = toScan && printing !== 'idle' && printing !== 'none';
  const noSlip = printing === 'failed' || printing === 'unheard';

  return (
    <>
      <Screen
        name={kind}
        className={[styles.screen, ticket && styles.beside, toScan && styles.toScan, noted && styles.noted]
          .filter(Boolean)
          .join(' ')}
        summary={<Summary kind={kind} ticket={ticket} compact={toScan || low} />}
        controls={
          <>
            <div className={styles.notes}>
              {ticket && <Words ticket={ticket} here={ticket.branchOffice === branch.code} />}
              <PrintNote printing={printing} />
              <FollowPanel {...links} />
            </div>
            <Ending
              news={`${ticket?.status} ${noSlip}`}
              seconds={toScan || noSlip ? SCAN_SECONDS : SECONDS[kind]}
              label={t('common.done')}
              onEnd={onEnd}
            >
              {ticket && (
                <Button look="secondary" icon="print" onPress={print}>
                  {t(printLabel(printing))}
                </Button>
              )}
              {ticket && <Listen ticket={ticket} />}
              {ticket && waiting && kind !== 'result' && (
                <Button look="secondary" icon="cancel" onPress={() => onCancel(ticket)}>
                  {t('cancel.open')}
                </Button>
              )}
            </Ending>
          </>
        }
      />
      {ticket && <PrintSlip ticket={ticket} links={links} timeZone={branch.timeZone} />}
    </>
  );
}

/** The ticket as it is by now. */
function useLive(given: PublicTicket | null): PublicTicket | null {
  const code = given?.codigoReferencia ?? null;
  const options = code ? { namespace: 'ticket' as const, auth: () => ({ codigoReferencia: code }) } : null;
  const { state } = useLink(`ticket ${code}`, options);
  return state?.ticket ?? given;
}

function Summary({
  kind,
  ticket,
  compact,
}: {
  kind: TicketKind;
  ticket: PublicTicket | null;
  compact: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const called = ticket?.status === 'ATENDIENDO';
  const heading =
    called && kind !== 'active' ? 'result.called' : kind === 'active' ? 'active.heading' : 'result.heading';
  return (
    <>
      <p role="status" className="sr-only">
        {called && `${t('result.called')}. ${t('result.module')} ${ticket.assignedModuleNumber}.`}
      </p>
      <div className={styles.words}>
        <Heading describedBy={ticket ? 'ticket' : undefined}>{t(heading)}</Heading>
        {kind === 'active' && <p className="lead">{t('active.hint')}</p>}
      </div>
      {ticket && (
        <div className={styles.card}>
          <TicketCard id="ticket" ticket={ticket} compact={compact} />
        </div>
      )}
    </>
  );
}

function Words({ ticket, here }: { ticket: PublicTicket; here: boolean }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      {!here && <p className={styles.message}>{t('result.branch', { name: ticket.branchName })}</p>}
      <p className={styles.message}>{t(nextFor(ticket))}</p>
    </>
  );
}
