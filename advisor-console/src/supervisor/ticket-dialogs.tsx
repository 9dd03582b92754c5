import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Dashboard, TicketRow } from '@ticketero/contract';

import { Dialog } from '../common/dialog';
import { TextField } from '../common/text-field';
import { TransferDialog } from '../common/transfer-dialog';
import { useQueueName } from '../common/use-queue-name';
import type { AskedAction } from './ticket-actions';

interface Props {
  action: AskedAction;
  ticket: TicketRow;
  dashboard: Dashboard;
  onAct: (more: object) => void;
  onClose: () => void;
}

/** What is asked before something is done with somebody's ticket: where to, or why. */
export function TicketDialog({ action, ticket, dashboard, onAct, onClose }: Props) {
  if (action === 'transfer' || action === 'reserve') {
    return <Transfer {...{ ticket, dashboard, onAct, onClose }} alone={action === 'reserve'} />;
  }
  return <Reason {...{ action, ticket, onAct, onClose }} />;
}

/** `alone`: to wait for one advisor alone (R7). */
function Transfer({ ticket, dashboard, onAct, onClose, alone }: Omit<Props, 'action'> & { alone: boolean }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const holder = ticket.reservedFor?.id ?? ticket.assignedAdvisor?.id;
  const colleagues = dashboard.advisors.filter(({ id, status }) => status !== 'OFFLINE' && id !== holder);
  return (
    <TransferDialog
      ticket={ticket}
      to={{ queues: alone ? null : dashboard.queuesSummary.filter(({ enabled }) => enabled), advisors: colleagues }}
      unable={reason.trim() === '' ? t('ticketAsk.noReason') : null}
      timeZone={dashboard.timeZone}
      onTransfer={(request) => {
        onAct({ ...request, reason: reason.trim() });
      }}
      onClose={onClose}
    >
      <TextField label={t('ticketAsk.reason')} value={reason} max={REASON_LENGTH} onChange={setReason} required />
    </TransferDialog>
  );
}

const REASON_LENGTH = 200;

interface ReasonProps extends Pick<Props, 'ticket' | 'onAct' | 'onClose'> {
  action: Exclude<AskedAction, 'transfer' | 'reserve'>;
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
      <TextField label={t('ticketAsk.reason')} value={reason} max={REASON_LENGTH} onChange={setReason} required first />
    </Dialog>
  );
}
