import { Module } from '@nestjs/common';

import { BranchesModule } from '../branches/index.js';
import { IdentityModule } from '../identity/index.js';
import { Arrivals } from './arrivals.js';
import { Reports } from './reports.js';
import { ReportsController } from './reports.controller.js';
import { RollUps } from './roll-ups.js';
import { ReportScopes } from './scope.js';

@Module({
  imports: [BranchesModule, IdentityModule],
  controllers: [ReportsController],
  providers: [Arrivals, Reports, ReportScopes, RollUps],
  exports: [RollUps],
})
export class ReportsModule {}
