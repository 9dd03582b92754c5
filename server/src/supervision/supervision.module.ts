import { Module } from '@nestjs/common';

import { AlertsModule } from '../alerts/index.js';
import { BranchesModule } from '../branches/index.js';
import { IdentityModule } from '../identity/index.js';
import { TicketsModule } from '../tickets/index.js';
import { WhatIfModule } from '../what-if/index.js';
import { AdminTicketsController } from './admin-tickets.controller.js';
import { OverviewController } from './overview.controller.js';
import { QueueStatistics } from './queue-stats.js';
import { SteppingInController } from './stepping-in.controller.js';
import { SupervisionController } from './supervision.controller.js';
import { SupervisorGateway } from './supervisor.gateway.js';
import { TicketSearch } from './ticket-search.js';

@Module({
  imports: [AlertsModule, BranchesModule, IdentityModule, TicketsModule, WhatIfModule],
  controllers: [AdminTicketsController, OverviewController, SteppingInController, SupervisionController],
  providers: [QueueStatistics, SupervisorGateway, TicketSearch],
})
export class SupervisionModule {}
