import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ALERT_TYPES, type Dashboard } from '@ticketero/contract';

import { ListEmpty, ListLoading, ListNoAnswer, Staleness } from '../common/list-parts';
import { Pager } from '../common/pager';
import { dayOf } from '../common/time';
import '../i18n/alerts';
import '../styles/alert-history.css';
import { HistoryTable } from './history-table';
import { PERIODS, useAlertHistory, type HistoryQuery, type Period } from './use-alert-history';

const TODAY: HistoryQuery = { period: 'today', type: null, page: 1 };
const NAMES = Object.keys(PERIODS) as Period[];

interface Props {
  dashboard: Dashboard;
  serverNow: () => number;
}

/** What was wrong, since when and for how long, and who saw to it. */
export function AlertHistory({ dashboard, serverNow }: Props) {
  const { t } = useTranslation();
  const [query, setQuery] = useState(TODAY);
  const { timeZone } = dashboard;
  const heard = useAlertHistory(query, dayOf(serverNow(), timeZone));
  const heading = useRef<HTMLHeadingElement>(null);
  const { answer } = heard;
  if (answer === null) {
    return heard.failed ? (
      <ListNoAnswer title={t('alerts.failed')} onRetry={() => void heard.refresh()} />
    ) : (
      <ListLoading text={t('alerts.loading')} />
    );
  }
  const showAll = () => {
    heading.current?.focus(); // the button itself goes
    setQuery({ ...query, type: null, page: 1 });
  };
  return (
    <section aria-labelledby="alerts-list">
      <div className="alerts-head">
        <h2 id="alerts-list" ref={heading} tabIndex={-1}>
          {t('alerts.list')}
        </h2>
        <Filter
          query={query}
          onChange={(change) => {
            setQuery((now) => ({ ...now, ...change, page: 1 }));
          }}
        />
      </div>
      <Staleness {...heard} />
      <div className="list-card" aria-busy={heard.behind}>
        {answer.records.length > 0 ? (
          <HistoryTable
            records={answer.records}
            queues={dashboard.queuesSummary}
            timeZone={timeZone}
            days={query.period !== 'today'}
            refresh={heard.refresh}
          />
        ) : (
          <ListEmpty
            title={t('alerts.none')}
            text={t('alerts.noneText')}
            onAll={query.type === null ? null : showAll}
          />
        )}
        <Pager
          page={answer}
          onPage={(page) => {
            setQuery((now) => ({ ...now, page }));
            heading.current?.scrollIntoView(); // a page is read from its top
          }}
        />
      </div>
    </section>
  );
}

interface FilterProps {
  query: HistoryQuery;
  onChange: (change: Partial<HistoryQuery>) => void;
}

function Filter({ query, onChange }: FilterProps) {
  const { t } = useTranslation();
  return (
    <div className="alerts-filter">
      <select
        aria-label={t('alerts.byType')}
        value={query.type ?? ''}
        onChange={({ target }) => {
          onChange({ type: ALERT_TYPES.find((type) => type === target.value) ?? null });
        }}
      >
        <option value="">{t('alerts.anyType')}</option>
        {ALERT_TYPES.map((type) => (
          <option key={type} value={type}>
            {t(`alertType.${type}`)}
          </option>
        ))}
      </select>
      <div role="group" aria-label={t('alerts.byPeriod')} className="segments">
        {NAMES.map((period) => (
          <button
            key={period}
            type="button"
            aria-pressed={period === query.period}
            onClick={() => {
              onChange({ period });
            }}
          >
            {t(`alertPeriod.${period}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
