import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Dashboard } from '@ticketero/contract';

import { Pager } from '../common/pager';
import { useNow } from '../common/use-now';
import { MessagesFilter } from './messages-filter';

import { MessagesSummary } from './messages-summary';
import { MessagesTable } from './messages-table';
import { useMessages, type Messages as Heard, type MessagesQuery } from './use-messages';

const ALL: MessagesQuery = { state: null, numero: '', page: 1 };

/** What became of the day's messages (R9), and the way to send one again. */
export function Messages({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState(ALL);
  const heard = useMessages(query);
  const { answer } = heard;
  const { timeZone } = dashboard;
  const heading = useRef<HTMLHeadingElement>(null);

  // The last message of the last page may be gone with the filter, or with the day.
  const pages = answer && !heard.behind ? Math.max(1, Math.ceil(answer.total / answer.pageSize)) : null;
  if (pages !== null && query.page > pages) setQuery({ ...query, page: pages });

  if (answer === null) return heard.failed ? <NoAnswer onRetry={heard.refresh} /> : <Loading />;
  const filtered = query.state !== null || query.numero !== '';
  return (
    <>
      <MessagesSummary telegram={answer.telegram} summary={answer.summary} timeZone={timeZone} />
      <section className="messages-list" aria-labelledby="messages-list">
        <div className="messages-head">
          <h2 id="messages-list" ref={heading} tabIndex={-1}>
            {t('messages.list')}
          </h2>
          <MessagesFilter
            query={query}
            onChange={(change) => {
              setQuery((now) => ({ ...now, ...change, page: 1 }));
            }}
          />
        </div>
        <Staleness heard={heard} />
        <div className="messages-card" aria-busy={heard.behind}>
          {answer.records.length > 0 ? (
            <MessagesTable
              heard={heard}
              records={answer.records}
              queues={dashboard.queuesSummary}
              timeZone={timeZone}
            />
          ) : (
            <Empty
              filtered={filtered}
              onAll={() => {
                heading.current?.focus(); // the button itself goes
                setQuery(ALL);
              }}
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
    </>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <p className="supervisor-waiting">
      <span className="spinner" aria-hidden="true" />
      {t('messages.loading')}
    </p>
  );
}

function NoAnswer({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="messages-note" role="alert">
      <p>
        <strong>{t('messages.failed')}</strong>
      </p>
      <p>{t('app.keepsTrying')}</p>
      <button type="button" className="btn btn-plain" onClick={onRetry}>
        {t('messages.again')}
      </button>
    </div>
  );
}

function Empty({ filtered, onAll }: { filtered: boolean; onAll: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="messages-note">
      <p>
        <strong>{t(filtered ? 'messages.noMatch' : 'messages.none')}</strong>
      </p>
      {filtered ? (
        <button type="button" className="btn btn-plain" onClick={onAll}>
          {t('messages.showAll')}
        </button>
      ) : (
        <p>{t('messages.noneText')}</p>
      )}
    </div>
  );
}

/** An old table is better than none, as long as it says how old it is. */
function Staleness({ heard }: { heard: Heard }) {
  const { t } = useTranslation();
  const seconds = Math.max(0, Math.round((useNow(Date.now) - heard.heardAt) / 1_000));
  return (
    <div role="status">
      {heard.failed && (
        <p className="messages-stale">
          {t('messages.stale')} <span aria-hidden="true">{t('link.staleAge', { seconds })}</span>
        </p>
      )}
    </div>
  );
}
