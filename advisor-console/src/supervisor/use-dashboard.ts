import type { Dashboard } from '@ticketero/contract';

import { usePolled, type Polled } from '../common/use-polled';

/** Of two states of a branch the newer one: by its revision, and of the same revision by its time (what the clock alone changes). */
export function newest(a: Dashboard | null, b: Dashboard | null): Dashboard | null {
  if (a === null || b === null || a.branchOffice !== b.branchOffice) return a ?? b;
  if (a.revision !== b.revision) return a.revision > b.revision ? a : b;
  return a.lastUpdated >= b.lastUpdated ? a : b;
}

export interface HeardDashboard extends Pick<Polled<unknown>, 'failed' | 'heardAt' | 'refresh'> {
  dashboard: Dashboard | null;
}

/** The branch as it is: told over the link within a second, and asked for whole every 5 s, should the link not tell. */
export function useDashboard(told: Dashboard | null): HeardDashboard {
  const { answer, failed, heardAt, refresh } = usePolled<Dashboard>('/api/admin/dashboard');
  return { dashboard: newest(told, answer), failed, heardAt, refresh };
}
