import type { BranchState } from '../../branch/branch.js';
import type { BranchSettings } from '../../branch/settings.js';
import { DISPATCH_POLICIES, type DispatchPolicy } from '../../dispatch/order.js';
import { aBranch, anAdvisor, aQueue, MINUTE, QUEUE_TYPES } from '../builders.js';
import type { Random } from '../random.js';
import type { Calendar } from './calendar.js';

/** How one advisor works. */
export interface WorkingStyle {
  /** 1: as long as the average; more is slower. */
  speed: number;
  /** Presses "start" when the customer is there; some never do. */
  greets: boolean;
  /** ms after the doors open. */
  comesAfterMs: number;
  pauses: { atMs: number; lastsMs: number; reason: string; drains: boolean }[];
}

export interface BranchPlan {
  state: BranchState;
  styles: ReadonlyMap<number, WorkingStyle>;
}

/** Skills that overlap: each queue has two who know it, whatever chance gives the others. */
const SKILLS: string[][] = [
  ['CAJA', 'PERSONAL_BANKER'],
  ['CAJA'],
  ['PERSONAL_BANKER', 'EMPRESAS'],
  ['EMPRESAS', 'GERENCIA'],
  [...QUEUE_TYPES],
];
const MORE_SKILLS: string[][] = [['CAJA'], ['CAJA', 'PERSONAL_BANKER'], ['EMPRESAS'], ['CAJA', 'GERENCIA']];

const REPLAY_SHARE = 0.05;

/** A branch of five to eight advisors, closed for the night, with settings of its own. */
export function branchPlan(random: Random, calendar: Calendar, policy?: DispatchPolicy): BranchPlan {
  const skills = [...SKILLS, ...Array.from({ length: random.between(0, 3) }, () => random.pick(MORE_SKILLS))];
  const advisors = skills.map((queueTypes, index) =>
    anAdvisor(index + 1, { queueTypes, moduleNumber: random.chance(0.9) ? index + 1 : null }),
  );
  const state = aBranch({
    timeZone: calendar.timeZone,
    openingHours: calendar.openingHours,
    businessDate: null,
    // Now and then one desk fewer than advisors, so that it is contested.
    moduleCount: advisors.length - (random.chance(0.3) ? 1 : 0),
    settings: settings(random, policy),
    queues: QUEUE_TYPES.map((queueType) =>
      aQueue(queueType, { dailyCap: random.chance(0.06) ? random.between(8, 25) : null }),
    ),
    advisors,
  });
  // Where the system ends who was not greeted, everybody learns to press "start"; nearly.
  const greeting = state.settings.noShowMinutes === null ? 0.7 : 0.97;
  return { state, styles: new Map(advisors.map(({ id }) => [id, workingStyle(random, calendar, greeting)])) };
}

function settings(random: Random, policy: DispatchPolicy | undefined): Partial<BranchSettings> {
  // Drawn in any case: what follows of the day is the seed's, whichever policy it is asked to have.
  const drawn: DispatchPolicy = random.pick(['guard', ...DISPATCH_POLICIES]);
  return {
    dispatchPolicy: policy ?? drawn,
    guardRatio: random.pick([0.8, 0.8, 0.5, 1]),
    assignmentMode: random.chance(0.65) ? 'automatic' : 'onCall',
    noShowMinutes: random.pick([null, 2, 3, 5]),
    reservationMinutes: random.pick([5, 10, 30]),
    pickAllowed: random.chance(0.75),
    recallMax: random.pick([1, 3]),
    recallCooldownSeconds: random.pick([10, 20]),
    undoSeconds: random.pick([10, 10, 10, 3]),
    graceMinutes: random.pick([0, 15, 30]),
    preferentialCreditMinutes: random.pick([0, 15, 30]),
    // A day of replays takes five times as long to live as one of formulas.
    estimator: random.chance(REPLAY_SHARE) ? 'replay' : 'formula',
  };
}

function workingStyle(random: Random, { opensAt, closesAt }: Calendar, greeting: number): WorkingStyle {
  const dayMs = closesAt - opensAt;
  const pause = (share: number, minutes: number, reason: string): WorkingStyle['pauses'][number] => ({
    atMs: Math.round(dayMs * (share + 0.15 * random.next())),
    lastsMs: minutes * MINUTE,
    reason,
    drains: random.chance(0.6),
  });
  return {
    speed: 0.7 + 0.6 * random.next(),
    greets: random.chance(greeting),
    comesAfterMs: random.between(-10, 8) * MINUTE,
    pauses: [pause(0.15, 10, 'pausa'), pause(0.4, random.pick([20, 35]), 'almuerzo'), pause(0.7, 10, 'pausa')],
  };
}
