import type { EstimateQuality, QueueStats } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';
import type { Branch, Queue } from '@ticketero/core';

import { Transactions, type Statement } from '../platform/database/transactions.js';

const minutes = (expression: string): string => `round((extract(epoch from ${expression}) / 60)::numeric, 2)::float8`;

/** One queue's day from its tickets, and from its row what became of its promises (R8). $1 branch, $2 day, $3 queue, $4
 *  target in minutes. */
const STATS: Statement = {
  name: 'queue-stats-2',
  text: `
with today as (
  select *, assigned_at - created_at as wait from ticket
  where branch_id = $1 and business_date = $2 and queue_type = $3)
select count(*) filter (where status = 'COMPLETADO')::int as processed,
  round(avg(actual_service_time_minutes), 2)::float8 as mean_service,
  max(actual_service_time_minutes)::float8 as longest_service,
  min(actual_service_time_minutes)::float8 as shortest_service,
  ${minutes('max(wait)')} as longest_wait, ${minutes('min(wait)')} as shortest_wait,
  ${minutes('percentile_cont(0.5) within group (order by wait)')} as p50,
  ${minutes('percentile_cont(0.9) within group (order by wait)')} as p90,
  round(avg((wait <= make_interval(mins => $4))::int), 4)::float8 as within_target,
  (select json_build_object('compared', d.compared,
      'mae', round(d.absolute_error_ms / 60000.0 / nullif(d.compared, 0), 2),
      'bias', round(d.error_ms / 60000.0 / nullif(d.compared, 0), 2),
      'coverage', round(d.covered::numeric / nullif(d.compared, 0), 4))
    from queue_day d where d.branch_id = $1 and d.business_date = $2 and d.queue_type = $3) as estimate
from today`,
};

interface Row {
  processed: number;
  mean_service: number | null;
  longest_service: number | null;
  shortest_service: number | null;
  longest_wait: number | null;
  shortest_wait: number | null;
  p50: number | null;
  p90: number | null;
  within_target: number | null;
  /** Null before the first ticket of the day. */
  estimate: EstimateQuality | null;
}

/** The figures of one queue and one day. */
@Injectable()
export class QueueStatistics {
  constructor(private readonly transactions: Transactions) {}

  /** `day`: YYYY-MM-DD in the branch's time zone; what is configured is what is configured now. */
  async of(branch: Branch, queue: Queue, day: string = branch.today): Promise<QueueStats> {
    const values = [branch.state.id, day, queue.queueType, queue.targetWaitMinutes];
    const [row] = await this.transactions.query<Row>(STATS, values);
    return {
      queueType: queue.queueType,
      averageTimeConfigured: queue.averageTimeMinutes,
      averageTimeReal: row?.mean_service ?? null,
      ticketsProcessedToday: row?.processed ?? 0,
      longestServiceTime: row?.longest_service ?? null,
      shortestServiceTime: row?.shortest_service ?? null,
      longestWaitTime: row?.longest_wait ?? null,
      shortestWaitTime: row?.shortest_wait ?? null,
      p50WaitMinutes: row?.p50 ?? null,
      p90WaitMinutes: row?.p90 ?? null,
      withinTarget: row?.within_target ?? null,
      estimate: row?.estimate ?? { compared: 0, mae: null, bias: null, coverage: null },
    };
  }
}
