import { Module } from '@nestjs/common';

import { BranchesModule } from '../branches/index.js';
import { IdentityModule } from '../identity/index.js';
import { Advisors } from './advisors.js';
import { AdvisorsController } from './advisors.controller.js';
import { Roles } from './roles.js';
import { RolesController } from './roles.controller.js';
import { Users } from './users.js';
import { UsersController } from './users.controller.js';

/** What an ADMIN manages: users, roles, advisors. Devices are identity's own. */
@Module({
  imports: [BranchesModule, IdentityModule],
  controllers: [AdvisorsController, RolesController, UsersController],
  providers: [Advisors, Roles, Users],
})
export class StaffModule {}
