import type { AdvisorsAnswer, Dashboard, QueueDetail, QueueStats, QueueView, Summary } from '@ticketero/contract';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { AlertKeeper } from '../alerts/index.js';
import { BranchDirectory, BranchReader } from '../branches/index.js';
import { presentAdvisor } from '../desks/index.js';
import { Caller, Permit, type Principal } from '../identity/index.js';
import { invalid } from '../platform/errors/problem.js';
import { Answers } from '../platform/http/answers.js';
import { isDay } from '../platform/http/day.js';
import { BranchQueryDto, DayQueryDto } from '../tickets/index.js';
import { LiveHints } from '../what-if/index.js';
import { presentAdvisorsSummary, presentDashboard, presentQueue, presentQueueDetail } from './present-dashboard.js';
import { QueueStatistics } from './queue-stats.js';

/** What a supervisor watches. */
@ApiTags('supervision')
@Controller('api/admin')
export class SupervisionController {
  constructor(
    private readonly directory: BranchDirectory,
    private readonly branches: BranchReader,
    private readonly statistics: QueueStatistics,
    private readonly alerts: AlertKeeper,
    private readonly hints: LiveHints,
  ) {}

  @Get('dashboard')
  @Permit('dashboard:read')
  @Answers('Dashboard')
  async dashboard(@Query() query: BranchQueryDto, @Caller() caller: Principal): Promise<Dashboard> {
    const branchId = await this.directory.resolve(caller.branchId, query.branchOffice);
    await this.alerts.settled(branchId);
    const branch = await this.branches.load(branchId);
    return presentDashboard(branch, this.hints.of(branch));
  }

  @Get('summary')
  @Permit('dashboard:read')
  @Answers('Summary')
  async summary(@Query() query: BranchQueryDto, @Caller() caller: Principal): Promise<Summary> {
    const branch = await this.load(query, caller);
    const stats = await Promise.all([...branch.queues.values()].map((queue) => this.statistics.of(branch, queue)));
    const dashboard = presentDashboard(branch, null);
    return {
      averageTimes: stats.map((queue) => ({
        queueType: queue.queueType,
        configuredTime: queue.averageTimeConfigured,
        realAverageTime: queue.averageTimeReal,
        ticketsProcessed: queue.ticketsProcessedToday,
      })),
      ticketsSummary: dashboard.ticketsSummary,
      advisorsSummary: dashboard.advisorsSummary,
      lastUpdated: dashboard.lastUpdated,
    };
  }

  @Get('queues')
  @Permit('queues:read')
  @Answers('QueueViews')
  async queues(@Query() query: BranchQueryDto, @Caller() caller: Principal): Promise<QueueView[]> {
    const branch = await this.load(query, caller);
    return [...branch.queues.values()].map((queue) => presentQueue(branch, queue));
  }

  @Get('queues/:type')
  @Permit('queues:read')
  @Answers('QueueDetail', { errors: [404] })
  async queue(
    @Param('type') type: string,
    @Query() query: BranchQueryDto,
    @Caller() caller: Principal,
  ): Promise<QueueDetail> {
    const branch = await this.load(query, caller);
    return presentQueueDetail(branch, branch.queue(type));
  }

  @Get('queues/:type/stats')
  @Permit('queues:read')
  @Answers('QueueStats', { errors: [404] })
  async queueStats(
    @Param('type') type: string,
    @Query() query: DayQueryDto,
    @Caller() caller: Principal,
  ): Promise<QueueStats> {
    const branch = await this.load(query, caller);
    const day = query.date ?? branch.today;
    if (!isDay(day) || day > branch.today) throw invalid({ date: 'No es un día hasta hoy' });
    return this.statistics.of(branch, branch.queue(type), day);
  }

  @Get('advisors')
  @Permit('advisors:read')
  @Answers('AdvisorsAnswer')
  async advisors(@Query() query: BranchQueryDto, @Caller() caller: Principal): Promise<AdvisorsAnswer> {
    const branch = await this.load(query, caller);
    return {
      advisors: [...branch.advisors.values()].map((advisor) => presentAdvisor(branch, advisor)),
      summary: presentAdvisorsSummary(branch),
    };
  }

  private async load(query: BranchQueryDto, caller: Principal) {
    return this.branches.load(await this.directory.resolve(caller.branchId, query.branchOffice));
  }
}
