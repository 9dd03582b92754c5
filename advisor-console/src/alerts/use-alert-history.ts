import type { AlertsAnswer, AlertType } from '@ticketero/contract';

import { addDays } from '../common/time';
import { usePolled, type Polled } from '../common/use-polled';

/** How many days back the history is shown, today included. */
export const PERIODS = { today: 1, week: 7, month: 30 } as const;
export type Period = keyof typeof PERIODS;

export interface HistoryQuery {
  period: Period;
  type: AlertType | null;
  page: number;
}

const PAGE_SIZE = 20;

/** The path of what is asked for; `today`: the branch's day. */
export function historyPath({ period, type, page }: HistoryQuery, today: string): string {
  const query = new URLSearchParams({ page: String(page), pageSize: String(PAGE_SIZE) });
  query.set('from', addDays(today, 1 - PERIODS[period]));
  query.set('to', today);
  if (type !== null) query.set('type', type);
  return `/api/admin/alerts?${query.toString()}`;
}

export const useAlertHistory = (query: HistoryQuery, today: string): Polled<AlertsAnswer> =>
  usePolled<AlertsAnswer>(historyPath(query, today));
