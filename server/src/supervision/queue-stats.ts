import type { QueueStats } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';
import type { Branch, Queue } from '@ticketero/core';

import { Transactions, type Statement } from '../platform/database/transactions.js';

const minutes = (expression: string): string => `round((extract(epoch from ${expression}) / 60)::numeric, 2)::float8`;

/** One queue's day from its tickets. $1 branch, $2 day, $3 queue, $4 target in minutes. */
const STATS: Statement = {
  name: 'queue-stats-1',
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
  round(avg((wait <= make_interval(mins => $4))::int), 4)::float8 as within_target
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
}

/** Today's figures of one queue, from the raw tickets of the day. */
@Injectable()
export class QueueStatistics {
  constructor(private readonly transactions: Transactions) {}

  async of(branch: Branch, queue: Queue): Promise<QueueStats> {
    const values = [branch.state.id, branch.today, queue.queueType, queue.targetWaitMinutes];
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
      estimate: { compared: 0, mae: null, bias: null, coverage: null },
    };
  }
}
