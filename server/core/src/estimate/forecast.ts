import type { Advisor } from '../branch/advisor.js';
import type { Branch } from '../branch/branch.js';
import { canServe, type AssignableTicket } from '../dispatch/assign.js';
import type { DispatchRules } from '../dispatch/order.js';
import { Courses, NEXT_ID_MIN } from './courses.js';
import { formulaEstimate, NO_WAIT, type WaitEstimate } from './formula.js';
import { NOTHING_LEARNED, type LearnedStates } from './learned.js';
import { positionOf, positions } from './position.js';
import { quantile } from './quantile.js';
import { promise, type RawForecast } from './range.js';
import { Replay } from './replay.js';

/** The wait of one ticket from now on (R8), as it is told and as it was before it was corrected. */
export interface Forecast extends WaitEstimate {
  /** Null: nobody on duty can serve it, and `minutes` is the formula's. There is nothing to learn from it. */
  raw: RawForecast | null;
}

/** An advisor as the branch holds them; those who are OFFLINE too. */
export type ForecastAdvisor = Pick<
  Advisor,
  | 'id'
  | 'status'
  | 'statusReason'
  | 'statusSince'
  | 'offlineAfterCurrent'
  | 'queueTypes'
  | 'workloadMinutes'
  | 'lastAssignedAt'
>;

/** A ticket on a desk. */
export interface ServedTicket {
  queueType: string;
  advisorId: number | null;
  assignedAt: number | null;
  startedAt: number | null;
}

export interface ForecastInput {
  /** ms since the epoch. */
  now: number;
  /** ms since midnight in the branch's time zone. */
  sinceMidnightMs: number;
  /** EN_ESPERA and PROXIMO. */
  waiting: readonly AssignableTicket[];
  /** ATENDIENDO. */
  serving: readonly ServedTicket[];
  advisors: readonly ForecastAdvisor[];
  rules: DispatchRules;
  assignmentMode: 'automatic' | 'onCall';
  queues: ReadonlyMap<string, { averageTimeMinutes: number }>;
  learned: LearnedStates;
}

/** Everything that a branch has learned of itself, as it stands now. */
export const learnedOf = ({ queues, advisors, learned }: Branch): LearnedStates => ({
  queues: new Map([...queues].map(([queueType, queue]) => [queueType, queue.learned])),
  advisors: new Map([...advisors].map(([id, advisor]) => [id, advisor.learned])),
  branch: learned,
});

/** What a forecast needs of a branch. */
export function forecastInput(branch: Branch, learned: LearnedStates = NOTHING_LEARNED): ForecastInput {
  const active = branch.activeTickets();
  return {
    now: branch.now,
    sinceMidnightMs: branch.now - branch.startOfToday(),
    waiting: active.filter((ticket) => ticket.status !== 'ATENDIENDO'),
    serving: active.filter((ticket) => ticket.status === 'ATENDIENDO'),
    advisors: [...branch.advisors.values()],
    rules: branch.rules,
    assignmentMode: branch.settings.assignmentMode,
    queues: branch.queues,
    learned,
  };
}

/**
 * R8: ticket id → its wait from now on, for every waiting ticket. Deterministic: no clock and no chance. Nobody on duty
 * who can serve it → the formula.
 */
export function forecast(input: ForecastInput): Map<number, Forecast> {
  return forecastBranch(input).tickets;
}

/** The same with the wait of somebody who would take a number now, of each queue: for the kiosk and the dashboard. */
export function forecastBranch(input: ForecastInput): { tickets: Map<number, Forecast>; next: Map<string, Forecast> } {
  const { waiting, now } = input;
  const next = [...input.queues.keys()].map((queueType, index) => ({
    id: NEXT_ID_MIN + index,
    queueType,
    orderAt: now,
    createdAt: now,
    reservedAdvisorId: null,
  }));
  const followed = follow(input, [...waiting, ...next]);
  const position = positions(waiting);
  const of = ({ queueType }: AssignableTicket, index: number, place: number): Forecast => {
    const raw = followed[index] ?? null;
    const { averageTimeMinutes } = input.queues.get(queueType) ?? { averageTimeMinutes: 0 };
    // By name: a spread of this is a copy of a copy for everybody who waits.
    const { minutes, low, high } = raw
      ? promise(raw, input.learned.queues.get(queueType)?.calibration ?? null)
      : formulaEstimate(place, averageTimeMinutes);
    return { minutes, low, high, raw };
  };
  return {
    tickets: new Map(waiting.map((ticket, index) => [ticket.id, of(ticket, index, position.get(ticket.id) ?? 0)])),
    next: new Map(
      next.map((one, index) => [one.queueType, of(one, waiting.length + index, positionOf(one, waiting))] as const),
    ),
  };
}

/** The wait of somebody who would take a number of this queue now. */
export function forecastNext(input: ForecastInput, queueType: string): Forecast {
  return forecastBranch(input).next.get(queueType) ?? { ...NO_WAIT, raw: null };
}

/** What the courses say of each waiting ticket; null: nobody on duty can serve it. */
function follow(input: ForecastInput, waiting: readonly AssignableTicket[]): (RawForecast | null)[] {
  const { now, rules } = input;
  const onDuty = input.advisors.filter((advisor) => advisor.status !== 'OFFLINE');
  const served = waiting.map((ticket) => onDuty.some((advisor) => canServe(advisor, ticket)));
  if (!served.includes(true)) return [];
  const count = coursesFor(input.waiting.length);
  const queueTypes = [...rules.queues.keys()];
  const courses = new Courses(input, queueTypes, count);
  const replay = new Replay({ now, waiting, desks: courses.desks, rules });
  const called = new Float64Array(count * waiting.length);
  for (let index = 0; index < count; index++) replay.run(courses.begin(index), called, index * waiting.length);
  const all = new Float64Array(count);
  return served.map((there, index) => {
    if (!there) return null;
    for (let course = 0; course < count; course++) all[course] = called[course * waiting.length + index] as number;
    all.sort();
    return Number.isNaN(all[count - 1])
      ? null
      : { waitMs: quantile(all, 0.5), lowMs: quantile(all, 0.1), highMs: quantile(all, 0.9) };
  });
}

/** Fewer courses for a long line: what chance does to each of many services evens out in it. */
function coursesFor(waiting: number): number {
  if (waiting <= 60) return 32;
  return waiting <= 120 ? 16 : 8;
}
