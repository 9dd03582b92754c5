import { useTranslation } from 'react-i18next';

import { TICKET_STATUSES, type Dashboard } from '@ticketero/contract';

import { useQueueName } from '../common/use-queue-name';
import { NumberSearch } from './number-search';
import type { TicketsQuery } from './use-tickets';

type Filter = Pick<TicketsQuery, 'status' | 'queueType' | 'numero'>;

interface Props {
  query: Filter;
  queues: Dashboard['queuesSummary'];
  onChange: (change: Partial<Filter>) => void;
}

export function TicketsFilter({ query, queues, onChange }: Props) {
  const { t } = useTranslation();
  const queueName = useQueueName();
  return (
    <div className="messages-filter">
      <NumberSearch
        numero={query.numero}
        onChange={(numero) => {
          onChange({ numero });
        }}
      />
      <Choice
        name="status"
        value={query.status}
        options={TICKET_STATUSES.map((status) => [status, t(`auditValue.status.${status}`)] as const)}
        onChange={(status) => {
          onChange({ status });
        }}
      />
      <Choice
        name="queue"
        value={query.queueType}
        options={queues.map(({ queueType, displayName }) => [queueType, queueName(queueType, displayName)] as const)}
        onChange={(queueType) => {
          onChange({ queueType });
        }}
      />
    </div>
  );
}

interface ChoiceProps<V extends string> {
  name: 'status' | 'queue';
  value: V | null;
  options: (readonly [V, string])[];
  onChange: (value: V | null) => void;
}

function Choice<V extends string>({ name, value, options, onChange }: ChoiceProps<V>) {
  const { t } = useTranslation();
  return (
    <select
      className="filter-choice"
      aria-label={t(`tickets.by.${name}`)}
      value={value ?? ''}
      onChange={(event) => {
        onChange(options.find(([option]) => option === event.target.value)?.[0] ?? null);
      }}
    >
      <option value="">{t(`tickets.any.${name}`)}</option>
      {options.map(([option, words]) => (
        <option key={option} value={option}>
          {words}
        </option>
      ))}
    </select>
  );
}
