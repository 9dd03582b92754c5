import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Dashboard, TicketRow } from '@ticketero/contract';

import { Dialog } from '../common/dialog';
import { TransferDialog } from '../common/transfer-dialog';
import { useQueueName } from '../common/use-queue-name';
import type { TicketAction } from './ticket-actions';
import { useAdvisors } from './use-advisors';

interface Props {
  action: TicketAction;
  ticket: TicketRow;
  dashboard: Dashboard;
  onAct: (more: object) => void;
  onClose: () => void;
}

/** What is asked before something is done with somebody's ticket: where to, or why. */
export function TicketDialog({ action, ticket, dashboard, onAct, onClose }: Props) {
  if (action === 'transfer') return <Transfer {...{ ticket, dashboard, onAct, onClose }} />;
  return <Reason {...{ action, ticket, onAct, onClose }} />;
}

function Transfer({ ticket, dashboard, onAct, onClose }: Omit<Props, 'action'>) {
  const { advisors } = useAdvisors(dashboard);
  const holder = ticket.reservedFor?.id ?? ticket.assignedAdvisor?.id;
  const colleagues = (advisors ?? []).filter(({ id, status }) => status !== 'OFFLINE' && id !== holder);
  return (
    <TransferDialog
      ticket={ticket}
      to={{ queues: dashboard.queuesSummary, advisors: colleagues }}
      timeZone={dashboard.timeZone}
      onTransfer={onAct}
      onClose={onClose}
    />
  );
}

const REASON_LENGTH = 200;

interface ReasonProps extends Pick<Props, 'ticket' | 'onAct' | 'onClose'> {
  action: Exclude<TicketAction, 'transfer'>;
}

function Reason({ action, ticket, onAct, onClose }: ReasonProps) {
  const { t } = useTranslation();
  const queueName = useQueueName();
  const [reason, setReason] = useState('');
  const words = reason.trim();
  const { numero, reservedFor } = ticket;
  const queue = queueName(ticket.queueType, ticket.queueName);
  return (
    <Dialog
      title={t(`ticketAsk.${action}.title`, { numero })}
      submit={t(`ticketAsk.${action}.submit`, { numero })}
      tone={action === 'cancel' ? 'bad' : 'plain'}
      outcome={t(`ticketAsk.${action}.outcome`, { numero, queue, name: reservedFor?.name ?? '' })}
      missing={words === '' ? t('ticketAsk.noReason') : null}
      onClose={onClose}
      onSubmit={() => {
        onAct({ reason: words });
      }}
    >
      <label className="dialog-field">
        <span>{t('ticketAsk.reason')}</span>
        <input
          type="text"
          maxLength={REASON_LENGTH}
          autoComplete="off"
          required
          data-first=""
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
          }}
        />
      </label>
    </Dialog>
  );
}
