import { useCallback, useMemo, useState } from 'react';

import type { AuditPage } from '@ticketero/contract';

import { search } from '../common/audit-link';
import { useAnswer, type Answer, type AnswerFailure } from '../common/use-answer';
import { filtersOf, isStory, type AuditQuery } from './query';

const PAGE_SIZE = 50;
/** A ticket's story stands on one page. */
const STORY_SIZE = 500;

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
  failure: AnswerFailure | null;
  turnTo: (page: number) => void;
  /** From the newest event on, as of now. */
  renew: () => void;
}

interface Asked {
  filters: string;
  page: number;
  upTo: number | null;
  /** Raised to ask the same once more. */
  turn: number;
}

type Wanted = Asked & { path: string; story: boolean };

/** The answer to a query; one that is overtaken by the next is called off, and what was known stays meanwhile. */
export function useAudit(query: AuditQuery): AuditSearch {
  const filters = filtersOf(query);
  const story = isStory(query);
  const [last, setLast] = useState<Asked>({ filters, page: 1, upTo: null, turn: 0 });
  const wanted = useMemo((): Wanted => {
    const asked = last.filters === filters ? last : { filters, page: 1, upTo: null, turn: last.turn };
    const paging = search({ page: asked.page, limit: story ? STORY_SIZE : PAGE_SIZE, upTo: asked.upTo });
    return { ...asked, path: `/api/admin/audit?${filters}&${paging}`, story };
  }, [last, filters, story]);
  const { heard, behind, failure } = useAnswer<AuditPage, Wanted>(wanted);

  const turnTo = useCallback(
    (page: number) => {
      setLast({ filters: wanted.filters, turn: wanted.turn, page, upTo: heard?.answer.upTo ?? null });
    },
    [wanted, heard],
  );
  const renew = useCallback(() => {
    setLast(({ turn }) => ({ filters, page: 1, upTo: null, turn: turn + 1 }));
  }, [filters]);
  return { heard: useHeard(heard), behind, failure, turnTo, renew };
}

/** One object for one answer: what follows the answer follows it once. */
function useHeard(heard: Answer<Wanted, AuditPage>['heard']): Heard | null {
  return useMemo(
    () => heard && { filters: heard.wanted.filters, answer: heard.answer, story: heard.wanted.story },
    [heard],
  );
}
