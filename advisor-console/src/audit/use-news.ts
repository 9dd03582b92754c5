import { useEffect, useState } from 'react';

import type { AuditPage } from '@ticketero/contract';

import { search } from '../common/audit-link';
import { useSession } from '../session/use-session';
import { filtersOf, type AuditQuery } from './query';
import type { Heard } from './use-audit';

const LOOK_EVERY_MS = 5_000;
/** More than this is "many". */
export const NEWS_MAX = 100;
/** An event gets its time before it gets its place: one that is written now may be a little older than the last. */
const SLACK_MS = 10_000;

/**
 * How many events came that the search would find and does not show; asked every 5 s while somebody can see it, and
 * only where something can come: among today's. Asked from the newest shown on, it costs the same in a log of years.
 */
export function useNews(query: AuditQuery, heard: Heard | null, today: string): number {
  const { session } = useSession();
  const [news, setNews] = useState<{ heard: Heard; count: number } | null>(null);
  const filters = filtersOf(query);
  const open = query.id === null && query.to >= today && heard?.filters === filters;

  useEffect(() => {
    if (!open || heard === null) return;
    const calledOff = new AbortController();
    const since = newestOf(heard);
    const fields = since === null ? filters : later(filters, since - SLACK_MS);
    const look = async () => {
      if (document.visibilityState !== 'visible') return;
      try {
        const path = `/api/admin/audit?${fields}&${search({ limit: NEWS_MAX })}`;
        const answer = await session.api.call<AuditPage>('GET', path, { signal: calledOff.signal });
        const count = answer.records.filter(({ id }) => id > heard.answer.upTo).length;
        if (!calledOff.signal.aborted) setNews({ heard, count });
      } catch {
        // The next look may be luckier; what is shown is true.
      }
    };
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => {
      calledOff.abort();
      clearInterval(timer);
    };
  }, [session, heard, filters, open]);

  return news !== null && news.heard === heard ? news.count : 0;
}

/** The time (ms) of the newest event of the answer; null where nothing is found. */
function newestOf({ answer: { records } }: Heard): number | null {
  return records.length === 0 ? null : Math.max(...records.map(({ timestamp }) => Date.parse(timestamp)));
}

function later(filters: string, fromMs: number): string {
  const fields = new URLSearchParams(filters);
  fields.set('startDate', new Date(fromMs).toISOString());
  return fields.toString();
}
