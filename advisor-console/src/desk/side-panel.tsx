import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Desk, DeskQueue, WaitingTicket } from '@ticketero/contract';
import { queueStyle } from '@ticketero/ui';

import { minutesNumber } from '../common/time';
import { useQueueName } from '../common/use-queue-name';
import { WaitBar } from '../common/wait-bar';
import { Missed } from './missed';
import { Numero, type OnPick } from './numero';
import { PickDialog } from './pick-dialog';
import { Reserved } from './reserved';
import { Unattended } from './unattended';
import type { Commands } from './use-commands';

interface Props {
  desk: Desk;
  serverNow: () => number;
  commands: Commands;
}

export function SidePanel({ desk, serverNow, commands }: Props) {
  const { t } = useTranslation();
  const { advisor, current, settings } = desk;
  const [picked, setPicked] = useState<{ ticket: WaitingTicket; after: string | null } | null>(null);
  const inHand = current?.codigoReferencia ?? null;
  // Who is away, or leaves when this one ends, calls nobody.
  const picks = settings.pickAllowed && advisor.status !== 'OFFLINE' && !advisor.offlineAfterCurrent;
  const onPick: OnPick = picks
    ? (ticket: WaitingTicket) => {
        setPicked({ ticket, after: inHand });
      }
    : null;
  const asked = picks && picked?.after === inHand && waits(desk, picked.ticket) ? picked.ticket : null;

  return (
    <aside className="side" aria-label={t('side.label')}>
      <Reserved desk={desk} serverNow={serverNow} onPick={onPick} />
      <section aria-labelledby="queues-heading">
        <h2 id="queues-heading">{t('side.queues')}</h2>
        <ul className="queues">
          {desk.waiting.map((queue) => (
            <QueueItem key={queue.queueType} queue={queue} serverNow={serverNow} onPick={onPick} />
          ))}
        </ul>
      </section>
      <Missed desk={desk} commands={commands} />
      <Unattended desk={desk} />
      <Today today={desk.today} />
      {asked && (
        <PickDialog
          numero={asked.numero}
          current={current}
          unable={commands.lost ? t('link.nothingSent') : null}
          onClose={() => {
            setPicked(null);
          }}
          onPick={(finish) => {
            setPicked(null);
            commands.run({ kind: 'pick', codigoReferencia: asked.codigoReferencia, finish });
          }}
        />
      )}
    </aside>
  );
}

const waits = (desk: Desk, { codigoReferencia }: WaitingTicket): boolean =>
  [...desk.reserved, ...desk.waiting.flatMap(({ next }) => next)].some(
    (one) => one.codigoReferencia === codigoReferencia,
  );

const SHOWN = 6;

function QueueItem({ queue, serverNow, onPick }: { queue: DeskQueue; serverNow: () => number; onPick: OnPick }) {
  const { t } = useTranslation();
  const queueName = useQueueName();
  return (
    <li className="queue" style={queueStyle(queue.queueType)}>
      <div className="queue-head">
        <h3>{queueName(queue.queueType, queue.displayName)}</h3>
        <p className="queue-count">
          <strong>{queue.waiting}</strong> {t('side.waiting', { count: queue.waiting })}
        </p>
      </div>
      <WaitBar since={queue.oldestCreatedAt} targetMinutes={queue.targetWaitMinutes} serverNow={serverNow} />
      {queue.next.length > 0 && <Numbers tickets={queue.next} waiting={queue.waiting} onPick={onPick} />}
    </li>
  );
}

/** In call order; what does not fit is counted, not hidden. */
function Numbers({ tickets, waiting, onPick }: { tickets: WaitingTicket[]; waiting: number; onPick: OnPick }) {
  const { t } = useTranslation();
  const first = tickets.slice(0, SHOWN);
  const more = Math.max(0, waiting - first.length);
  return (
    <ol className="numbers" aria-label={t('side.order')}>
      {first.map((ticket) => (
        <li key={ticket.codigoReferencia} data-next={ticket.status === 'PROXIMO' || undefined}>
          <Numero ticket={ticket} onPick={onPick} />
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
