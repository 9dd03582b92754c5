import type { QueueLearned } from '../estimate/learned.js';

/** A queue of one branch (R1), with today's counts. */
export interface Queue {
  queueType: string;
  displayName: string;
  prefix: string;
  /** Higher goes first (R5): GERENCIA 4 … CAJA 1. */
  priority: number;
  averageTimeMinutes: number;
  targetWaitMinutes: number;
  alertWaiting: number;
  dailyCap: number | null;
  /** R1: a disabled one gives no numbers; who waits is still served. */
  enabled: boolean;
  /** What the kiosk says of it while it is closed. */
  notice: string | null;
  /** Today's last number; 0 before the first. */
  lastNumber: number;
  today: QueueToday;
  /** What its tickets have taught (R8); null: nothing yet. */
  learned: QueueLearned | null;
}

export interface QueueToday {
  served: number;
  noShow: number;
  cancelled: number;
}
