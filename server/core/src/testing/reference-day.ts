import type { BranchState } from '../branch/branch.js';
import type { DispatchPolicy } from '../dispatch/order.js';
import { aBranch, anAdvisor, aQueue, MINUTE, NINE_O_CLOCK, QUEUE_TYPES } from './builders.js';
import { seeded, type Random } from './random.js';
import type { Scene } from './scene.js';

/** Somebody who comes on the simulated day. */
export interface Arrival {
  at: number;
  queueType: string;
  /** What the service takes with an advisor of speed 1, ms. */
  serviceMs: number;
  showsUp: boolean;
}

/** When an advisor stops taking tickets, and for how long. Nobody announces it. */
export interface Break {
  advisorId: number;
  at: number;
  lastsMs: number;
}

export interface ReferenceDay {
  branch: BranchState;
  arrivals: Arrival[];
  breaks: Break[];
  /** Advisor → how much longer than the average they take. */
  speeds: Map<number, number>;
  /** Advisors who do not come in the morning. */
  absent?: readonly number[];
  /** What else is done on that day, and when. */
  also?: readonly { at: number; act: (scene: Scene) => void }[];
}

/** The reference branch: eight advisors, a busy branch, near its limit. */
const DESKS: string[][] = [
  ['CAJA'],
  ['CAJA'],
  ['CAJA'],
  ['CAJA', 'PERSONAL_BANKER'],
  ['CAJA', 'PERSONAL_BANKER'],
  ['PERSONAL_BANKER', 'EMPRESAS'],
  ['PERSONAL_BANKER', 'EMPRESAS', 'GERENCIA'],
  ['PERSONAL_BANKER', 'EMPRESAS', 'GERENCIA'],
];
const PER_HOUR: Record<string, number> = { CAJA: 40, PERSONAL_BANKER: 8, EMPRESAS: 3, GERENCIA: 1 };
const OPEN_MINUTES = 390;
const SERVICE_CV = 0.7;
const NO_SHOW = 0.05;
const BREAK_MS = 15 * MINUTE;

/** Two peaks: late morning, and a smaller one before closing. `t`: minutes since opening. */
const shape = (t: number): number =>
  0.75 + 0.65 * Math.exp(-(((t - 150) / 70) ** 2)) + 0.3 * Math.exp(-(((t - 330) / 45) ** 2));
const SHAPE_MAX = 1.75;

/** A day of the reference branch, the same for the same seed. */
export function referenceDay(seed: number, policy: DispatchPolicy = 'guard'): ReferenceDay {
  const random = seeded(seed);
  const branch = aBranch({
    moduleCount: DESKS.length,
    settings: { dispatchPolicy: policy },
    queues: QUEUE_TYPES.map((queueType) => aQueue(queueType)),
    advisors: DESKS.map((queueTypes, index) => anAdvisor(index + 1, { queueTypes })),
  });
  const advisors = branch.advisors.map(({ id }) => id);
  return {
    branch,
    arrivals: QUEUE_TYPES.flatMap((queueType) => arrivalsOf(queueType, random)).sort((a, b) => a.at - b.at),
    breaks: advisors.flatMap((advisorId) =>
      [0, 1].map((half) => ({
        advisorId,
        at: NINE_O_CLOCK + random.between(30 + half * 180, 195 + half * 165) * MINUTE,
        lastsMs: BREAK_MS,
      })),
    ),
    speeds: new Map(advisors.map((id) => [id, 0.85 + 0.35 * random.next()])),
  };
}

/** A Poisson stream whose rate follows the day, by thinning. */
function arrivalsOf(queueType: string, random: Random): Arrival[] {
  const perMs = (PER_HOUR[queueType] ?? 0) / 60 / MINUTE;
  const mean = aQueue(queueType).averageTimeMinutes * MINUTE;
  const arrivals: Arrival[] = [];
  for (let at = 0; ;) {
    at += -Math.log(1 - random.next()) / (perMs * SHAPE_MAX);
    if (at >= OPEN_MINUTES * MINUTE) return arrivals;
    if (!random.chance(shape(at / MINUTE) / SHAPE_MAX)) continue;
    arrivals.push({
      at: NINE_O_CLOCK + Math.round(at),
      queueType,
      serviceMs: Math.round(lognormal(random, mean, SERVICE_CV)),
      showsUp: !random.chance(NO_SHOW),
    });
  }
}

function lognormal(random: Random, mean: number, cv: number): number {
  const variance = Math.log(1 + cv ** 2);
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return mean * Math.exp(Math.sqrt(variance) * normal - variance / 2);
}
