import { Module } from '@nestjs/common';

import { BranchesModule } from '../branches/index.js';
import { IdentityModule } from '../identity/index.js';
import { Arrivals } from './arrivals.js';
import { LiveHints } from './live-hints.js';
import { Thinker } from './thinker.js';
import { WhatIfController } from './what-if.controller.js';

@Module({
  imports: [BranchesModule, IdentityModule],
  controllers: [WhatIfController],
  providers: [Arrivals, LiveHints, Thinker],
  exports: [LiveHints],
})
export class WhatIfModule {}
