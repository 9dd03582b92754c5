import type { PublicTicket } from '@ticketero/contract';
import { queueOfTicket, queueStyle, waitPhrase } from '@ticketero/ui';

import { useText } from '../i18n/text';
import { agePhrase, aheadPhrase, boundPhrase, isUnserved } from '../phrases';
import { Icon } from './icons';
import styles from './ticket-card.module.css';

interface TicketCardProps {
  ticket: PublicTicket;
  /** How old the facts are that change, in seconds; null: they are of now. */
  age: number | null;
}

/** The number as one would tear it off a roll, and how far there is to go. */
export function TicketCard({ ticket, age }: TicketCardProps) {
  const { t, language } = useText();
  return (
    <section className={styles.card} style={queueStyle(ticket.queueType)} aria-labelledby="numero">
      <p className={styles.band}>
        <span>{queueOfTicket(ticket, language)}</span>
        {ticket.preferential && (
          <span className={styles.preferential}>
            <Icon name="heart" /> {t('ticket.preferential')}
          </span>
        )}
      </p>
      <h1 id="numero" className={styles.numero} tabIndex={-1} data-length={ticket.numero.length}>
        <span className={styles.label}>{t('ticket.heading')}</span> <span data-numero>{ticket.numero}</span>
      </h1>
      <Facts ticket={ticket} age={age} />
    </section>
  );
}

function Facts({ ticket, age }: TicketCardProps) {
  const { t } = useText();
  const old = age === null ? null : agePhrase(age);
  return (
    <div className={`${styles.facts} ${old ? styles.old : ''}`}>
      <Ahead ticket={ticket} />
      {ticket.reservedFor && <p className={styles.by}>{t('ticket.reservedHint')}</p>}
      {ticket.onDuty && <Wait ticket={ticket} />}
      {isUnserved(ticket) && <Nobody />}
      {old && <p className={styles.as}>{t('ticket.old', { age: t(old.key, old.values) })}</p>}
    </div>
  );
}

function Ahead({ ticket }: { ticket: PublicTicket }) {
  const { t } = useText();
  const { key, values } = aheadPhrase(ticket);
  const counted = key === 'ticket.ahead';
  return (
    <p className={styles.ahead} data-ahead={ticket.reservedFor ? 'reserved' : ticket.ticketsAhead}>
      {counted ? (
        <>
          <strong>{ticket.ticketsAhead}</strong> <span>{t(key, values)}</span>
        </>
      ) : (
        <strong className={styles.first}>{t(key, values)}</strong>
      )}
    </p>
  );
}

/** R8: the range and the bound. */
function Wait({ ticket }: { ticket: PublicTicket }) {
  const { t } = useText();
  const wait = waitPhrase(ticket.estimatedWaitRange);
  const bound = boundPhrase(ticket);
  return (
    <>
      <p className={styles.wait}>
        <span className={styles.what}>
          <Icon name="clock" /> {t('ticket.wait')}
        </span>{' '}
        <strong>{t(wait.key, wait)}</strong>
      </p>
      {bound && (
        <p className={ticket.expectedByRaised ? styles.raised : styles.by} data-bound={ticket.expectedBy}>
          {t(bound.key, bound.values)}
        </p>
      )}
    </>
  );
}

/** R8: without anybody on duty there are minutes by a formula, which nobody should plan by. */
function Nobody() {
  const { t } = useText();
  return (
    <p className={styles.nobody} data-nobody>
      <strong>{t('ticket.nobody.heading')}</strong> {t('ticket.nobody.hint')}
    </p>
  );
}
