import { expectedArrivals, SLOT_MS, SLOTS } from '../estimate/arrivals.js';
import { drawn, hash } from '../estimate/even-draw.js';
import type { ForecastInput } from '../estimate/forecast.js';
import type { ReplayTicket } from '../estimate/replay.js';

/** Somebody who will come, as far as is known: one who came at this time of another day. */
export interface ExpectedArrival {
  /** ms since the epoch, today. */
  at: number;
  queueType: string;
  preferential: boolean;
}

/** Ids of those who have not come yet begin here: above every ticket's, and below those that a forecast makes. */
const COMING_ID_MIN = 2 ** 45;
/** Nobody comes at yesterday's minute: as much earlier or later as this. */
const APART_MS = 10 * 60_000;
/** How many come where one is expected (Poisson): cumulative shares of 0, 1, 2 …; 5 is as many as there are. */
const HOW_MANY = [0.3679, 0.7358, 0.9197, 0.981, 0.9963];
const COPIES = HOW_MANY.length + 1;

const HOW_MANY_DRAW = 3001;
const APART_DRAW = 3002;

export interface ArrivalsInput {
  now: number;
  /** From here on no numbers are given. */
  closesAt: number;
  arrivals: readonly ExpectedArrival[];
  preferentialCreditMs: number;
  seed: number;
  /** How many courses there are, a power of two. */
  courses: number;
  /** Today is like that day, and not the same: how many come, and when, differs in each course. */
  vary: boolean;
}

/** Who comes until closing in one course, as tickets that wait from their time on. The same for the same seed. */
export function comingTickets(input: ArrivalsInput, course: number): ReplayTicket[] {
  const coming: ReplayTicket[] = [];
  for (const [index, arrival] of input.arrivals.entries()) {
    if (!input.vary) {
      addTicket(coming, input, arrival, arrival.at, index * COPIES);
      continue;
    }
    const many = howMany(shareOf(input, index, HOW_MANY_DRAW, course));
    for (let copy = 0; copy < many; copy++) {
      const key = index * COPIES + copy;
      const apart = (2 * shareOf(input, key, APART_DRAW, course) - 1) * APART_MS;
      addTicket(coming, input, arrival, Math.round(arrival.at + apart), key);
    }
  }
  return coming;
}

function addTicket(
  coming: ReplayTicket[],
  { now, closesAt, preferentialCreditMs }: ArrivalsInput,
  { queueType, preferential }: ExpectedArrival,
  at: number,
  key: number,
): void {
  if (at <= now || at >= closesAt) return;
  const orderAt = at - (preferential ? preferentialCreditMs : 0); // R5
  coming.push({ id: COMING_ID_MIN + key, queueType, orderAt, createdAt: at, comesAt: at, reservedAdvisorId: null });
}

function howMany(share: number): number {
  const many = HOW_MANY.findIndex((until) => share < until);
  return many < 0 ? HOW_MANY.length : many;
}

const shareOf = ({ seed, courses }: ArrivalsInput, key: number, purpose: number, course: number): number =>
  (drawn(hash(hash(key, purpose), seed), course, courses) + 0.5) / courses;

/**
 * Where no other day is known: as many as the branch has learned to expect in each half hour (R8), evenly spread over it.
 * Nobody where no whole day was seen either.
 */
export function learnedArrivals({ now, sinceMidnightMs, learned }: ForecastInput): ExpectedArrival[] {
  const midnight = now - sinceMidnightMs;
  const all: ExpectedArrival[] = [];
  for (const [queueType, queue] of learned.queues) {
    const perSlot = expectedArrivals(queue?.arrivals ?? null, sinceMidnightMs) ?? [];
    let expected = 0;
    let next = 0.5; // whole people, as many as the sum says
    for (let slot = 0; slot < SLOTS; slot++) {
      const rate = perSlot[slot] ?? 0;
      for (; next < expected + rate; next += 1) {
        const at = midnight + Math.round((slot + (next - expected) / rate) * SLOT_MS);
        all.push({ at, queueType, preferential: false });
      }
      expected += rate;
    }
  }
  return all.sort((a, b) => a.at - b.at);
}
