import { Module, type BeforeApplicationShutdown } from '@nestjs/common';

import { BranchesModule } from '../branches/index.js';
import { IdentityModule } from '../identity/index.js';
import { AcknowledgeAlert } from './acknowledge-alert.js';
import { AlertHistory } from './alert-history.js';
import { AlertKeeper } from './alert-keeper.js';
import { AlertsController } from './alerts.controller.js';

@Module({
  imports: [BranchesModule, IdentityModule],
  controllers: [AlertsController],
  providers: [AcknowledgeAlert, AlertHistory, AlertKeeper],
  exports: [AlertKeeper],
})
export class AlertsModule implements BeforeApplicationShutdown {
  constructor(private readonly keeper: AlertKeeper) {}

  beforeApplicationShutdown(): Promise<void> {
    return this.keeper.idle();
  }
}
