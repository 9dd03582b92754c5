import { useEffect, useMemo, useState } from 'react';

import type { ArrivalsReport, Report } from '@ticketero/contract';

import { search } from '../common/audit-link';
import { useAnswer, type Answer } from '../common/use-answer';
import { periodBefore, type Period } from './period';
import { groupingOf, type Grouping, type ReportQuery } from './query';

const REPORTS = '/api/admin/reports';
/** Of a day that still goes on. */
const REFRESH_MS = 60_000;

export interface Asked {
  path: string;
  /** What all the questions of one view have in common: answers to another are not shown beside each other. */
  view: string;
  period: Period;
  by: Grouping;
  queue: string | null;
  /** Raised to ask the same once more. */
  turn: number;
}

export interface ReportAnswers {
  main: Answer<Asked, Report>;
  before: Answer<Asked, Report>;
  /** Whose time on duty is told: the advisors of a branch, or the branches. */
  duty: Answer<Asked, Report>;
  arrivals: Answer<Asked, ArrivalsReport>;
  /** What `before` is about. */
  past: Period;
  /** At once, whatever failed. */
  retry: () => void;
}

/** Which branch a report is about: null all of them, where the branches are its rows. */
export const branchOf = (query: ReportQuery, branchOffice: string): string | null =>
  groupingOf(query) === 'branch' ? null : branchOffice;

/** The same question as a file, whose heads are in the language of who asks. */
export function fileOf(query: ReportQuery, branchOffice: string, kind: 'csv' | 'xlsx', language: string): string {
  const asked = filters(query, query.queue, branchOf(query, branchOffice), groupingOf(query));
  return `${REPORTS}/${kind}?${asked}&${search({ language })}`;
}

const filters = (
  { from, to }: Period,
  queueType: string | null,
  branchOffice: string | null,
  by: Grouping | null,
): string => search({ from, to, by, queueType, branchOffice });

/** Whose occupancy is told: of a whole bank its branches, or its advisors would be hundreds. */
const busyBy = (by: Grouping): Grouping => (by === 'branch' ? 'branch' : 'advisor');

/** All that the view of a period needs, asked at once; anew each minute as long as the period goes on. */
export function useReport(query: ReportQuery, today: string, branchOffice: string): ReportAnswers {
  const { turn, retry } = useTurns(query.to === today);
  const past = useMemo(() => periodBefore(query, today), [query, today]);
  const asked = useMemo(() => {
    const { queue } = query;
    const by = groupingOf(query);
    const branch = branchOf(query, branchOffice);
    const view = filters(query, queue, branch, by);
    const of = (period: Period, rows: Grouping, only = queue): Asked => ({
      path: `${REPORTS}?${filters(period, only, branch, rows)}`,
      ...{ view, period, by: rows, queue, turn },
    });
    return {
      main: of(query, by),
      before: of(past, 'queue'), // only its total is read: as few rows as can be
      // Who serves two queues is on duty for both: there is no occupancy of one.
      duty: by === busyBy(by) && queue === null ? null : of(query, busyBy(by), null),
      arrivals: { ...of(query, by), path: `${REPORTS}/arrivals?${filters(query, queue, branch, null)}` },
    };
  }, [query, past, branchOffice, turn]);
  const main = useAnswer<Report, Asked>(asked.main);
  const duty = useAnswer<Report, Asked>(asked.duty);
  return {
    main,
    before: useAnswer<Report, Asked>(asked.before),
    duty: asked.duty === null ? main : duty,
    arrivals: useAnswer<ArrivalsReport, Asked>(asked.arrivals),
    past,
    retry,
  };
}

/** A number that is raised each minute while somebody can see it, if the period goes on, and whenever one asks for it. */
function useTurns(goesOn: boolean): { turn: number; retry: () => void } {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!goesOn) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') setTurn((last) => last + 1);
    }, REFRESH_MS);
    return () => {
      clearInterval(timer);
    };
  }, [goesOn]);
  return {
    turn,
    retry: () => {
      setTurn((last) => last + 1);
    },
  };
}
