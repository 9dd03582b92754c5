import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Dashboard } from '@ticketero/contract';

import { Pager } from '../common/pager';
import { ListEmpty, ListLoading, ListNoAnswer, Staleness } from '../common/list-parts';
import { MessagesFilter } from './messages-filter';
import { MessagesSummary } from './messages-summary';
import { MessagesTable } from './messages-table';
import { useMessages, type MessagesQuery } from './use-messages';

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

  if (answer === null) {
    return heard.failed ? (
      <ListNoAnswer title={t('messages.failed')} onRetry={() => void heard.refresh()} />
    ) : (
      <ListLoading text={t('messages.loading')} />
    );
  }
  const showAll = () => {
    heading.current?.focus(); // the button itself goes
    setQuery(ALL);
  };
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
        <Staleness {...heard} />
        <div className="list-card" aria-busy={heard.behind}>
          {answer.records.length > 0 ? (
            <MessagesTable
              heard={heard}
              records={answer.records}
              queues={dashboard.queuesSummary}
              timeZone={timeZone}
            />
          ) : (
            <ListEmpty
              title={t(filtered ? 'messages.noMatch' : 'messages.none')}
              text={t('messages.noneText')}
              onAll={filtered ? showAll : null}
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
