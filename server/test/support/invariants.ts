import { checkBranch } from '@ticketero/core/testing';

import { BranchReader } from '../../src/branches/index.js';
import { FORBIDDEN } from '../../src/doctor/index.js';
import type { TestApp } from './app.js';
import { rows, type Row } from './rows.js';

/** R6: waiting tickets whose stored position or status is not what a recalculation of this moment would write. */
export const positionsBehind = (test: TestApp): Promise<Row[]> =>
  rows(
    test,
    `select numero, stored, place, status from (
       select numero, status, position_in_queue as stored,
         row_number() over (partition by branch_id, queue_type order by order_at, id) as place
       from ticket where status in ('EN_ESPERA', 'PROXIMO')) t
     where stored <> place or (place <= 3 and status <> 'PROXIMO')`,
  );

/** What a database must never show, whatever was done to it: rule → the rows that break it. Empty: all is well. */
export async function broken(test: TestApp): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const [rule, sql] of Object.entries(FORBIDDEN)) {
    const violations = await rows(test, sql);
    if (violations.length > 0) found[rule] = violations;
  }
  for (const { id } of await rows(test, 'select id from branch')) {
    try {
      const branch = await test.app.get(BranchReader).load(id);
      checkBranch(branch.state, branch.now);
    } catch (error) {
      found[`branch ${id}`] = [String(error)];
    }
  }
  return found;
}
