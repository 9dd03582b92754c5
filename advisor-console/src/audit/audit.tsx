import type { TFunction } from 'i18next';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import type { Dashboard, SignedInUser } from '@ticketero/contract';

import { AnswerTrouble } from '../common/answer-trouble';
import { ExportButtons, ExportResult } from '../common/export';
import { PrintIcon } from '../common/icons';
import { ListEmpty, ListLoading } from '../common/list-parts';
import { Pager } from '../common/pager';
import { useDownload } from '../common/use-download';
import { hashQuery, useHashQuery } from '../common/use-hash';
import { useQueueName } from '../common/use-queue-name';
import { useToday } from '../common/use-today';
import '../i18n/audit';
import '../styles/audit.css';
import '../styles/audit-events.css';
import '../styles/audit-print.css';
import type { Reader } from './field-words';
import { AuditFilters } from './filters';
import { namesOf } from './names';
import { everything, filtersOf, isNarrow, readQuery, writeQuery, type AuditQuery } from './query';
import { EventList, Stories } from './results';
import { useAdvisorNames } from './use-advisor-names';
import { useAudit, type AuditSearch } from './use-audit';
import { NEWS_MAX, useNews } from './use-news';
import { useVerify } from './use-verify';
import { VerifyButton, VerifyResult } from './verify';

interface Props {
  user: SignedInUser;
  dashboard: Dashboard;
  serverNow: () => number;
}

/** What was done in the branch, by whom and when (R10); whether the log is whole; and a copy of it. */
export function Audit({ user, dashboard, serverNow }: Props) {
  const { t } = useTranslation();
  const { timeZone } = dashboard;
  const today = useToday(serverNow, timeZone);
  const text = useHashQuery();
  const query = useMemo(() => readQuery(text, today), [text, today]);
  const advisors = useAdvisorNames();
  const reader = useReader(user, dashboard, advisors);
  const found = useAudit(query);
  const verify = useVerify(serverNow);
  const file = useDownload();
  const heading = useRef<HTMLHeadingElement>(null);

  // In place of the address that was there: the way back leads to the view before, not through every letter typed. From
  // the address and not from `query`: what was typed comes after a pause, when another field may have changed.
  const change = (part: Partial<AuditQuery>) => {
    location.replace(writeQuery({ ...readQuery(hashQuery(), today), ...part }, today));
  };
  return (
    <>
      <AuditFilters query={query} today={today} advisors={advisors} onChange={change} />
      <section className="audit-found" aria-labelledby="audit-found">
        <div className="audit-head">
          <div role="status">
            <h2 id="audit-found" ref={heading} tabIndex={-1}>
              <Found found={found} query={query} />
            </h2>
          </div>
          <News query={query} found={found} today={today} />
          <div className="audit-tools">
            {found.heard?.story && (
              <button
                type="button"
                className="btn btn-plain btn-tool audit-print"
                onClick={() => {
                  window.print();
                }}
              >
                <PrintIcon />
                {t('audit.print')}
              </button>
            )}
            <ExportButtons file={file} choices={[exportOf(query, dashboard.branchOffice, t)]} />
            <VerifyButton state={verify.state} onStart={verify.start} />
          </div>
        </div>
        <div className="audit-outcomes">
          <VerifyResult state={verify.state} reader={reader} onDismiss={verify.dismiss} />
          <ExportResult file={file} />
        </div>
        <Results
          found={found}
          query={query}
          reader={reader}
          onAll={() => {
            heading.current?.focus(); // the button itself goes
            change({ ...everything(today), from: query.from, to: query.to });
          }}
          onPage={(page) => {
            found.turnTo(page);
            heading.current?.scrollIntoView(); // a page is read from its top
          }}
        />
      </section>
    </>
  );
}

/** What was found, as a file. */
const exportOf = (query: AuditQuery, branchOffice: string, t: TFunction) => ({
  label: t('export.csv'),
  path: `/api/admin/audit/export?${filtersOf(query)}`,
  fileName: `auditoria-${branchOffice}-${query.from}.csv`,
});

function useReader(user: SignedInUser, dashboard: Dashboard, advisors: Parameters<typeof namesOf>[0]): Reader {
  const { t, i18n } = useTranslation();
  const { queuesSummary, timeZone } = dashboard;
  const queueName = useQueueName();
  const names = useMemo(() => {
    const named = queuesSummary.map(({ queueType, displayName }) => ({
      queueType,
      displayName: queueName(queueType, displayName),
    }));
    return namesOf(advisors, named, user);
  }, [advisors, queuesSummary, user, queueName]);
  return { t, language: i18n.language, timeZone, names };
}

/** How many there are: the heading of the list, and what is read out when it changes. */
function Found({ found: { heard }, query }: { found: AuditSearch; query: AuditQuery }) {
  const { t, i18n } = useTranslation();
  const count = heard?.answer.total ?? 0;
  const events = new Intl.NumberFormat(i18n.language, { useGrouping: 'always' }).format(count);
  if (heard === null) return t('audit.list');
  if (query.ticket === '') return t('audit.count', { count, events });
  return t('audit.countOf', { count, events, numero: query.ticket });
}

/** What was written since: told, and shown when somebody wants to see it. */
function News({ query, found, today }: { query: AuditQuery; found: AuditSearch; today: string }) {
  const { t } = useTranslation();
  const count = useNews(query, found.heard, today);
  return (
    <span role="status">
      {count > 0 && (
        <button type="button" className="btn btn-primary btn-small audit-news" onClick={found.renew}>
          {count < NEWS_MAX ? t('audit.news', { count }) : t('audit.manyNews', { count: NEWS_MAX - 1 })}
        </button>
      )}
    </span>
  );
}

interface ResultsProps {
  found: AuditSearch;
  query: AuditQuery;
  reader: Reader;
  onAll: () => void;
  onPage: (page: number) => void;
}

function Results({ found, query, reader, onAll, onPage }: ResultsProps) {
  const { t } = useTranslation();
  const { heard, behind, failure } = found;
  const note = failure && (
    <AnswerTrouble
      failure={failure}
      known={heard !== null}
      stale={t('audit.stale')}
      failed={t('audit.failed')}
      onRetry={found.renew}
    />
  );
  if (heard === null) return note ?? <ListLoading text={t('audit.loading')} />;
  const { records } = heard.answer;
  const shown = { records, reader, openId: query.id };
  return (
    <>
      {note}
      <div className="list-card" aria-busy={behind}>
        {records.length === 0 ? (
          <ListEmpty
            title={query.id === null ? t('audit.none') : t('audit.missing', { id: query.id })}
            text={t('audit.noneText')}
            all={t('audit.showAll')}
            onAll={isNarrow(query) ? onAll : null}
          />
        ) : heard.story ? (
          <Stories {...shown} ticket={query.ticket !== ''} />
        ) : (
          <EventList key={query.id} {...shown} oneDay={query.from === query.to} />
        )}
        <Pager page={heard.answer} onPage={onPage} oldestFirst={heard.story} />
      </div>
    </>
  );
}
