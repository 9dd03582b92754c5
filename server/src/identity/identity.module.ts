import { Module } from '@nestjs/common';

import { BranchesModule } from '../branches/index.js';
import { AuthController } from './auth.controller.js';
import { Authenticator } from './authenticator.js';
import { Devices } from './devices.js';
import { DevicesController } from './devices.controller.js';
import { Sessions } from './sessions.js';
import { Tokens } from './tokens.js';

@Module({
  imports: [BranchesModule],
  controllers: [AuthController, DevicesController],
  providers: [Authenticator, Devices, Sessions, Tokens],
  exports: [Authenticator, Devices, Tokens],
})
export class IdentityModule {}
