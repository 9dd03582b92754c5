import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { AdvisorView, Dashboard } from '@ticketero/contract';

import { TableHead } from '../common/list-parts';
import { Audited } from '../common/audited';
import { ChevronIcon } from '../common/icons';
import { reasonLabel } from '../common/offline-reason';
import { clockSpan, minutesNumber } from '../common/time';
import { useNow } from '../common/use-now';
import { useQueueName } from '../common/use-queue-name';
import { AdvisorActions } from './advisor-actions';
import type { StepIn } from './use-step-in';
import { Why } from './why';

interface Props {
  dashboard: Dashboard;
  serverNow: () => number;
  stepIn: StepIn;
}

const COLUMNS = ['name', 'status', 'module', 'ticket', 'served', 'mean', 'load'] as const;

export function AdvisorsTable({ dashboard, serverNow, stepIn }: Props) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="supervisor-advisors">
      <h2 id="supervisor-advisors">{t('supervisor.advisors')}</h2>
      <div className="advisors">
        <table aria-labelledby="supervisor-advisors">
          <TableHead columns={COLUMNS} cells="column" title={(name) => t(`column.${name}`)} />
          <tbody>
            {dashboard.advisors.map((advisor) => (
              <Row key={advisor.id} {...{ advisor, dashboard, serverNow, stepIn }} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface RowProps extends Props {
  advisor: AdvisorView;
}

/** A row, and on demand below it why the ticket in hand was called. */
function Row({ advisor, dashboard, serverNow, stepIn }: RowProps) {
  const { callReason: reason, currentTicket: ticket } = advisor;
  const queueName = useQueueName();
  const [open, setOpen] = useState<string | null>(null);
  const id = useId();
  // Opened for one number, closed with it: the next one has another reason.
  const shown = reason !== null && ticket !== null && open === ticket;
  const why: WhyToggle | null = reason && {
    id,
    open: shown,
    onToggle: () => {
      setOpen(shown ? null : ticket);
    },
  };
  return (
    <>
      <Cells {...{ advisor, why, dashboard, serverNow, stepIn }} />
      {shown && (
        <tr className="why-row" id={id}>
          <td colSpan={COLUMNS.length + 1}>
            <Why
              ticket={{ numero: ticket }}
              reason={reason}
              queueName={(queueType) =>
                queueName(
                  queueType,
                  dashboard.queuesSummary.find((queue) => queue.queueType === queueType)?.displayName ?? null,
                )
              }
            />
          </td>
        </tr>
      )}
    </>
  );
}

interface WhyToggle {
  id: string;
  open: boolean;
  onToggle: () => void;
}

interface CellsProps extends RowProps {
  why: WhyToggle | null;
}

function Cells({ advisor, why, dashboard, serverNow, stepIn }: CellsProps) {
  const { t, i18n } = useTranslation();
  const mean = minutesNumber(advisor.averageServiceTimeMinutes, i18n.language);
  const ticket = advisor.currentTicket;
  // On a narrow screen the head of the table is gone, and each cell is named by its column.
  const cell = (name: (typeof COLUMNS)[number]) => ({ className: `column-${name}`, 'data-label': t(`column.${name}`) });
  return (
    <tr>
      <th scope="row" className="column-name">
        <Audited of={{ advisor: advisor.id }}>{advisor.name}</Audited>
      </th>
      <td {...cell('status')}>
        <StatusCell advisor={advisor} serverNow={serverNow} />
      </td>
      <td {...cell('module')}>{advisor.moduleNumber ?? t('none')}</td>
      <td {...cell('ticket')}>{ticket ? <Ticket numero={ticket} why={why} /> : t('none')}</td>
      <td {...cell('served')}>{advisor.totalTicketsServedToday}</td>
      <td {...cell('mean')}>
        {advisor.totalTicketsServedToday > 0 ? t('shortMinutes', { minutes: mean }) : t('none')}
      </td>
      <td {...cell('load')}>{t('shortMinutes', { minutes: advisor.workloadMinutes })}</td>
      <td className="column-actions">
        <AdvisorActions {...{ advisor, dashboard, stepIn }} />
      </td>
    </tr>
  );
}

function Ticket({ numero, why }: { numero: string; why: WhyToggle | null }) {
  const { t } = useTranslation();
  return (
    <span className="ticket-cell">
      <strong>
        <Audited of={{ ticket: numero }}>{numero}</Audited>
      </strong>
      {why && (
        <button
          type="button"
          className="btn btn-quiet btn-small why-toggle"
          aria-expanded={why.open}
          aria-controls={why.open ? why.id : undefined}
          aria-label={t('whyPanel.name', { numero })}
          onClick={why.onToggle}
        >
          {t('whyPanel.button')}
          <ChevronIcon />
        </button>
      )}
    </span>
  );
}

function StatusCell({ advisor, serverNow }: { advisor: AdvisorView; serverNow: () => number }) {
  const { t } = useTranslation();
  const since = clockSpan(useNow(serverNow) - Date.parse(advisor.statusSince));
  const { status, reason, offlineAfterCurrent } = advisor;
  return (
    <span className="status-cell">
      <span className={`dot dot-${status.toLowerCase()}`} aria-hidden="true" />
      <span className="status-text">
        {status === 'OFFLINE' && reason ? reasonLabel(t, reason) : t(`status.${status}`)}
      </span>
      <span className="soft">{since}</span>
      {offlineAfterCurrent && <span className="leaving-chip">{t('status.leaving')}</span>}
    </span>
  );
}
