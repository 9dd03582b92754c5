import type { BranchCard, BranchesOverview } from '@ticketero/contract';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { BranchDirectory, BranchReader } from '../branches/index.js';
import { Caller, Permit, type Principal } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import { Answers } from '../platform/http/answers.js';
import { AUTO_REFRESH_SECONDS } from './present-dashboard.js';
import { presentCard, worstFirst } from './present-overview.js';

/** So many branches are read at once: the desks' commands need the database too. */
const AT_ONCE = 3;

/** The branches of the bank side by side, for those who watch all of them. */
@ApiTags('supervision')
@Controller('api/admin/branches')
export class OverviewController {
  constructor(
    private readonly directory: BranchDirectory,
    private readonly branches: BranchReader,
    private readonly clock: Clock,
  ) {}

  /** Of a branch's own people: that branch alone. */
  @Get('overview')
  @Permit('dashboard:read')
  @Answers('BranchesOverview')
  async overview(@Caller() caller: Principal): Promise<BranchesOverview> {
    const ids = caller.branchId === null ? (await this.directory.all()).map(({ id }) => id) : [caller.branchId];
    const cards: BranchCard[] = [];
    const reader = async (): Promise<void> => {
      for (let id = ids.shift(); id !== undefined; id = ids.shift()) {
        cards.push(presentCard(await this.branches.load(id)));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, reader));
    const now = this.clock.now();
    return {
      branches: worstFirst(cards, now),
      lastUpdated: new Date(now).toISOString(),
      autoRefreshInterval: AUTO_REFRESH_SECONDS,
    };
  }
}
