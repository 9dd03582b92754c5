import type { Health, Liveness, Readiness as ReadinessAnswer } from '@ticketero/contract';
import { Controller, Get, Res, SetMetadata } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Clock } from './clock.js';
import { Transactions } from './database/transactions.js';
import { HealthReports } from './health-reports.js';
import { Answers } from './http/answers.js';
import { PUBLIC_ACCESS } from './http/public-access.js';
import { ANSWER_LIMIT_MS, Readiness } from './readiness.js';
import { JobRunner } from './scheduler/job-runner.js';
import { VERSION } from './version.js';
import { within } from './within.js';

@ApiTags('machines')
@Controller('api/health')
export class HealthController {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: JobRunner,
    private readonly clock: Clock,
    private readonly reports: HealthReports,
    private readonly readiness: Readiness,
  ) {}

  /** 503 when nobody can be served: the database is away. Anything else that fails is reported and no more. */
  @Get()
  @SetMetadata(...PUBLIC_ACCESS)
  @Answers('Health', { public: true })
  async health(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    const database = await this.databaseAnswers();
    if (!database) void reply.code(503);
    const { failed } = this.jobs;
    return {
      status: database ? 'UP' : 'DOWN',
      timestamp: new Date(this.clock.now()).toISOString(),
      version: VERSION,
      components: {
        database: database ? { ...this.reports.of('database'), status: 'UP' } : { status: 'DOWN' },
        telegram: this.reports.of('telegram'),
        schedulers: failed.length === 0 ? { status: 'UP' } : { status: 'DOWN', detail: failed.join(', ') },
        redis: this.reports.of('redis'),
      },
    };
  }

  /** For whoever starts the process anew when it hangs: nothing else is asked, so that a database that is away kills nobody. */
  @Get('live')
  @SetMetadata(...PUBLIC_ACCESS)
  @Answers('Liveness', { public: true })
  live(): Liveness {
    return { status: 'UP' };
  }

  /** For whoever decides where requests go: 503 with the reasons while this process cannot serve, or is about to stop. */
  @Get('ready')
  @SetMetadata(...PUBLIC_ACCESS)
  @Answers('Readiness', { public: true })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessAnswer> {
    const reasons = await this.readiness.reasons();
    if (reasons.length > 0) void reply.code(503);
    return { status: reasons.length === 0 ? 'UP' : 'DOWN', reasons };
  }

  private databaseAnswers(): Promise<boolean> {
    const answer = this.transactions.query({ name: 'health-1', text: 'select 1' }, []).then(
      () => true,
      () => false,
    );
    return within(ANSWER_LIMIT_MS, answer, () => false);
  }
}
