import * as fc from 'fast-check';
import type { AssignableTicket, ReadyAdvisor } from '../dispatch/assign.js';
import {
  DISPATCH_POLICIES,
  type DispatchPolicy,
  type DispatchQueue,
  type DispatchRules,
  type WaitingTicket,
} from '../dispatch/order.js';
import { aQueue, HOUR, MINUTE, NINE_O_CLOCK, QUEUE_TYPES } from './builders.js';

/** The moment at which the tickets below are compared: three hours into the day. */
export const COMPARED_AT = NINE_O_CLOCK + 3 * HOUR;

export const policies: fc.Arbitrary<DispatchPolicy> = fc.constantFrom(...DISPATCH_POLICIES);

export const queueTypes: fc.Arbitrary<string> = fc.constantFrom(...QUEUE_TYPES);

/** A queue with R1's figures, or with others; equal priorities and equal targets are likely. */
const dispatchQueue = (queueType: string): fc.Arbitrary<DispatchQueue> =>
  fc.oneof(
    fc.constant(aQueue(queueType)),
    fc.record({
      queueType: fc.constant(queueType),
      priority: fc.integer({ min: 1, max: 4 }),
      targetWaitMinutes: fc.constantFrom(1, 5, 20, 30, 45, 120),
    }),
  );

export const rulesOf = (policy: fc.Arbitrary<DispatchPolicy>): fc.Arbitrary<DispatchRules> =>
  fc
    .record({
      policy,
      guardRatio: fc.constantFrom(0, 0.5, 0.8, 1, 1.5),
      queues: fc.tuple(...QUEUE_TYPES.map(dispatchQueue)),
    })
    .map(({ queues, ...rest }) => ({ ...rest, queues: new Map(queues.map((queue) => [queue.queueType, queue])) }));

/** Arrivals by the minute or by the millisecond, so that ties and near ties are as frequent as distant times. */
const orderAts = fc.oneof(
  fc.integer({ min: -30, max: 180 }).map((minutes) => NINE_O_CLOCK + minutes * MINUTE),
  fc.integer({ min: -30 * MINUTE, max: 3 * HOUR }).map((ms) => NINE_O_CLOCK + ms),
);

/** Waiting tickets with different ids. */
export const waitingTickets = (maxLength = 15): fc.Arbitrary<WaitingTicket[]> =>
  fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 500 }), queueType: queueTypes, orderAt: orderAts }), {
    selector: (ticket) => ticket.id,
    maxLength,
  });

const ADVISOR_IDS = [1, 2, 3, 4, 5, 6];

/** Waiting tickets, some of them reserved for one advisor (R7). */
export const assignableTickets: fc.Arbitrary<AssignableTicket[]> = fc.uniqueArray(
  fc
    .record({
      id: fc.integer({ min: 1, max: 500 }),
      queueType: queueTypes,
      orderAt: orderAts,
      reservedAdvisorId: fc.oneof(
        { weight: 4, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.constantFrom(...ADVISOR_IDS) },
      ),
    })
    .map((ticket) => ({ ...ticket, createdAt: ticket.orderAt })),
  { selector: (ticket) => ticket.id, maxLength: 12 },
);

export const readyAdvisors: fc.Arbitrary<ReadyAdvisor[]> = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...ADVISOR_IDS),
    queueTypes: fc.subarray([...QUEUE_TYPES]),
    workloadMinutes: fc.constantFrom(0, 0, 5, 30),
    lastAssignedAt: fc.oneof(fc.constant(null), fc.constantFrom(NINE_O_CLOCK, NINE_O_CLOCK + MINUTE)),
  }),
  { selector: (advisor) => advisor.id, maxLength: 6 },
);

/** Zones from UTC-11 to UTC+14, with and without summer time, whole, half and quarter hours. */
export const timeZones: fc.Arbitrary<string> = fc.constantFrom(
  'America/Santiago',
  'Pacific/Pago_Pago',
  'Pacific/Tongatapu',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Pacific/Easter',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'America/New_York',
  'America/Bogota',
  'Europe/Madrid',
  'Africa/Cairo',
  'UTC',
);

/** Calendar days of 2024 to 2031. */
export const dates: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 365 * 8 })
  .map((days) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10));
