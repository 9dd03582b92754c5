import { Module } from '@nestjs/common';

import { BranchesModule } from '../branches/index.js';
import { IdentityModule } from '../identity/index.js';
import { BoardController } from './board.controller.js';
import { DisplayGateway } from './display.gateway.js';

@Module({
  imports: [BranchesModule, IdentityModule],
  controllers: [BoardController],
  providers: [DisplayGateway],
})
export class BoardModule {}
