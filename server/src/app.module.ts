import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';

import { AlertsModule } from './alerts/index.js';
import { AuditModule } from './audit/audit.module.js';
import { BoardModule } from './board/index.js';
import { BrandModule } from './brand/index.js';
import { AdvisorEntity, BranchEntity, BranchesModule, QueueEntity } from './branches/index.js';
import { ConfigurationModule } from './configuration/index.js';
import { DemoModule } from './demo/index.js';
import { DesksModule } from './desks/index.js';
import {
  AccessGuard,
  DeviceEntity,
  IdentityModule,
  PairingCodeEntity,
  RefreshTokenEntity,
  RoleEntity,
  UserEntity,
} from './identity/index.js';
import { WallClock, type Clock } from './platform/clock.js';
import { MessagesModule } from './messages/index.js';
import type { Config } from './platform/config.js';
import { ProblemFilter } from './platform/errors/problem.filter.js';
import { PlatformModule } from './platform/platform.module.js';
import { RateLimitGuard } from './platform/rate-limit.guard.js';
import { StrictValidationPipe } from './platform/validation.pipe.js';
import { PrintingModule } from './printing/index.js';
import { Retention } from './privacy/index.js';
import { ReportsModule } from './reports/index.js';
import { Schedules } from './schedules.js';
import { StaffModule } from './staff/index.js';
import { SupervisionModule } from './supervision/index.js';
import { TelegramModule } from './telegram/index.js';
import { TelemetryModule } from './telemetry/index.js';
import { TicketsModule } from './tickets/index.js';
import { WhatIfModule } from './what-if/index.js';

export const ENTITIES = [
  AdvisorEntity,
  BranchEntity,
  DeviceEntity,
  PairingCodeEntity,
  QueueEntity,
  RefreshTokenEntity,
  RoleEntity,
  UserEntity,
];

@Module({})
export class AppModule {
  static for(config: Config, databaseUrl: string, clock: Clock, wallClock = new WallClock()): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.for(config, databaseUrl, clock, wallClock, ENTITIES),
        AlertsModule,
        AuditModule,
        BoardModule,
        BranchesModule,
        BrandModule,
        ConfigurationModule,
        DemoModule,
        DesksModule,
        IdentityModule,
        MessagesModule,
        PrintingModule,
        ReportsModule,
        StaffModule,
        SupervisionModule,
        TelegramModule,
        TelemetryModule,
        TicketsModule,
        WhatIfModule,
      ],
      providers: [
        Retention,
        Schedules,
        // In this order: who is it, are they too many, is it well formed.
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: RateLimitGuard },
        { provide: APP_PIPE, useClass: StrictValidationPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
