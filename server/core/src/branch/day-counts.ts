import type { AdvisorDayDelta, QueueDayDelta } from './changes.js';

/** A queue's day on which nothing has happened. */
export const NO_QUEUE_DAY: Readonly<Omit<QueueDayDelta, 'businessDate' | 'queueType'>> = {
  issued: 0,
  called: 0,
  withinTarget: 0,
  served: 0,
  noShow: 0,
  cancelled: 0,
  waitMs: 0,
  serviceMs: 0,
  compared: 0,
  errorMs: 0,
  absoluteErrorMs: 0,
  covered: 0,
};
const NO_ADVISOR_DAY = { served: 0, noShow: 0, serviceMs: 0 };

/** What one command adds to the rows of the day. */
export class DayCounts {
  private readonly queueDays = new Map<string, QueueDayDelta>();
  private readonly advisorDays = new Map<string, AdvisorDayDelta>();

  addToQueue(businessDate: string, queueType: string, delta: Partial<QueueDayDelta>): void {
    addTo(this.queueDays, `${businessDate} ${queueType}`, delta, { businessDate, queueType, ...NO_QUEUE_DAY });
  }

  addToAdvisor(businessDate: string, advisorId: number, delta: Partial<AdvisorDayDelta>): void {
    addTo(this.advisorDays, `${businessDate} ${advisorId}`, delta, { businessDate, advisorId, ...NO_ADVISOR_DAY });
  }

  get queues(): QueueDayDelta[] {
    return [...this.queueDays.values()];
  }

  get advisors(): AdvisorDayDelta[] {
    return [...this.advisorDays.values()];
  }
}

/** Adds the numbers of `delta` to those kept under `key`. */
function addTo<K, V extends object>(kept: Map<K, V>, key: K, delta: Partial<V>, zero: V): void {
  const sum = (kept.get(key) ?? zero) as Record<string, unknown>;
  for (const [name, value] of Object.entries(delta)) {
    if (typeof value === 'number') sum[name] = (sum[name] as number) + value;
  }
  kept.set(key, sum as V);
}
