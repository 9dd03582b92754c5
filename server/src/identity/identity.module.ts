import { Module } from '@nestjs/common';

import { BranchesModule } from '../branches/index.js';
import { AuthController } from './auth.controller.js';
import { Authenticator } from './authenticator.js';
import { Devices } from './devices.js';
import { DevicesController } from './devices.controller.js';
import { FirstAdmin } from './first-admin.js';
import { Passwords } from './passwords.js';
import { Sessions } from './sessions.js';
import { SignInPace } from './sign-in-pace.js';
import { SocketWatch } from './socket-watch.js';
import { Tokens } from './tokens.js';

@Module({
  imports: [BranchesModule],
  controllers: [AuthController, DevicesController],
  providers: [Authenticator, Devices, FirstAdmin, Passwords, Sessions, SignInPace, SocketWatch, Tokens],
  exports: [Authenticator, Devices, FirstAdmin, Passwords, Sessions, SocketWatch, Tokens],
})
export class IdentityModule {}
