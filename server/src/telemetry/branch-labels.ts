import { Injectable } from '@nestjs/common';

import { Transactions, type Statement } from '../platform/database/transactions.js';

/** So many branches, the first that were made, have a label of their own: 250 of them with four queues are some 9,000 series. */
export const NAMED_BRANCHES = 250;
/** All further ones together. */
export const OTHER_BRANCHES = '(others)';

const LAST_NAMED: Statement = {
  name: 'telemetry-named-1',
  text: `select max(id) as id from (select id from branch where active order by id limit ${NAMED_BRANCHES}) named
    having count(*) = ${NAMED_BRANCHES}`,
};

/** Which branches metrics name. The same ones in every process, so that their figures can be summed. */
@Injectable()
export class BranchLabels {
  private lastNamed = Infinity;

  constructor(private readonly transactions: Transactions) {}

  /** Branches come and go. Throws when the database is away; then it stays as it was. */
  async refresh(): Promise<void> {
    const [row] = await this.transactions.query<{ id: number }>(LAST_NAMED, []);
    this.lastNamed = row?.id ?? Infinity;
  }

  of({ id, code }: { id: number; code: string }): string {
    return id <= this.lastNamed ? code : OTHER_BRANCHES;
  }

  /** The id up to which a branch is named, for SQL. */
  get upTo(): number {
    return Math.min(this.lastNamed, Number.MAX_SAFE_INTEGER);
  }
}
