import type { Queue } from '../../branch/queue.js';
import { MINUTE, SECOND } from '../builders.js';
import type { Random } from '../random.js';
import type { Calendar } from './calendar.js';
import { lognormal, poisson, twoPeaks } from './distributions.js';

/** Somebody who comes to the branch. */
export interface Customer {
  /** Stands for the national id: one active ticket at a time (R3). */
  person: number;
  at: number;
  queueType: string;
  preferential: boolean;
  contact: 'none' | 'phone' | 'chat';
  /** What the service takes with an advisor of speed 1, ms. */
  serviceMs: number;
  walkMs: number;
  /** Leaves, and says so, after waiting this long. */
  patienceMs: number;
  /** In the hall when called; somewhere near, and back after the call; or gone without a word. */
  presence: 'here' | 'late' | 'gone';
  /** What turns out at the desk. */
  errand: 'plain' | 'document' | 'otherQueue' | 'person';
}

const SHARES: Record<string, number> = { CAJA: 0.6, PERSONAL_BANKER: 0.2, EMPRESAS: 0.13, GERENCIA: 0.07 };
const SERVICE_CV = 0.7;

/** The customers of a day, in the order in which they come. `load`: work over what `desks` can do, in the mean. */
export function customersOf(
  random: Random,
  calendar: Calendar,
  queues: readonly Queue[],
  { desks, load }: { desks: number; load: number },
): Customer[] {
  const untilMs = calendar.closesAt - calendar.opensAt;
  const minutesEach = queues.reduce((sum, queue) => sum + (SHARES[queue.queueType] ?? 0) * queue.averageTimeMinutes, 0);
  const perHourMax = (desks * 60 * load) / minutesEach;
  const customers = queues.flatMap((queue) =>
    poisson(random, {
      perHourMax: perHourMax * (SHARES[queue.queueType] ?? 0),
      untilMs,
      share: twoPeaks(untilMs),
    }).map((ms) => customer(random, queue, calendar.opensAt + ms)),
  );
  customers.sort((a, b) => a.at - b.at);
  return customers.map((one, index) => ({ ...one, person: index + 1 }));
}

function customer(random: Random, queue: Queue, at: number): Customer {
  return {
    person: 0,
    at,
    queueType: queue.queueType,
    preferential: random.chance(0.08),
    contact: random.pick(['none', 'phone', 'chat']),
    serviceMs: Math.round(lognormal(random, queue.averageTimeMinutes * MINUTE, SERVICE_CV)),
    walkMs: random.between(5, 40) * SECOND,
    patienceMs: random.chance(0.1) ? random.between(3, 25) * MINUTE : random.between(60, 240) * MINUTE,
    presence: random.chance(0.9) ? 'here' : random.pick(['late', 'gone']),
    errand: random.chance(0.85) ? 'plain' : random.pick(['document', 'otherQueue', 'person']),
  };
}
