import type { PublicTicket } from '@ticketero/contract';
import { useLink } from '@ticketero/realtime-client';
import { useTranslation } from 'react-i18next';

import { useKeys } from '../keypad/use-keys';
import { Ending } from '../parts/ending';
import { Heading } from '../parts/heading';
import { Icon } from '../parts/icons';
import { Screen } from '../parts/screen';
import { TicketCard } from '../parts/ticket-card';
import styles from './ticket-screen.module.css';

const SECONDS = { result: 15, active: 30 };

interface TicketScreenProps {
  /** A number just made, or the one the person had already. */
  kind: 'result' | 'active';
  /** Null when the server did not say which. */
  ticket: PublicTicket | null;
  /** The branch of this kiosk: a number of another one says where. */
  branchCode: string;
  onEnd: () => void;
}

/** The number. It stays live: with a desk free, the call comes while the customer still looks. */
export function TicketScreen({ kind, ticket: given, branchCode, onEnd }: TicketScreenProps) {
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
  const elsewhere = ticket !== null && ticket.branchOffice !== branchCode;
  const message = ticket && t(`result.message.${ticket.status}`);

  return (
    <Screen name={kind} layout="centre">
      <p role="status" className="sr-only">
        {called && `${t('result.called')}. ${t('result.module')} ${ticket.assignedModuleNumber}.`}
      </p>
      <div className={`${styles.body} ${ticket ? styles.beside : ''}`}>
        <div className={styles.words}>
          <Heading describedBy={ticket ? 'ticket' : undefined}>{t(heading)}</Heading>
          {kind === 'active' && <p className="lead">{t('active.hint')}</p>}
        </div>
        {ticket && (
          <div className={styles.card}>
            <TicketCard id="ticket" ticket={ticket} />
          </div>
        )}
        <div className={styles.notes}>
          {elsewhere && <p className={styles.message}>{t('result.branch', { name: ticket.branchName })}</p>}
          {message && <p className={styles.message}>{message}</p>}
          {ticket?.telegramLink && (
            <p className={styles.telegram}>
              <Icon name="link" />
              <span>
                {t('result.telegram')} <strong translate="no">{ticket.telegramLink.replace('https://', '')}</strong>
              </span>
            </p>
          )}
        </div>
      </div>
      <Ending key={ticket?.status} seconds={SECONDS[kind]} label={t('common.done')} onEnd={onEnd} />
    </Screen>
  );
}
