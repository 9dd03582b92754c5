import type { IsoTime } from './http.js';
import type { QueueType } from './words.js';

export const WHAT_IF_KINDS = ['ADVISOR_ADDED', 'ADVISOR_TAKES', 'ADVISOR_LEAVES', 'POLICY'] as const;
export type WhatIfKind = (typeof WHAT_IF_KINDS)[number];

/** Who is expected: those who came on the last day that the branch worked, or on the same day of an earlier week. */
export const WHAT_IF_ARRIVALS = ['YESTERDAY', 'SAME_WEEKDAY'] as const;
export type WhatIfArrivals = (typeof WHAT_IF_ARRIVALS)[number];

export type DispatchPolicyName = 'guard' | 'strict' | 'fifo';

/** What a supervisor wonders about. Which fields a kind needs: docs/what-if.md. */
export interface WhatIfChange {
  kind: WhatIfKind;
  /** ADVISOR_TAKES, ADVISOR_LEAVES. */
  advisorId?: number;
  /** ADVISOR_ADDED: what the desk serves; ADVISOR_TAKES: beside the advisor's own. */
  queueTypes?: QueueType[];
  /** Not for POLICY. Absent: now. */
  from?: IsoTime;
  /** Not for POLICY. Absent: until the end of the day. */
  to?: IsoTime;
  /** POLICY (R5). */
  policy?: DispatchPolicyName;
}

export interface WhatIfRequest {
  changes: WhatIfChange[];
  arrivals?: WhatIfArrivals;
}

/** What is expected, and between what it lies in 80 of 100 courses that the day may take. */
export interface WhatIfExpected {
  value: number;
  low: number;
  high: number;
}

/** The rest of the day of one queue. */
export interface WhatIfQueue {
  queueType: QueueType;
  displayName: string;
  targetWaitMinutes: number;
  /** People: those who wait now, and those who are expected. */
  tickets: number;
  /** Of these, how many wait longer than the target. */
  late: WhatIfExpected;
  /** The same as a share, 0..1. */
  lateShare: WhatIfExpected;
  /** Null: nobody waits and nobody is expected. */
  p50WaitMinutes: WhatIfExpected | null;
  p90WaitMinutes: WhatIfExpected | null;
  /** How many are called before closing time. */
  servedByClosing: WhatIfExpected;
}

export interface WhatIfAnswer {
  before: WhatIfQueue[];
  after: WhatIfQueue[];
  /** How many more are late with the changes. Chance is the same in both, so this is surer than the two apart. */
  difference: { queueType: QueueType; late: WhatIfExpected }[];
  /** Who was expected: of which day, or LEARNED (as many as usual in each half hour), or NONE. */
  arrivals: { of: WhatIfArrivals | 'LEARNED' | 'NONE'; date: string | null; expected: number };
  from: IsoTime;
  /** Closing time, or the end of the day. */
  until: IsoTime;
  seed: number;
  courses: number;
  tookMs: number;
}

/** One move that is worth making now: this advisor serves this queue too, for so many minutes. */
export interface DashboardHint {
  advisorId: number;
  advisorName: string;
  queueType: QueueType;
  minutes: number;
  /** People of that queue who are late, of those who wait now or come within the hour. */
  lateBefore: number;
  lateAfter: number;
  since: IsoTime;
}
