import type { AdvisorView, BranchStatusAnswer, QueueView } from '@ticketero/contract';
import { Body, Controller, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { openQueue, releaseDesk, setBranchStatus, setStatus, type Advisor, type Branch } from '@ticketero/core';

import { BranchDirectory, BranchReader, UnitOfWork } from '../branches/index.js';
import { presentAdvisor, SetStatusDto } from '../desks/index.js';
import { Caller, CallerAsActor, Permit, type Principal } from '../identity/index.js';
import type { Actor } from '../platform/actor.js';
import { ProblemError } from '../platform/errors/problem.js';
import { Answers } from '../platform/http/answers.js';
import { idParam } from '../platform/http/id-param.js';
import { BranchQueryDto, presentOpening } from '../tickets/index.js';
import { BranchStatusDto, OpenQueueDto, ReleaseDeskDto } from './dto.js';
import { presentQueue } from './present-dashboard.js';

/** What a supervisor changes of the day: who is at the desks, and what gives numbers. */
@ApiTags('supervision')
@Controller('api/admin')
export class SteppingInController {
  constructor(
    private readonly directory: BranchDirectory,
    private readonly branches: BranchReader,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Put('queues/:type/open')
  @Permit('branch:status')
  @Answers('QueueView', { errors: [404] })
  async openQueue(
    @Param('type') type: string,
    @Body() body: OpenQueueDto,
    @Query() query: BranchQueryDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<QueueView> {
    const branchId = await this.directory.resolve(caller.branchId, query.branchOffice);
    const decide = (branch: Branch) => openQueue(branch, type, body.open, body);
    const { branch, answer } = await this.unitOfWork.run(branchId, actor, decide);
    return presentQueue(branch, answer);
  }

  @Put('branch/status')
  @Permit('branch:status')
  @Answers('BranchStatusAnswer')
  async branchStatus(
    @Body() body: BranchStatusDto,
    @Query() query: BranchQueryDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<BranchStatusAnswer> {
    const branchId = await this.directory.resolve(caller.branchId, query.branchOffice);
    const decide = (branch: Branch) => {
      setBranchStatus(branch, body.status, body);
    };
    const { branch } = await this.unitOfWork.run(branchId, actor, decide);
    return { status: branch.status, opening: presentOpening(branch) };
  }

  @Put('advisors/:id/status')
  @Permit('advisors:status')
  @Answers('AdvisorView', { errors: [404, 409] })
  async advisorStatus(
    @Param('id') id: string,
    @Body() body: SetStatusDto,
    @Query() query: BranchQueryDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<AdvisorView> {
    return this.atDesk(id, query, caller, actor, (branch, advisorId) => setStatus(branch, advisorId, body));
  }

  @Post('advisors/:id/release')
  @HttpCode(200)
  @Permit('advisors:status')
  @Answers('AdvisorView', { errors: [404, 409] })
  async release(
    @Param('id') id: string,
    @Body() body: ReleaseDeskDto,
    @Query() query: BranchQueryDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<AdvisorView> {
    return this.atDesk(id, query, caller, actor, (branch, advisorId) => releaseDesk(branch, advisorId, body));
  }

  /** Throws ASESOR_NO_ENCONTRADO, SIN_PERMISO for an advisor of another branch than the caller's. */
  private async atDesk(
    id: string,
    { branchOffice }: BranchQueryDto,
    caller: Principal,
    actor: Actor,
    decide: (branch: Branch, advisorId: number) => Advisor,
  ): Promise<AdvisorView> {
    const advisorId = idParam(id, 'ASESOR_NO_ENCONTRADO');
    const branchId = await this.branches.branchOfAdvisor(advisorId);
    if (branchOffice !== undefined) await this.directory.resolve(caller.branchId, branchOffice);
    if (caller.branchId !== null && caller.branchId !== branchId) throw new ProblemError('SIN_PERMISO');
    const { branch, answer } = await this.unitOfWork.run(branchId, actor, (loaded) => decide(loaded, advisorId));
    return presentAdvisor(branch, answer);
  }
}
