import type { ReportGroup, SignedInUser } from '@ticketero/contract';

import { search } from '../common/audit-link';
import { lengthOf, type Period } from './period';

/** What the rows of one branch may stand for. */
const GROUPINGS = ['hour', 'day', 'week', 'month', 'queue', 'advisor'] as const satisfies ReportGroup[];
export type Grouping = ReportGroup;

/** Who looks after the whole bank may lay its branches side by side, too; all else is of the one that is looked at. */
export const groupingsOf = ({ branchOffice }: Pick<SignedInUser, 'branchOffice'>): readonly Grouping[] =>
  branchOffice === null ? [...GROUPINGS, 'branch'] : GROUPINGS;

export interface ReportQuery extends Period {
  /** Null: what suits the length of the period. */
  by: Grouping | null;
  /** Null: all queues. */
  queue: string | null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const QUEUE = /^[A-Z][A-Z0-9_]{0,49}$/;
/** A quarter: more days are too many for a picture. */
const MOST_DAYS = 92;

/** By hour for a day, by day up to a quarter, then by month. */
export function groupingOf({ from, to, by }: Omit<ReportQuery, 'queue'>): Grouping {
  if (by !== null) return by;
  const days = lengthOf({ from, to });
  return days === 1 ? 'hour' : days <= MOST_DAYS ? 'day' : 'month';
}

/** From the address (`from=2026-11-16&to=2026-11-20&by=queue`): somebody may have typed it, so what makes no sense is left out. */
export function readReport(text: string, today: string, offered: readonly Grouping[]): ReportQuery {
  const given = new URLSearchParams(text);
  const day = (name: string) => {
    const value = given.get(name);
    return value !== null && DAY.test(value) && isCalendarDay(value) ? value : null;
  };
  const ahead = (value: string) => (value > today ? today : value);
  const from = ahead(day('from') ?? day('to') ?? today);
  const to = ahead(day('to') ?? from);
  const by = offered.find((name) => name === given.get('by')) ?? null;
  const queue = given.get('queue') ?? '';
  const days = from < to ? { from, to } : { from: to, to: from };
  return { ...days, by, queue: QUEUE.test(queue) ? queue : null };
}

/** The dates stand in it, not "last week": who opens the link later sees what was sent. */
export function reportLink({ from, to, by, queue }: ReportQuery, today: string): string {
  const text = search({ from: from === to && from === today ? null : from, to: from === to ? null : to, by, queue });
  return text === '' ? '#/reports' : `#/reports?${text}`;
}

const isCalendarDay = (day: string): boolean => {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
};
