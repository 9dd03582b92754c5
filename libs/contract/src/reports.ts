import type { IsoTime } from './http.js';
import type { QueueType } from './words.js';

/** By what the rows of a report are told apart. */
export const REPORT_GROUPS = ['day', 'week', 'month', 'hour', 'queue', 'advisor', 'branch'] as const;
export type ReportGroup = (typeof REPORT_GROUPS)[number];

/** Minutes. The mean has two decimals; the rest are whole minutes: nearest rank, rounded. Null: there was nothing. */
export interface ReportTimes {
  mean: number | null;
  p50: number | null;
  p90: number | null;
  p95: number | null;
  max: number | null;
}

/** What became of some tickets. A share is between 0 and 1 and has four decimals; null where there is nothing to tell. */
export interface ReportFigures {
  issued: number;
  /** COMPLETADO. */
  served: number;
  /** NO_ATENDIDO. */
  noShow: number;
  /** Went away: the no-shows, and those of the cancelled that their customer cancelled. Overlaps with both. */
  left: number;
  /** CANCELADO, by whomever. `issued` less `served`, `noShow` and `cancelled` are still here. */
  cancelled: number;
  /** Tickets that were called: what `wait` and `withinTarget` speak of. */
  called: number;
  /** From arrival to the call. */
  wait: ReportTimes;
  /** From the call to the end, of who was served. */
  service: ReportTimes;
  /** Called within the target of their queue, of those called. */
  withinTarget: number | null;
  /** Called within the range that they were told, of those promised something and called: about 0.8 is meant (R8). */
  estimateKept: number | null;
  /** Mean of the wait that was promised, and of the one that it became, minutes, of those promised something and called. */
  promisedMinutes: number | null;
  deliveredMinutes: number | null;
  /** Of the advisors' time on duty, the part with a customer. Null where time on duty cannot be told apart: by queue. */
  occupancy: number | null;
}

export interface ReportRow extends ReportFigures {
  /**
   * day 2026-11-18 · week 2026-W47 (ISO) · month 2026-11 · hour 09 (of arrival, by the branch's clock) · queue its type ·
   * advisor their id, or `none` for tickets that no desk has called · branch its code. Time goes forward; queues by
   * priority, people and branches by name.
   */
  key: string;
  /** The name of the queue, advisor or branch; of times the key; null for `none`. */
  label: string | null;
}

/** What a report is about. */
export interface ReportScope {
  /** Business days, YYYY-MM-DD, both included. */
  from: string;
  to: string;
  /** Code of the branch; null: all of them. */
  branchOffice: string | null;
  queueType: QueueType | null;
  generatedAt: IsoTime;
}

/** GET /api/admin/reports; the same as a file under /csv and /xlsx. Without `from` and `to`, the last 30 days. */
export interface Report extends ReportScope {
  by: ReportGroup;
  advisorId: number | null;
  advisorName: string | null;
  total: ReportFigures;
  rows: ReportRow[];
}

/** One cell of the heat map. */
export interface ArrivalsCell {
  /** 1 Monday … 7 Sunday. */
  weekday: number;
  /** 0 … 23, by the branch's clock. */
  hour: number;
  issued: number;
  /** `issued` for each such weekday on which numbers were given, two decimals. */
  mean: number;
}

/** GET /api/admin/reports/arrivals; the same as a file under /csv and /xlsx. Cells without an arrival are left out. */
export interface ArrivalsReport extends ReportScope {
  /** On how many days of each weekday numbers were given (of any queue). */
  days: { weekday: number; days: number }[];
  cells: ArrivalsCell[];
}
