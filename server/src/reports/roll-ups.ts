import { Injectable } from '@nestjs/common';

import { Clock } from '../platform/clock.js';
import { Transactions, type Statement } from '../platform/database/transactions.js';
import { cellsOf, columnsOf, dutyOf, type Grain } from './cells.js';

/**
 * Days of a branch that are over and not rolled up. Over: the branch has begun another, by which its last ticket was
 * closed (R4); so nothing of it can change any more. Back to the oldest ticket there is (R12).
 */
const PENDING: Statement = {
  name: 'report-pending-1',
  text: `select b.id as branch, day::date::text as day
    from branch b
    cross join lateral (select min(business_date) as oldest from ticket where branch_id = b.id) t
    cross join lateral generate_series(t.oldest, b.business_date - 1, interval '1 day') day
    where not exists (select from report_day r where r.branch_id = b.id and r.business_date = day::date)
    order by 1, 2`,
};

const insert = (grain: Grain): string =>
  `insert into ${grain} (${columnsOf(grain)}) ${cellsOf(grain, 'select * from claimed')}`;

/** The whole day in one statement: whoever comes second finds it there and writes nothing. $1 branch, $2 day, $3 now. */
const ROLL_UP: Statement = {
  name: 'report-roll-up-1',
  text: `with claimed as (
      insert into report_day (branch_id, business_date, rolled_up_at) values ($1, $2, $3)
        on conflict do nothing returning branch_id, business_date),
    hours as (${insert('report_hour')}),
    desks as (${insert('report_desk')})
    insert into report_duty (branch_id, business_date, advisor_id, hour, on_duty_ms, busy_ms)
      ${dutyOf('select * from claimed', '$3')}`,
};

/** The days that are over, summed up once each, whatever the number of processes; what reports read instead of tickets. */
@Injectable()
export class RollUps {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Every day that is over and missing, the oldest first; `stopping`: leave the rest for later. */
  async run(stopping?: AbortSignal): Promise<void> {
    const now = new Date(this.clock.now());
    for (const { branch, day } of await this.transactions.query<{ branch: number; day: string }>(PENDING, [])) {
      if (stopping?.aborted) return;
      await this.transactions.query(ROLL_UP, [branch, day, now]);
    }
  }
}
