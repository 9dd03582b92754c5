import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import {
  DESK_RELEASES,
  type AdvisorView,
  type Dashboard,
  type DeskRelease,
  type ReleaseDeskRequest,
} from '@ticketero/contract';

import { Dialog } from '../common/dialog';
import { TextField } from '../common/text-field';
import { useQueueName } from '../common/use-queue-name';
import { Ways } from '../common/ways';

const REASON_LENGTH = 100;

interface Props {
  advisor: AdvisorView;
  /** What is on the desk as the dialog opened. */
  numero: string;
  dashboard: Pick<Dashboard, 'queuesSummary' | 'advisors'>;
  onRelease: (request: ReleaseDeskRequest) => void;
  onClose: () => void;
}

/** Where to, as the value of an option. */
type Target = Pick<ReleaseDeskRequest, 'queueType' | 'advisorId'>;

function targetOf(value: string): Target | null {
  const [kind, id] = [value.slice(0, 1), value.slice(2)];
  if (kind === 'q') return { queueType: id };
  return kind === 'a' ? { advisorId: Number(id) } : null;
}

/** A desk whose advisor cannot say any more what becomes of the customer: that, and off duty, in one step. */
export function ReleaseDialog({ advisor, numero, dashboard, onRelease, onClose }: Props) {
  const { t } = useTranslation();
  const [ticket, setTicket] = useState<DeskRelease>('DEVUELTO');
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const target = ticket === 'TRANSFERIDO' ? targetOf(to) : {};
  const words = reason.trim();
  const missing = target === null ? t('transfer.choose') : words === '' ? t('ticketAsk.noReason') : null;
  return (
    <Dialog
      title={t('release.title', { name: advisor.name, numero })}
      submit={t('release.submit')}
      outcome={t(`release.outcome.${ticket}`, { numero, name: advisor.name })}
      missing={missing}
      tone="bad"
      onClose={onClose}
      onSubmit={() => {
        onRelease({ numero, ticket, reason: words, ...target });
      }}
    >
      <Ways
        name="release"
        legend={t('release.legend', { numero })}
        chosen={ticket}
        onChoose={setTicket}
        onKeyDown={() => undefined}
        ways={waysFor(advisor).map((id) => ({
          id,
          label: t(`release.way.${id}`),
          more: id === 'TRANSFERIDO' && (
            <Where
              advisor={advisor}
              dashboard={dashboard}
              value={to}
              onChange={(value) => {
                setTicket('TRANSFERIDO');
                setTo(value);
              }}
            />
          ),
        }))}
      />
      <TextField label={t('ticketAsk.reason')} value={reason} max={REASON_LENGTH} onChange={setReason} required />
    </Dialog>
  );
}

/** What is right most often first; whoever was greeted did come (R4). */
const waysFor = ({ currentStartedAt }: AdvisorView): DeskRelease[] => [
  'DEVUELTO',
  ...DESK_RELEASES.filter((one) => one !== 'DEVUELTO' && (one !== 'NO_ATENDIDO' || currentStartedAt === null)),
];

interface WhereProps extends Pick<Props, 'advisor' | 'dashboard'> {
  value: string;
  onChange: (value: string) => void;
}

function Where({ advisor, dashboard, value, onChange }: WhereProps) {
  const { t } = useTranslation();
  const queueName = useQueueName();
  const own = advisor.callReason?.queueType;
  const queues = dashboard.queuesSummary.filter(({ enabled, queueType }) => enabled && queueType !== own);
  const colleagues = dashboard.advisors.filter(({ id, status }) => status !== 'OFFLINE' && id !== advisor.id);
  return (
    <select
      className="filter-choice"
      aria-label={t('release.where')}
      value={value}
      onChange={(event) => {
        onChange(event.target.value);
      }}
    >
      <option value="">{t('release.where')}</option>
      <optgroup label={t('transfer.queues')}>
        {queues.map(({ queueType, displayName }) => (
          <option key={queueType} value={`q ${queueType}`}>
            {queueName(queueType, displayName)}
          </option>
        ))}
      </optgroup>
      {colleagues.length > 0 && (
        <optgroup label={t('transfer.advisors')}>
          {colleagues.map(({ id, name }) => (
            <option key={id} value={`a ${String(id)}`}>
              {name}
            </option>
          ))}
        </optgroup>
      )}
    </select>
  );
}
