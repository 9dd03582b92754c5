import type { AdvisorStatus } from '../branch/advisor.js';
import { calibrate, type Calibration } from './range.js';
import { learn, type Learned } from './service-time.js';

/**
 * What a branch has learned of itself (R8). Plain JSON: the server stores each of the three as it is and never looks
 * inside; null means nothing learned yet. Every function answers a new value and changes nothing. Times in ms.
 */

/** Of one queue: how long its services take, how many come, and how good its promises were. */
export interface QueueLearned {
  service: Learned | null;
  calibration: Calibration | null;
}

/** Of one advisor: how long their services take, as a share of what the queues' means say. */
export interface AdvisorLearned {
  weight: number;
  pace: number;
}

/** Of the branch: how often its advisors go away, and for how long, by reason. */
export interface BranchLearned {
  onDutyMs: number;
  leaves: number;
  away: Record<string, Learned>;
}

/** Everything learned that a forecast may use. What is not in a map was not learned yet. */
export interface LearnedStates {
  queues: ReadonlyMap<string, QueueLearned | null>;
  advisors: ReadonlyMap<number, AdvisorLearned | null>;
  branch: BranchLearned | null;
}

export const NOTHING_LEARNED: LearnedStates = { queues: new Map(), advisors: new Map(), branch: null };

/** An estimate before its correction: stored with the ticket as it is (plain JSON), for `learnPromise`. */
export interface RawForecast {
  waitMs: number;
  lowMs: number;
  highMs: number;
}

/** A ticket that left a desk: COMPLETADO or NO_ATENDIDO, but not by the close of the day. */
export interface ServiceEnded {
  /** The queue's configured average. */
  averageTimeMinutes: number;
  /** closedAt − assignedAt. */
  takenMs: number;
  outcome: 'served' | 'noShow';
}

export function learnService(
  queue: QueueLearned | null,
  advisor: AdvisorLearned | null,
  ended: ServiceEnded,
): { queue: QueueLearned; advisor: AdvisorLearned } {
  const service = learn(ended.averageTimeMinutes * 60_000, queue?.service ?? null, ended.takenMs);
  return {
    queue: { service, calibration: queue?.calibration ?? null },
    advisor: advisor ?? { weight: 0, pace: 1 },
  };
}

/** A ticket came. At its issue, before the forecast. `sinceMidnightMs`: in the branch's time zone (`startOfToday`). */
export function learnArrival(
  queue: QueueLearned | null,
  _arrival: { businessDate: string; sinceMidnightMs: number },
): QueueLearned {
  return queue ?? { service: null, calibration: null };
}

/**
 * A ticket was called for the first time: the estimate made at its issue against the wait that it was (assignedAt −
 * createdAt). Not for a ticket that was transferred, returned, picked or reinstated: that was another promise.
 */
export function learnPromise(queue: QueueLearned | null, raw: RawForecast, actualMs: number): QueueLearned {
  return {
    service: queue?.service ?? null,
    calibration: calibrate(queue?.calibration ?? null, raw.waitMs, actualMs),
  };
}

/** An advisor's status at one moment: what the branch holds of them. */
export interface Duty {
  status: AdvisorStatus;
  statusReason: string | null;
  statusSince: number;
}

/**
 * An advisor's status as a command found it and as it left it, for every advisor whose `status` or `statusSince`
 * changed (an assignment too: BUSY since another moment).
 */
export function learnDuty(branch: BranchLearned | null, before: Duty, after: Duty): BranchLearned {
  const known = branch ?? { onDutyMs: 0, leaves: 0, away: {} };
  const lasted = Math.max(0, after.statusSince - before.statusSince);
  if (before.status !== 'OFFLINE') {
    const leaves = known.leaves + (after.status === 'OFFLINE' ? 1 : 0);
    return { ...known, onDutyMs: known.onDutyMs + lasted, leaves };
  }
  return known;
}
