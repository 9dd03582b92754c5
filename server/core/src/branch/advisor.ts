import type { AdvisorLearned } from '../estimate/learned.js';
import type { LastCommand } from './last-command.js';

export const ADVISOR_STATUSES = ['AVAILABLE', 'BUSY', 'OFFLINE'] as const;
export type AdvisorStatus = (typeof ADVISOR_STATUSES)[number];

/** An advisor and the desk (R7). Times are ms since the epoch. */
export interface Advisor {
  id: number;
  name: string;
  email: string;
  status: AdvisorStatus;
  statusReason: string | null;
  statusSince: number;
  /** Drain: OFFLINE when the ticket in hand ends. */
  offlineAfterCurrent: boolean;
  moduleNumber: number | null;
  queueTypes: string[];
  assignedTicketsCount: number;
  workloadMinutes: number;
  lastAssignedAt: number | null;
  servedToday: number;
  noShowToday: number;
  /** Sum of today's actual service times, ms: the mean is made from it, so it never drifts. */
  serviceMsToday: number;
  /** What their services have taught (R8); null: nothing yet. */
  learned: AdvisorLearned | null;
  /** What they could take back; null when there is nothing, or it is too long ago to be loaded. */
  lastCommand: LastCommand | null;
}

/** Mean of today's actual service times in minutes, two decimals; 0 before the first. */
export function averageServiceMinutes(advisor: Pick<Advisor, 'servedToday' | 'serviceMsToday'>): number {
  if (advisor.servedToday === 0) return 0;
  return Math.round(advisor.serviceMsToday / advisor.servedToday / 600) / 100;
}
