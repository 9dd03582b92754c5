import { useCallback, useEffect, useMemo, useState } from 'react';

import type { AuditPage } from '@ticketero/contract';
import { ApiError, type Api } from '@ticketero/realtime-client';

import { search } from '../common/audit-link';
import { saidBy, type Said } from '../common/said';
import { useSession } from '../session/use-session';
import { filtersOf, isStory, type AuditQuery } from './query';

const PAGE_SIZE = 50;
/** A ticket's story stands on one page. */
const STORY_SIZE = 500;
const AGAIN_MS = 5_000;

export interface Heard {
  filters: string;
  answer: AuditPage;
  /** Told from its beginning. */
  story: boolean;
}

export interface AuditSearch {
  heard: Heard | null;
  /** What is shown answers another question than the one asked. */
  behind: boolean;
  /** `refused`: asking again would not help; the words are the server's. */
  failure: { kind: 'silent' } | { kind: 'refused'; said: Said } | null;
  turnTo: (page: number) => void;
  /** From the newest event on, as of now. */
  renew: () => void;
}

interface Wanted {
  filters: string;
  page: number;
  upTo: number | null;
  /** Raised to ask the same once more. */
  turn: number;
}

/** The answer to a query; one that is overtaken by the next is called off, and what was known stays meanwhile. */
export function useAudit(query: AuditQuery): AuditSearch {
  const { session } = useSession();
  const filters = filtersOf(query);
  const story = isStory(query);
  const [asked, setAsked] = useState<Wanted>({ filters, page: 1, upTo: null, turn: 0 });
  const wanted = useMemo(
    () => (asked.filters === filters ? asked : { filters, page: 1, upTo: null, turn: asked.turn }),
    [asked, filters],
  );
  const [heard, setHeard] = useState<(Heard & { wanted: Wanted }) | null>(null);
  const [failure, setFailure] = useState<(AuditSearch['failure'] & { wanted: Wanted }) | null>(null);

  useEffect(() => {
    const calledOff = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      try {
        const answer = await ask(session.api, wanted, story ? STORY_SIZE : PAGE_SIZE, calledOff.signal);
        if (calledOff.signal.aborted) return;
        setHeard({ wanted, filters, answer, story });
        setFailure(null);
      } catch (error) {
        if (calledOff.signal.aborted) return;
        const said = refusalOf(error);
        setFailure({ wanted, ...(said === null ? { kind: 'silent' } : { kind: 'refused', said }) });
        if (said === null) again = setTimeout(() => void look(), AGAIN_MS);
      }
    };
    void look();
    return () => {
      calledOff.abort();
      clearTimeout(again);
    };
  }, [session, wanted, filters, story]);

  const turnTo = useCallback(
    (page: number) => {
      setAsked({ ...wanted, page, upTo: heard?.answer.upTo ?? null });
    },
    [wanted, heard],
  );
  const renew = useCallback(() => {
    setAsked((last) => ({ filters, page: 1, upTo: null, turn: last.turn + 1 }));
  }, [filters]);
  return {
    heard,
    behind: heard !== null && heard.wanted !== wanted,
    failure: failure?.wanted === wanted ? failure : null,
    turnTo,
    renew,
  };
}

function ask(api: Api, { filters, page, upTo }: Wanted, limit: number, signal: AbortSignal): Promise<AuditPage> {
  return api.call<AuditPage>('GET', `/api/admin/audit?${filters}&${search({ page, limit, upTo })}`, { signal });
}

/** In the server's words; null for silence, which may pass. */
function refusalOf(error: unknown): Said | null {
  if (!(error instanceof ApiError)) return null;
  const { status } = error.problem;
  return status >= 500 || status === 429 ? null : saidBy(error.problem);
}
