import { Module } from '@nestjs/common';

import { BranchesModule } from '../branches/index.js';
import { IdentityModule } from '../identity/index.js';
import { TelegramModule } from '../telegram/index.js';
import { TicketsModule } from '../tickets/index.js';
import { Branches } from './branches.js';
import { BranchesController } from './branches.controller.js';
import { ChangeBranch } from './change-branch.js';
import { ImportBranch } from './import-branch.js';
import { Queues } from './queues.js';
import { QueuesController } from './queues.controller.js';
import { TelegramTest } from './telegram-test.js';
import { TelegramController } from './telegram.controller.js';

/** What an ADMIN sets up: branches, queues, hours, texts, rules (R1, R3 to R9). People are staff's, devices identity's. */
@Module({
  imports: [BranchesModule, IdentityModule, TelegramModule, TicketsModule],
  controllers: [BranchesController, QueuesController, TelegramController],
  providers: [Branches, ChangeBranch, ImportBranch, Queues, TelegramTest],
})
export class ConfigurationModule {}
