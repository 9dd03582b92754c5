import type { WhatIfAnswer, WhatIfArrivals } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';
import {
  addDays,
  forecastInput,
  instantOf,
  learnedArrivals,
  learnedOf,
  type Branch,
  type ExpectedArrival,
} from '@ticketero/core';

import { Transactions, type Statement } from '../platform/database/transactions.js';

/** The latest of these days on which numbers were given, and who took one. $1 branch, $2 days. */
const ARRIVALS: Statement = {
  name: 'what-if-arrivals-1',
  text: `
    select to_char(t.business_date, 'YYYY-MM-DD') as date, t.queue_type as "queueType", t.preferential,
      (extract(epoch from t.created_at) * 1000)::float8 as at
    from ticket t
    where t.branch_id = $1 and t.business_date = (
      select max(d.day) from unnest($2::date[]) as d(day)
      where exists (select 1 from ticket u where u.branch_id = $1 and u.business_date = d.day))
    order by t.created_at, t.id`,
};

/** How far back a day is looked for. */
const DAYS_BACK = 10;
const WEEKS_BACK = 4;
/** Branches whose other day is kept: it does not change any more. */
const KEPT_MAX = 200;

export interface Expected {
  arrivals: ExpectedArrival[];
  of: WhatIfAnswer['arrivals']['of'];
  date: string | null;
}

/** Who is expected for the rest of the day: those of another day at the same time of the wall clock. */
@Injectable()
export class Arrivals {
  private readonly kept = new Map<string, Expected>();

  constructor(private readonly transactions: Transactions) {}

  async expected(branch: Branch, like: WhatIfArrivals): Promise<Expected> {
    const key = `${branch.state.id} ${branch.today} ${like}`;
    const known = this.kept.get(key);
    if (known) return known;
    const found = await this.find(branch, like);
    if (found.of === like) this.keep(key, found); // what is learned goes on being learned
    return found;
  }

  private async find(branch: Branch, like: WhatIfArrivals): Promise<Expected> {
    const { id, timeZone } = branch.state;
    const back = like === 'YESTERDAY' ? range(DAYS_BACK) : range(WEEKS_BACK).map((week) => 7 * week);
    const days = back.map((many) => addDays(branch.today, -many));
    const rows = await this.transactions.query<ExpectedArrival & { date: string }>(ARRIVALS, [id, days]);
    const [first] = rows;
    if (!first) return learned(branch);
    // Noon to noon: a change of the clocks happens at night, and people come by the clock on the wall.
    const shift = instantOf(branch.today, 12 * 60, timeZone) - instantOf(first.date, 12 * 60, timeZone);
    const arrivals = rows.map(({ at, queueType, preferential }) => ({ at: at + shift, queueType, preferential }));
    return { arrivals, of: like, date: first.date };
  }

  private keep(key: string, found: Expected): void {
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size >= KEPT_MAX) this.kept.delete(oldest);
    this.kept.set(key, found);
  }
}

const range = (many: number): number[] => Array.from({ length: many }, (_, index) => index + 1);

function learned(branch: Branch): Expected {
  const arrivals = learnedArrivals(forecastInput(branch, learnedOf(branch)));
  return { arrivals, of: arrivals.length > 0 ? 'LEARNED' : 'NONE', date: null };
}
