import { Module, type BeforeApplicationShutdown } from '@nestjs/common';

import { BranchesModule } from '../branches/index.js';
import { IdentityModule } from '../identity/index.js';
import { TelegramModule } from '../telegram/index.js';
import { AcknowledgeAlert } from './acknowledge-alert.js';
import { AlertHistory } from './alert-history.js';
import { AlertKeeper } from './alert-keeper.js';
import { AlertsController } from './alerts.controller.js';
import { NoticeSender } from './notice-sender.js';
import { Webhook } from './webhook.js';

@Module({
  imports: [BranchesModule, IdentityModule, TelegramModule],
  controllers: [AlertsController],
  providers: [AcknowledgeAlert, AlertHistory, AlertKeeper, NoticeSender, Webhook],
  exports: [AlertKeeper, NoticeSender],
})
export class AlertsModule implements BeforeApplicationShutdown {
  constructor(
    private readonly keeper: AlertKeeper,
    private readonly notices: NoticeSender,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    await this.keeper.idle();
    await this.notices.stop();
  }
}
