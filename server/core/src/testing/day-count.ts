import type { QueueDayDelta } from '../branch/changes.js';
import { NO_QUEUE_DAY } from '../branch/day-counts.js';
import type { Queue } from '../branch/queue.js';
import type { Ticket } from '../ticket/ticket.js';

/** What the rows of a day say of a queue or an advisor: the product's own fields, counted in another way. Times in ms. */
export type DaySums = Omit<QueueDayDelta, 'businessDate' | 'queueType'>;

/** Counts the tickets of each day by themselves, ticket by ticket: what one says is taken out before it says otherwise. */
export class DayCount {
  private readonly queues = new Map<string, DaySums>();
  private readonly advisors = new Map<string, DaySums>();

  /** Key: "date queueType". */
  ofQueue(key: string): DaySums {
    return kept(this.queues, key);
  }

  /** Key: "date advisorId". */
  ofAdvisor(key: string): DaySums {
    return kept(this.advisors, key);
  }

  move(was: Ticket | undefined, now: Ticket, queues: readonly Queue[]): void {
    // A number stays that of the queue which gave it; everything else counts where it happened.
    if (!was) this.ofQueue(`${now.businessDate} ${now.queueType}`).issued += 1;
    else this.count(was, -1, queues);
    this.count(now, 1, queues);
  }

  private count(ticket: Ticket, times: 1 | -1, queues: readonly Queue[]): void {
    const { businessDate, queueType, advisorId, status, assignedAt, createdAt, completedAt } = ticket;
    const queue = this.ofQueue(`${businessDate} ${queueType}`);
    if (assignedAt !== null) {
      const target = queues.find((one) => one.queueType === queueType)?.targetWaitMinutes ?? 0;
      queue.called += times;
      queue.waitMs += times * (assignedAt - createdAt);
      if (assignedAt - createdAt <= target * 60_000) queue.withinTarget += times;
      compare(queue, ticket, assignedAt, times);
    }
    if (status === 'CANCELADO') queue.cancelled += times;
    const carriers = advisorId === null ? [queue] : [queue, this.ofAdvisor(`${businessDate} ${advisorId}`)];
    for (const sums of carriers) {
      if (status === 'NO_ATENDIDO') sums.noShow += times;
      if (status !== 'COMPLETADO') continue;
      sums.served += times;
      sums.serviceMs += times * ((completedAt ?? 0) - (assignedAt ?? 0));
    }
  }
}

function compare(queue: DaySums, { promise }: Ticket, assignedAt: number, times: 1 | -1): void {
  if (!promise) return;
  const waited = (assignedAt - promise.at) / 60_000;
  const errorMs = Math.round((waited - promise.minutes) * 60_000);
  queue.compared += times;
  queue.errorMs += times * errorMs;
  queue.absoluteErrorMs += times * Math.abs(errorMs);
  if (promise.low <= waited && waited <= promise.high) queue.covered += times;
}

function kept(sums: Map<string, DaySums>, key: string): DaySums {
  let found = sums.get(key);
  if (!found) sums.set(key, (found = { ...NO_QUEUE_DAY }));
  return found;
}
