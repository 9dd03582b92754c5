import { useTranslation } from 'react-i18next';

import type { TicketRow } from '@ticketero/contract';
import { queueStyle } from '@ticketero/ui';

import { TableHead } from '../common/list-parts';
import { Audited } from '../common/audited';
import { ChevronIcon, HeartIcon } from '../common/icons';
import { MenuButton } from '../common/menu-button';
import { minutesBetween, timeOfDay } from '../common/time';
import { useNow } from '../common/use-now';
import { useQueueName } from '../common/use-queue-name';
import { ticketActions, type TicketAction } from './ticket-actions';

const COLUMNS = ['time', 'numero', 'queue', 'state', 'who', 'waited', 'person'] as const;

interface Props {
  records: TicketRow[];
  pending: string | null;
  timeZone: string;
  serverNow: () => number;
  undoSeconds: number;
  onAsk: (action: TicketAction, ticket: TicketRow) => void;
}

export function TicketsTable({ records, pending, onAsk, ...clock }: Props) {
  const { t } = useTranslation();
  return (
    <table className="messages-table tickets-table" aria-labelledby="tickets-list">
      <TableHead columns={COLUMNS} cells="ticket" title={(name) => t(`ticketColumn.${name}`)} />
      <tbody>
        {records.map((ticket) => (
          <Row
            key={ticket.codigoReferencia}
            ticket={ticket}
            busy={pending === ticket.codigoReferencia}
            onAsk={(action) => {
              onAsk(action, ticket);
            }}
            {...clock}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps extends Pick<Props, 'timeZone' | 'serverNow' | 'undoSeconds'> {
  ticket: TicketRow;
  busy: boolean;
  onAsk: (action: TicketAction) => void;
}

function Row({ ticket, busy, onAsk, timeZone, serverNow, undoSeconds }: RowProps) {
  const { t, i18n } = useTranslation();
  const queueName = useQueueName();
  const { numero } = ticket;
  // On a narrow screen the head of the table is gone, and each cell is named by its column.
  const cell = (name: (typeof COLUMNS)[number], nothing = false) => ({
    className: `ticket-${name}`,
    'data-label': t(`ticketColumn.${name}`),
    'data-nothing': nothing || undefined,
  });
  const until = waitedUntil(ticket);
  return (
    <tr>
      <td {...cell('time')}>
        <time dateTime={ticket.createdAt}>{timeOfDay(ticket.createdAt, i18n.language, timeZone)}</time>
      </td>
      <th scope="row" {...cell('numero')}>
        <Audited of={{ ticket: numero }}>{numero}</Audited>
        {ticket.preferential && (
          <>
            {' '}
            <HeartIcon />
            <span className="sr-only">{t('ticket.preferential')}</span>
          </>
        )}
      </th>
      <td {...cell('queue')}>
        <span className="queue-dot queue-mark" style={queueStyle(ticket.queueType)} />
        {queueName(ticket.queueType, ticket.queueName)}
      </td>
      <td {...cell('state')}>
        <span className={`stage stage-${ticket.status.toLowerCase()}`}>{t(`auditValue.status.${ticket.status}`)}</span>
      </td>
      <td {...cell('who', ticket.reservedFor === null && ticket.assignedAdvisor === null)}>
        <Who ticket={ticket} />
      </td>
      <td {...cell('waited', until === null)}>
        {until === null ? t('none') : <Waited since={ticket.createdAt} until={until} serverNow={serverNow} />}
      </td>
      <td {...cell('person')}>{ticket.nationalId}</td>
      <td className="message-actions">
        <Actions {...{ ticket, busy, onAsk, serverNow, undoSeconds }} />
      </td>
    </tr>
  );
}

/** What can be done with it at this moment: it changes by the clock as well. */
function Actions({ ticket, busy, onAsk, serverNow, undoSeconds }: Omit<RowProps, 'timeZone'>) {
  const { t } = useTranslation();
  const { numero } = ticket;
  const actions = ticketActions(ticket, { now: useNow(serverNow), undoSeconds });
  if (actions.length === 0) return null;
  return (
    <MenuButton
      className="btn btn-quiet btn-small"
      busy={busy}
      label={
        <>
          <span>{t('tickets.actions')}</span>
          <ChevronIcon />
        </>
      }
      name={t('tickets.actionsOf', { numero })}
      heading={t('tickets.actionsOf', { numero })}
      items={actions.map((action) => ({ id: action, label: t(`ticketAction.${action}`) }))}
      onPick={(id) => {
        const action = actions.find((one) => one === id);
        if (action) onAsk(action);
      }}
    />
  );
}

/** Who has it, or has it to wait for. */
function Who({ ticket: { assignedAdvisor, reservedFor } }: { ticket: TicketRow }) {
  const { t } = useTranslation();
  if (reservedFor) return <>{t('tickets.reservedFor', { name: reservedFor.name })}</>;
  if (!assignedAdvisor) return <>{t('none')}</>;
  const { name, moduleNumber } = assignedAdvisor;
  return (
    <>
      {name}, {t('tickets.atModule', { moduleNumber })}
    </>
  );
}

/** Until the call; until now for who still waits; null for who was never called. */
function waitedUntil({ status, assignedAt }: TicketRow): number | 'now' | null {
  if (status === 'EN_ESPERA' || status === 'PROXIMO') return 'now';
  return assignedAt === null ? null : Date.parse(assignedAt);
}

interface WaitedProps {
  since: string;
  until: number | 'now';
  serverNow: () => number;
}

function Waited({ since, until, serverNow }: WaitedProps) {
  const { t } = useTranslation();
  const now = useNow(serverNow);
  return <>{t('minutes', { count: minutesBetween(since, until === 'now' ? now : until) })}</>;
}
