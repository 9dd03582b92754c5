import type { WhatIfAnswer, WhatIfQueue } from '@ticketero/contract';
import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { whatIfInput, type Branch, type QueueOutcome } from '@ticketero/core';

import { BranchDirectory, BranchReader } from '../branches/index.js';
import { Caller, Permit, type Principal } from '../identity/index.js';
import { Answers } from '../platform/http/answers.js';
import { byCaller, RateLimit } from '../platform/rate-limit.guard.js';
import { BranchQueryDto } from '../tickets/index.js';
import { Arrivals } from './arrivals.js';
import { WhatIfDto } from './dto.js';
import { readChanges } from './read-changes.js';
import { Thinker } from './thinker.js';

/** A question, and no command: nothing changes and nothing is audited. */
@ApiTags('supervision')
@Controller('api/admin/what-if')
export class WhatIfController {
  constructor(
    private readonly directory: BranchDirectory,
    private readonly branches: BranchReader,
    private readonly arrivals: Arrivals,
    private readonly thinker: Thinker,
  ) {}

  @Post()
  @HttpCode(200)
  @Permit('dashboard:read')
  @RateLimit({ name: 'what-if', perMinute: 20, by: byCaller })
  @Answers('WhatIfAnswer', { errors: [404] })
  async ask(
    @Body() body: WhatIfDto,
    @Query() query: BranchQueryDto,
    @Caller() caller: Principal,
  ): Promise<WhatIfAnswer> {
    const begin = performance.now();
    const branch = await this.branches.load(await this.directory.resolve(caller.branchId, query.branchOffice));
    const { arrivals, of, date } = await this.arrivals.expected(branch, body.arrivals ?? 'YESTERDAY');
    const input = whatIfInput(branch, arrivals);
    const changes = readChanges(branch, body.changes, input.endsAt);
    const { before, after, difference } = await this.thinker.whatIf({ input, changes });
    const coming = arrivals.filter(({ at }) => at > input.now && at < input.closesAt);
    return {
      before: before.map((queue) => presentQueue(branch, queue)),
      after: after.map((queue) => presentQueue(branch, queue)),
      difference: difference.map((late, index) => ({ queueType: before[index]?.queueType ?? '', late })),
      arrivals: { of, date, expected: coming.length },
      from: new Date(input.now).toISOString(),
      until: new Date(Math.max(input.now, Math.min(input.closesAt, input.endsAt))).toISOString(),
      seed: input.seed,
      courses: input.courses,
      tookMs: Math.round(performance.now() - begin),
    };
  }
}

function presentQueue(branch: Branch, { queueType, p50Minutes, p90Minutes, ...outcome }: QueueOutcome): WhatIfQueue {
  const { displayName, targetWaitMinutes } = branch.queue(queueType);
  const waits = { p50WaitMinutes: p50Minutes, p90WaitMinutes: p90Minutes };
  return { queueType, displayName, targetWaitMinutes, ...outcome, ...waits };
}
