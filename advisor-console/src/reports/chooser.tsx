import { useTranslation } from 'react-i18next';

import { DayFields, ListField } from '../common/list-field';
import { periodOf, presetOf, PRESETS } from './period';
import { groupingOf, type Grouping, type ReportQuery } from './query';
import { isFlat, type Queues } from './series';
import type { Teller } from './words';

interface Props {
  query: ReportQuery;
  today: string;
  /** What its rows may stand for. */
  offered: readonly Grouping[];
  queues: Queues;
  queueName: Teller['queueName'];
  onChange: (change: Partial<ReportQuery>) => void;
}

/** Which days, told apart by what, of which queue. */
export function ReportChooser({ query, today, offered, queues, queueName, onChange }: Props) {
  const { t } = useTranslation();
  const chosen = presetOf(query, today);
  return (
    <form
      className="report-chooser"
      role="search"
      aria-label={t('reports.choose')}
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <div role="group" aria-label={t('reports.period')} className="segments report-periods">
        {PRESETS.map((preset) => (
          <button
            key={preset}
            type="button"
            aria-pressed={preset === chosen}
            onClick={() => {
              // Another length has another grouping that suits it.
              onChange({ ...periodOf(preset, today), by: isOverTime(query) ? null : query.by });
            }}
          >
            {t(`reports.preset.${preset}`)}
          </button>
        ))}
      </div>
      <DayFields days={query} today={today} onChange={onChange} />
      <ListField label={t('reports.groupBy')} name="by">
        {(id) => (
          <select
            id={id}
            value={groupingOf(query)}
            onChange={({ target }) => {
              onChange({ by: offered.find((name) => name === target.value) ?? null });
            }}
          >
            {offered.map((name) => (
              <option key={name} value={name}>
                {t(`reports.by.${name}`)}
              </option>
            ))}
          </select>
        )}
      </ListField>
      <ListField label={t('reports.queue')} name="queue">
        {(id) => (
          <select
            id={id}
            value={query.queue ?? ''}
            onChange={({ target }) => {
              onChange({ queue: target.value === '' ? null : target.value });
            }}
          >
            <option value="">{t('reports.allQueues')}</option>
            {query.queue !== null && !queues.some(({ queueType }) => queueType === query.queue) && (
              <option value={query.queue}>{query.queue}</option>
            )}
            {queues.map(({ queueType, displayName }) => (
              <option key={queueType} value={queueType}>
                {queueName(queueType, displayName)}
              </option>
            ))}
          </select>
        )}
      </ListField>
    </form>
  );
}

const isOverTime = ({ by }: ReportQuery): boolean => by === null || !isFlat(by);
