import { Global, Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';

import { AuditLog } from './audit-log.js';
import { BranchFeed } from './branch-feed.js';
import { Clock, WallClock } from './clock.js';
import { CONFIG, type Config } from './config.js';
import { APPLICATION_ROLE, createDataSource, serverNameOf } from './database/data-source.js';
import { Transactions } from './database/transactions.js';
import { HealthController } from './health.controller.js';
import { HealthReports } from './health-reports.js';
import { Metrics } from './metrics/metrics.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { ProcessGauges } from './metrics/process-gauges.js';
import { Pii } from './pii.js';
import { keyLock } from './pii-crypto.js';
import { PiiKeys } from './pii-keys.js';
import { RateLimiter } from './rate-limiter.js';
import { Readiness } from './readiness.js';
import { Neighbours } from './redis/neighbours.js';
import { RedisLink } from './redis/redis-link.js';
import { JobRunner } from './scheduler/job-runner.js';

/** What every feature stands on. */
@Global()
@Module({})
export class PlatformModule {
  static for(
    config: Config,
    databaseUrl: string,
    clock: Clock,
    wallClock: WallClock,
    entities: EntityTarget<ObjectLiteral>[],
  ): DynamicModule {
    const dataSource = TypeOrmModule.forRootAsync({
      useFactory: () => ({ type: 'postgres' as const, manualInitialization: false, retryAttempts: 0 }),
      dataSourceFactory: () => {
        const name = serverNameOf(keyLock(config.piiKey));
        return createDataSource(databaseUrl, { role: APPLICATION_ROLE, name, entities }).initialize();
      },
    });
    const shared = [
      AuditLog,
      BranchFeed,
      HealthReports,
      JobRunner,
      Metrics,
      Neighbours,
      RateLimiter,
      Readiness,
      RedisLink,
    ];
    return {
      module: PlatformModule,
      imports: [dataSource, ScheduleModule.forRoot()],
      controllers: [HealthController, MetricsController],
      providers: [
        ...shared,
        ProcessGauges,
        { provide: CONFIG, useValue: config },
        { provide: Clock, useValue: clock },
        { provide: WallClock, useValue: wallClock },
        {
          provide: Transactions,
          useFactory: (source: DataSource) => new Transactions(source),
          inject: [getDataSourceToken()],
        },
        {
          provide: Pii,
          useFactory: (transactions: Transactions) => {
            const keys = new PiiKeys(transactions, config);
            return Pii.open(() => keys.load());
          },
          inject: [Transactions],
        },
      ],
      exports: [...shared, CONFIG, Clock, Pii, Transactions, WallClock],
    };
  }
}
