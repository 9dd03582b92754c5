import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { Desk, TransferRequest } from '@ticketero/contract';
import { queueStyle } from '@ticketero/ui';

import { Dialog } from './dialog';
import { timeOfDay } from './time';
import { destinationsOf, digitOf, outcomeKey, transferRequest, type Destination } from './transfer-choice';
import { useQueueName } from './use-queue-name';

interface Props {
  ticket: { numero: string; queueType: string; createdAt: string };
  /** Without queues: it can only be reserved for somebody. */
  to: Pick<Desk['transferTo'], 'advisors'> & { queues: Desk['transferTo']['queues'] | null };
  /** Queues that nobody on duty serves. */
  unattended?: string[];
  /** Why nothing can be sent now; null: it can. */
  unable?: string | null;
  timeZone: string;
  onTransfer: (request: TransferRequest) => void;
  onClose: () => void;
  /** What else is asked. */
  children?: ReactNode;
}

const NOTE_LENGTH = 200;

/** The customer goes on to somebody else (R4), with the time of their arrival: a digit chooses, Enter sends. */
export function TransferDialog(props: Props) {
  const { ticket, to, unattended = [], unable = null, timeZone, onTransfer, onClose, children } = props;
  const { t, i18n } = useTranslation();
  const queueName = useQueueName();
  const { numero } = ticket;
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const kind = to.queues === null ? 'reserve' : 'transfer';
  const destinations = destinationsOf({ ...to, queues: to.queues ?? [] }, ticket.queueType, unattended);
  // Who goes off duty meanwhile is no longer there to be chosen.
  const chosen = destinations.find(({ id }) => id === chosenId) ?? null;

  function byDigit(event: KeyboardEvent): void {
    const wanted = destinations.find((_, index) => digitOf(index) === event.key);
    if (!wanted) return;
    setChosenId(wanted.id);
    event.currentTarget.querySelector<HTMLElement>(`[value="${wanted.id}"]`)?.focus();
  }

  const list = (kind: Destination['kind']) => (
    <Destinations
      kind={kind}
      destinations={destinations}
      chosenId={chosenId}
      onChoose={(id) => {
        setChosenId(id);
      }}
    />
  );
  return (
    <Dialog
      title={t(`${kind}.title`, { numero })}
      submit={t(`${kind}.submit`, { numero })}
      outcome={
        chosen
          ? t(outcomeKey(chosen), {
              numero,
              time: timeOfDay(ticket.createdAt, i18n.language, timeZone),
              name: chosen.kind === 'queue' ? queueName(chosen.queueType, chosen.displayName) : chosen.colleague.name,
            })
          : t(`${kind}.choose`)
      }
      missing={unable ?? (chosen ? null : t(`${kind}.choose`))}
      onClose={onClose}
      onSubmit={() => {
        if (chosen) onTransfer(transferRequest(chosen, note));
      }}
    >
      <div className="destinations" onKeyDown={byDigit}>
        {to.queues !== null && list('queue')}
        {list('advisor')}
      </div>
      <label className="dialog-field">
        <span>{t('transfer.note')}</span>
        <input
          type="text"
          maxLength={NOTE_LENGTH}
          autoComplete="off"
          placeholder={t('transfer.noteExample')}
          value={note}
          onChange={(event) => {
            setNote(event.target.value);
          }}
        />
      </label>
      {children}
    </Dialog>
  );
}

interface ListProps {
  kind: Destination['kind'];
  destinations: Destination[];
  chosenId: string | null;
  onChoose: (id: string) => void;
}

function Destinations({ kind, destinations, chosenId, onChoose }: ListProps) {
  const { t } = useTranslation();
  const first = destinations[0]?.id;
  const own = destinations.filter((destination) => destination.kind === kind);
  return (
    <fieldset>
      <legend>{t(`transfer.${kind}s`)}</legend>
      {own.length === 0 && <p className="soft">{t(`transfer.no_${kind}s`)}</p>}
      <div className="destinations-list">
        {own.map((destination) => {
          const digit = digitOf(destinations.indexOf(destination));
          return (
            <label key={destination.id} className="destination" data-chosen={destination.id === chosenId || undefined}>
              <input
                type="radio"
                name="destination"
                value={destination.id}
                checked={destination.id === chosenId}
                data-first={destination.id === first ? '' : undefined}
                onChange={() => {
                  onChoose(destination.id);
                }}
              />
              <Name destination={destination} />
              {digit !== null && (
                <kbd className="cap" aria-hidden="true">
                  {digit}
                </kbd>
              )}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

function Name({ destination }: { destination: Destination }) {
  const { t } = useTranslation();
  const queueName = useQueueName();
  if (destination.kind === 'queue') {
    return (
      <span className="destination-name">
        <span className="queue-dot queue-mark" style={queueStyle(destination.queueType)} />
        {queueName(destination.queueType, destination.displayName)}
        {!destination.attended && <span className="destination-about"> {t('transfer.nobody')}</span>}
      </span>
    );
  }
  const { name, status, moduleNumber } = destination.colleague;
  return (
    <span className="destination-name">
      {name}{' '}
      <span className="destination-about">
        <span className={`dot dot-${status.toLowerCase()}`} aria-hidden="true" />
        {t(`status.${status}`)}
        {moduleNumber !== null && ` · ${t('desk.module', { moduleNumber })}`}
      </span>
    </span>
  );
}
