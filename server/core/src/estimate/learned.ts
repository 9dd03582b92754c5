import { learnArrivalAt, type ArrivalsLearned } from './arrivals.js';
import type { BranchLearned } from './duty.js';
import { calibrate, type Calibration, type Promised } from './range.js';
import { expectedServiceMs, learn, type Learned } from './service-time.js';

/**
 * What a branch has learned of itself (R8). Plain JSON: the server stores each of the three (queue, advisor, branch) as
 * it is and never looks inside; null means nothing learned yet. Every function answers a new value and changes nothing.
 * Times in ms.
 */

/** Of one queue: how long its services take, who does not come, how many come, how good its promises were. */
export interface QueueLearned {
  /** Called until completed. */
  service: Learned | null;
  noShow: NoShowLearned | null;
  arrivals: ArrivalsLearned | null;
  patience: PatienceLearned | null;
  calibration: Calibration | null;
}

export interface NoShowLearned {
  /** Tickets that were called; forgotten slowly. */
  weight: number;
  /** Share of them that nobody came for. */
  share: number;
  /** How long the desk waited for those. */
  meanMs: number;
}

export interface PatienceLearned {
  /** Time that tickets waited, and how many of them were cancelled meanwhile; both forgotten slowly. */
  waitedMs: number;
  left: number;
}

/** Of one advisor: how long their services take, 1 being what the queues' means say. */
export interface AdvisorLearned {
  weight: number;
  pace: number;
}

/** Everything learned that a forecast may use. What is not in a map was not learned yet. */
export interface LearnedStates {
  queues: ReadonlyMap<string, QueueLearned | null>;
  advisors: ReadonlyMap<number, AdvisorLearned | null>;
  branch: BranchLearned | null;
}

export const NOTHING_LEARNED: LearnedStates = { queues: new Map(), advisors: new Map(), branch: null };

const EMPTY: QueueLearned = { service: null, noShow: null, arrivals: null, patience: null, calibration: null };

/** Some 2 in 100 do not come before there is experience; the desk waits a minute or two. */
const NO_SHOW_PRIOR = { weight: 50, share: 0.02, meanMs: 90_000 };
const NO_SHOW_MAX = 1000;
/** Services of which an advisor's own pace is believed by half: they vary by 0.7, advisors by about 0.1. */
const PACE_PRIOR = 50;
const PACE_MAX = 100;
/** A desk that was forgotten over lunch says nothing of its advisor. */
const PACE_OUTLIER = 4;

/** A ticket left a desk: COMPLETADO, or NO_ATENDIDO; but not by the close of the day, a return or a transfer. */
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
  const known = queue ?? EMPTY;
  const { takenMs, outcome } = ended;
  const noShow = learnNoShow(known.noShow, outcome === 'noShow', takenMs);
  const pace = advisor ?? { weight: 0, pace: 1 };
  if (outcome === 'noShow') return { queue: { ...known, noShow }, advisor: pace };
  const configuredMs = ended.averageTimeMinutes * 60_000;
  const ratio = Math.min(PACE_OUTLIER, takenMs / Math.max(1, expectedServiceMs(configuredMs, known.service)));
  const weight = Math.min(pace.weight, PACE_MAX - 1) + 1;
  return {
    queue: { ...known, noShow, service: learn(configuredMs, known.service, takenMs) },
    advisor: { weight, pace: pace.pace + (ratio - pace.pace) / weight },
  };
}

function learnNoShow(known: NoShowLearned | null, missed: boolean, takenMs: number): NoShowLearned {
  const { weight: before, share, meanMs } = known ?? NO_SHOW_PRIOR;
  const weight = Math.min(before, NO_SHOW_MAX - 1) + 1;
  const misses = share * weight + 1;
  return {
    weight,
    share: share + ((missed ? 1 : 0) - share) / weight,
    meanMs: missed ? meanMs + (Math.min(takenMs, PACE_OUTLIER * meanMs) - meanMs) / misses : meanMs,
  };
}

/** How long this advisor takes, as a share of the queues' means; drawn towards 1 while there is little to go by. */
export const expectedPace = (advisor: AdvisorLearned | null): number =>
  advisor ? (PACE_PRIOR + advisor.weight * advisor.pace) / (PACE_PRIOR + advisor.weight) : 1;

/** A number was given: learned at its issue, before its forecast. `sinceMidnightMs`: in the branch's time zone. */
export function learnArrival(
  queue: QueueLearned | null,
  arrival: { businessDate: string; sinceMidnightMs: number },
): QueueLearned {
  const known = queue ?? EMPTY;
  return { ...known, arrivals: learnArrivalAt(known.arrivals, arrival) };
}

/**
 * A ticket was called for the first time: the promise of its issue against the wait that it was (assignedAt −
 * createdAt). Not for one that was transferred, returned, picked or reinstated: that was another promise.
 */
export function learnPromise(queue: QueueLearned | null, promised: Promised, actualMs: number): QueueLearned {
  const known = queue ?? EMPTY;
  return {
    ...known,
    patience: learnPatience(known.patience, actualMs, false),
    calibration: calibrate(known.calibration, promised, actualMs),
  };
}

/** A waiting ticket was cancelled by its customer or the staff, not by the close of the day. */
export function learnLeave(queue: QueueLearned | null, waitedMs: number): QueueLearned {
  const known = queue ?? EMPTY;
  return { ...known, patience: learnPatience(known.patience, waitedMs, true) };
}

/** Time waited of which the share that left is believed by half. */
const WAITED_PRIOR_MS = 300 * 60_000;
const WAITED_MAX_MS = 10_000 * 60_000;

function learnPatience(known: PatienceLearned | null, waitedMs: number, left: boolean): PatienceLearned {
  const waited = (known?.waitedMs ?? 0) + Math.max(0, waitedMs);
  const fading = Math.min(1, WAITED_MAX_MS / (waited || 1));
  return { waitedMs: waited * fading, left: ((known?.left ?? 0) + (left ? 1 : 0)) * fading };
}

/** How many of those who wait leave in a ms. */
export const leavesPerMs = (patience: PatienceLearned | null): number =>
  patience && patience.waitedMs > 0 ? patience.left / (patience.waitedMs + WAITED_PRIOR_MS) : 0;
