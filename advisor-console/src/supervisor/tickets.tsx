import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Dashboard, Page, TicketRow } from '@ticketero/contract';

import { Pager } from '../common/pager';
import { ListEmpty, ListLoading, ListNoAnswer, Staleness } from '../common/list-parts';
import { isAsked, type AskedAction } from './ticket-actions';
import { TicketDialog } from './ticket-dialogs';
import { TicketsFilter } from './tickets-filter';
import { TicketsTable } from './tickets-table';
import { useTickets, type Tickets as Heard, type TicketsQuery } from './use-tickets';

const ALL: TicketsQuery = { status: null, queueType: null, numero: '', page: 1 };

interface Props {
  dashboard: Dashboard;
  serverNow: () => number;
}

/** The day's tickets, to find one and to put it right (R4): transfer, release, cancel, reinstate. */
export function Tickets({ dashboard, serverNow }: Props) {
  const { t } = useTranslation();
  const [query, setQuery] = useState(ALL);
  const heard = useTickets(query);
  const { answer } = heard;

  // The last ticket of the last page may be gone with the filter.
  const pages = answer && !heard.behind ? Math.max(1, Math.ceil(answer.total / answer.pageSize)) : null;
  if (pages !== null && query.page > pages) setQuery({ ...query, page: pages });

  if (answer !== null) {
    return <Found {...{ dashboard, serverNow, query, heard, answer }} onQuery={setQuery} />;
  }
  return heard.failed ? (
    <ListNoAnswer title={t('tickets.failed')} onRetry={() => void heard.refresh()} />
  ) : (
    <ListLoading text={t('tickets.loading')} />
  );
}

interface FoundProps extends Props {
  query: TicketsQuery;
  heard: Heard;
  answer: Page<TicketRow>;
  onQuery: (query: TicketsQuery) => void;
}

function Found({ dashboard, serverNow, query, heard, answer, onQuery }: FoundProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<{ action: AskedAction; ticket: TicketRow } | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const filtered = query.status !== null || query.queueType !== null || query.numero !== '';
  const showAll = () => {
    heading.current?.focus(); // the button itself goes
    onQuery(ALL);
  };
  const close = () => {
    setAsked(null);
  };
  return (
    <section aria-labelledby="tickets-list">
      <div className="messages-head">
        <h2 id="tickets-list" ref={heading} tabIndex={-1}>
          {t('tickets.count', { count: answer.total })}
        </h2>
        <TicketsFilter
          query={query}
          queues={dashboard.queuesSummary}
          onChange={(change) => {
            onQuery({ ...query, ...change, page: 1 });
          }}
        />
      </div>
      <Staleness {...heard} />
      <div className="list-card" aria-busy={heard.behind}>
        {answer.records.length > 0 ? (
          <TicketsTable
            records={answer.records}
            pending={heard.pending}
            timeZone={dashboard.timeZone}
            serverNow={serverNow}
            undoSeconds={dashboard.undoSeconds}
            onAsk={(action, ticket) => {
              if (isAsked(action)) setAsked({ action, ticket });
              else heard.act(action, ticket, {});
            }}
          />
        ) : (
          <ListEmpty
            title={t(filtered ? 'tickets.noMatch' : 'tickets.none')}
            text={t('tickets.noneText')}
            onAll={filtered ? showAll : null}
          />
        )}
        <Pager
          page={answer}
          onPage={(page) => {
            onQuery({ ...query, page });
            heading.current?.scrollIntoView(); // a page is read from its top
          }}
        />
      </div>
      {asked && (
        <TicketDialog
          {...asked}
          dashboard={dashboard}
          onClose={close}
          onAct={(more) => {
            close();
            heard.act(asked.action, asked.ticket, more);
          }}
        />
      )}
    </section>
  );
}
