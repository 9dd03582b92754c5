import { Injectable } from '@nestjs/common';
import type { Branch } from '@ticketero/core';

import { BranchFeed } from '../platform/branch-feed.js';
import type { Statement, Tx } from '../platform/database/transactions.js';
import { BranchReader } from './branch-reader.js';

const RAISE: Statement = {
  name: 'branch-news-1',
  text: 'update branch set revision = revision + 1 where id = $1',
};

/** What screens show of a branch and no command of its unit of work has changed: configuration, its devices. */
@Injectable()
export class BranchNews {
  constructor(
    private readonly branches: BranchReader,
    private readonly feed: BranchFeed,
  ) {}

  /** In the transaction of the change: the screens of other processes find out by the revision. */
  async raise(branchId: number, tx: Tx): Promise<void> {
    await tx.query(RAISE, [branchId]);
  }

  /** After its commit, with the revision raised. */
  async tell(branchId: number): Promise<Branch> {
    const branch = await this.branches.load(branchId);
    this.feed.publish(branch);
    return branch;
  }
}
