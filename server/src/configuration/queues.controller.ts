import type { QueueView } from '@ticketero/contract';
import { Body, Controller, Delete, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { BranchDirectory } from '../branches/index.js';
import { Caller, CallerAsActor, Permit, type Principal } from '../identity/index.js';
import type { Actor } from '../platform/actor.js';
import { Answers } from '../platform/http/answers.js';
import { refuseNulls } from '../platform/http/refuse-nulls.js';
import { presentQueue } from '../supervision/index.js';
import { BranchQueryDto } from '../tickets/index.js';
import { ChangeQueueDto, CreateQueueDto } from './queue-dto.js';
import { Queues } from './queues.js';

/** R1; what a queue is at this moment is supervision's. */
@ApiTags('configuration')
@Controller('api/admin/queues')
@Permit('config:write')
export class QueuesController {
  constructor(
    private readonly queues: Queues,
    private readonly directory: BranchDirectory,
  ) {}

  @Post()
  @HttpCode(201)
  @Answers('QueueView', { status: 201, errors: [404, 409] })
  async create(
    @Body() body: CreateQueueDto,
    @Query() query: BranchQueryDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<QueueView> {
    refuseNulls(body, ['dailyCap']);
    const branchId = await this.directory.resolve(caller.branchId, query.branchOffice);
    const branch = await this.queues.create(branchId, body, actor);
    return presentQueue(branch, branch.queue(body.queueType));
  }

  @Put(':type')
  @Answers('QueueView', { errors: [404, 409] })
  async change(
    @Param('type') type: string,
    @Body() body: ChangeQueueDto,
    @Query() query: BranchQueryDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<QueueView> {
    refuseNulls(body, ['dailyCap']);
    const branchId = await this.directory.resolve(caller.branchId, query.branchOffice);
    const branch = await this.queues.set(branchId, type, body, actor);
    return presentQueue(branch, branch.queue(type));
  }

  /** Disables: no more numbers; those who wait are served. */
  @Delete(':type')
  @HttpCode(204)
  @Answers(null, { errors: [404, 409] })
  async disable(
    @Param('type') type: string,
    @Query() query: BranchQueryDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<void> {
    const branchId = await this.directory.resolve(caller.branchId, query.branchOffice);
    await this.queues.set(branchId, type, { enabled: false }, actor);
  }
}
