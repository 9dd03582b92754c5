import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';

import type { Desk, DeskQueue, WaitingTicket } from '@ticketero/contract';
import { queueColour } from '@ticketero/ui';

import { HeartIcon } from '../common/icons';
import { minutesNumber } from '../common/time';
import { WaitBar } from '../common/wait-bar';

export function SidePanel({ desk, serverNow }: { desk: Desk; serverNow: () => number }) {
  const { t } = useTranslation();
  return (
    <aside className="side" aria-label={t('side.label')}>
      <section aria-labelledby="queues-heading">
        <h2 id="queues-heading">{t('side.queues')}</h2>
        <ul className="queues">
          {desk.waiting.map((queue) => (
            <QueueItem key={queue.queueType} queue={queue} serverNow={serverNow} />
          ))}
        </ul>
      </section>
      {desk.reserved.length > 0 && (
        <section aria-labelledby="reserved-heading">
          <h2 id="reserved-heading">{t('side.reserved')}</h2>
          <Numbers tickets={desk.reserved} shown={desk.reserved.length} />
        </section>
      )}
      <Today today={desk.today} />
    </aside>
  );
}

const SHOWN = 6;

function QueueItem({ queue, serverNow }: { queue: DeskQueue; serverNow: () => number }) {
  const { t } = useTranslation();
  return (
    <li className="queue" style={{ '--queue': queueColour(queue.queueType) } as CSSProperties}>
      <div className="queue-head">
        <h3>{queue.displayName}</h3>
        <p className="queue-count">
          <strong>{queue.waiting}</strong> {t('side.waiting', { count: queue.waiting })}
        </p>
      </div>
      <WaitBar since={queue.oldestCreatedAt} targetMinutes={queue.targetWaitMinutes} serverNow={serverNow} />
      {queue.next.length > 0 && <Numbers tickets={queue.next} shown={SHOWN} waiting={queue.waiting} />}
    </li>
  );
}

interface NumbersProps {
  tickets: WaitingTicket[];
  shown: number;
  waiting?: number;
}

/** In call order; what does not fit is counted, not hidden. */
function Numbers({ tickets, shown, waiting = tickets.length }: NumbersProps) {
  const { t } = useTranslation();
  const first = tickets.slice(0, shown);
  const more = Math.max(0, waiting - first.length);
  return (
    <ol className="numbers" aria-label={t('side.order')}>
      {first.map((ticket) => (
        <li key={ticket.codigoReferencia} data-next={ticket.status === 'PROXIMO' || undefined}>
          {ticket.numero}
          {ticket.preferential && (
            <>
              <HeartIcon />
              <span className="sr-only"> {t('ticket.preferential')}</span>
            </>
          )}
        </li>
      ))}
      {more > 0 && <li className="numbers-more">{t('side.more', { count: more })}</li>}
    </ol>
  );
}

function Today({ today }: { today: Desk['today'] }) {
  const { t, i18n } = useTranslation();
  const mean = today.served > 0 ? minutesNumber(today.averageServiceTimeMinutes, i18n.language) : null;
  return (
    <section className="today" aria-labelledby="today-heading">
      <h2 id="today-heading">{t('side.today')}</h2>
      <dl>
        <div>
          <dt>{t('side.served')}</dt>
          <dd>{today.served}</dd>
        </div>
        <div>
          <dt>{t('side.noShow')}</dt>
          <dd>{today.noShow}</dd>
        </div>
        <div>
          <dt>{t('side.mean')}</dt>
          <dd>{mean === null ? t('none') : t('shortMinutes', { minutes: mean })}</dd>
        </div>
      </dl>
    </section>
  );
}
