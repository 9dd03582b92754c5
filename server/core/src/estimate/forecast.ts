import type { Advisor } from '../branch/advisor.js';
import type { Branch } from '../branch/branch.js';
import type { AssignableTicket } from '../dispatch/assign.js';
import type { DispatchRules } from '../dispatch/order.js';
import { formulaEstimate, NO_WAIT, type WaitEstimate } from './formula.js';
import { NOTHING_LEARNED, type LearnedStates, type RawForecast } from './learned.js';
import { positions } from './position.js';
import { promise } from './range.js';
import { replay, type ReplayDesk } from './replay.js';
import { expectedServiceMs, remainingServiceMs } from './service-time.js';

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
  queues: ReadonlyMap<string, { averageTimeMinutes: number }>;
  learned: LearnedStates;
}

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
    queues: branch.queues,
    learned,
  };
}

/**
 * R8: ticket id → its wait from now on, for every waiting ticket. Deterministic: no clock and no chance. Nobody on duty
 * who can serve it → the formula.
 */
export function forecast(input: ForecastInput): Map<number, Forecast> {
  const { now, waiting, rules, learned } = input;
  const serviceMs = (queueType: string): number =>
    expectedServiceMs(
      (input.queues.get(queueType)?.averageTimeMinutes ?? 0) * 60_000,
      learned.queues.get(queueType)?.service ?? null,
    );
  const called = replay({ now, waiting, rules, desks: desksOf(input, serviceMs), serviceMs });
  const position = positions(waiting);
  const forecasts = new Map<number, Forecast>();
  for (const { id, queueType } of waiting) {
    const waitMs = called.get(id);
    if (waitMs === undefined) {
      const { averageTimeMinutes } = input.queues.get(queueType) ?? { averageTimeMinutes: 0 };
      forecasts.set(id, { ...formulaEstimate(position.get(id) ?? 0, averageTimeMinutes), raw: null });
    } else {
      const told = waitMs === 0 ? NO_WAIT : promise(waitMs, learned.queues.get(queueType)?.calibration ?? null);
      forecasts.set(id, { ...told, raw: { waitMs, lowMs: waitMs, highMs: waitMs } });
    }
  }
  return forecasts;
}

/** No ticket has it: who would come now comes after all that came. */
const NEXT_ID = Number.MAX_SAFE_INTEGER;

/** The wait of somebody who would take a number of this queue now: for the kiosk and the dashboard. */
export function forecastNext(input: ForecastInput, queueType: string): Forecast {
  const next = { id: NEXT_ID, queueType, orderAt: input.now, reservedAdvisorId: null };
  const found = forecast({ ...input, waiting: [...input.waiting, next] }).get(NEXT_ID);
  return found ?? { ...NO_WAIT, raw: null };
}

function desksOf(input: ForecastInput, serviceMs: (queueType: string) => number): ReplayDesk[] {
  const desks: ReplayDesk[] = [];
  for (const advisor of input.advisors) {
    if (advisor.status === 'OFFLINE') continue;
    const ticket = input.serving.find(({ advisorId }) => advisorId === advisor.id);
    const elapsedMs = input.now - (ticket?.assignedAt ?? input.now);
    const freeInMs = ticket ? remainingServiceMs(serviceMs(ticket.queueType), elapsedMs) : 0;
    desks.push({ ...advisor, freeInMs, closes: advisor.offlineAfterCurrent });
  }
  return desks;
}
