import type { Branch } from '../branch/branch.js';
import type { ExpectedWait } from './outlook.js';
import { promise, UNCALIBRATED, type Calibration } from './range.js';
import { replay, type ReplayDesk } from './replay.js';
import { expectedServiceMs, remainingServiceMs, type Learned } from './service-time.js';

/** Waits of those whom somebody on duty may serve: by ticket, and of the next number by queue. */
export interface Forecast {
  tickets: Map<number, ExpectedWait>;
  next: Map<string, ExpectedWait>;
}

/** The replay over a branch as it is. */
export function forecastOf(branch: Branch): Forecast {
  const { now, rules } = branch;
  const waiting = branch.waiting();
  const serviceMs = (queueType: string): number => {
    const queue = branch.queue(queueType);
    return expectedServiceMs(queue.averageTimeMinutes * 60_000, queue.learned as Learned | null);
  };
  const desks: ReplayDesk[] = [];
  for (const advisor of branch.advisors.values()) {
    if (advisor.status === 'OFFLINE') continue;
    const current = branch.currentOf(advisor.id);
    const freeInMs = current
      ? remainingServiceMs(serviceMs(current.queueType), now - (current.assignedAt ?? now))
      : advisor.status === 'BUSY'
        ? 60_000
        : 0;
    desks.push({ ...advisor, freeInMs, closes: advisor.offlineAfterCurrent });
  }
  const ids = new Map([...branch.queues.keys()].map((queueType, index) => [-1 - index, queueType]));
  const nexts = [...ids].map(([id, queueType]) => ({ id, queueType, orderAt: now, reservedAdvisorId: null }));
  const calibration = (branch.learned as Calibration | null) ?? UNCALIBRATED;
  const expected = (ms: number): ExpectedWait => ({ ...promise(ms, calibration), rawMs: Math.round(ms) });
  const run = (tickets: typeof nexts) => replay({ now, waiting: tickets, desks, rules, serviceMs });
  const tickets = new Map([...run(waiting)].map(([id, ms]) => [id, expected(ms)]));
  const next = new Map(
    [...run([...waiting, ...nexts])].flatMap(([id, ms]) => {
      const queueType = ids.get(id);
      return queueType === undefined ? [] : [[queueType, expected(ms)] as const];
    }),
  );
  return { tickets, next };
}
