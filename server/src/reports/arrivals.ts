import type { ArrivalsCell, ArrivalsReport } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';

import { Transactions } from '../platform/database/transactions.js';
import type { ArrivalsQueryDto } from './dto.js';
import { OPEN_DAYS, rangeOf } from './report-statement.js';
import { ReportScopes } from './scope.js';

/** A day on which another queue gave numbers was a day all the same. $1 branches, $2 first day, $3 last day, $4 none: of any
 *  queue, $5 the queue wanted or null. */
const ARRIVALS = `
  with open_days as materialized (${OPEN_DAYS}),
  cells as materialized (select business_date, queue_type, hour, issued from (${rangeOf('report_hour', 'true')}) c),
  days as (
    select extract(isodow from business_date)::int as weekday, count(distinct business_date)::int as days
    from cells group by 1)
  select d.weekday, d.days, c.hour, coalesce(c.issued, 0)::int as issued
  from days d left join (
    select extract(isodow from business_date)::int as weekday, hour::int, sum(issued) as issued
    from cells where $5::text is null or queue_type = $5 group by 1, 2) c using (weekday)
  order by 1, 3`;

interface Row {
  weekday: number;
  days: number;
  /** Null: of the wanted queue nobody came on such a weekday. */
  hour: number | null;
  issued: number;
}

/** When people come: the heat map of a week. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly scopes: ReportScopes,
    private readonly transactions: Transactions,
  ) {}

  /** `own`: the caller's branch; null: the whole bank. Throws as `Reports.of`. */
  async of(own: number | null, query: ArrivalsQueryDto): Promise<ArrivalsReport> {
    const { from, to, branchIds, branchOffice, queueType, now } = await this.scopes.of(own, query);
    const statement = { name: '', text: ARRIVALS };
    const values = [branchIds, from, to, null, queueType];
    const found = await this.transactions.query<Row & Record<string, unknown>>(statement, values);
    const days = new Map(found.map((row) => [row.weekday, row.days]));
    return {
      ...{ from, to, branchOffice, queueType },
      generatedAt: new Date(now).toISOString(),
      days: [...days].map(([weekday, count]) => ({ weekday, days: count })),
      cells: found.flatMap(cellOf),
    };
  }
}

function cellOf({ weekday, hour, issued, days }: Row): ArrivalsCell[] {
  return hour === null ? [] : [{ weekday, hour, issued, mean: Math.round((issued * 100) / days) / 100 }];
}
