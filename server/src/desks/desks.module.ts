import { Module } from '@nestjs/common';

import { BranchesModule } from '../branches/index.js';
import { IdentityModule } from '../identity/index.js';
import { TicketsModule } from '../tickets/index.js';
import { AdvisorGateway } from './advisor.gateway.js';
import { DeskController } from './desk.controller.js';

@Module({
  imports: [BranchesModule, IdentityModule, TicketsModule],
  controllers: [DeskController],
  providers: [AdvisorGateway],
})
export class DesksModule {}
