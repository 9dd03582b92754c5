import type { RolesAnswer, RoleView } from '@ticketero/contract';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Caller, CallerAsActor, Permit, type Principal } from '../identity/index.js';
import type { Actor } from '../platform/actor.js';
import { Answers } from '../platform/http/answers.js';
import { ChangeRoleDto } from './dto.js';
import { Roles } from './roles.js';

@ApiTags('staff')
@Controller('api/admin/roles')
@Permit('users:write')
export class RolesController {
  constructor(private readonly roles: Roles) {}

  @Get()
  @Answers('RolesAnswer')
  async list(): Promise<RolesAnswer> {
    return this.roles.list();
  }

  /** Of the whole bank, so only for an ADMIN of the whole bank. */
  @Put(':name')
  @Answers('RoleView', { errors: [404, 409] })
  async change(
    @Param('name') name: string,
    @Body() body: ChangeRoleDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<RoleView> {
    return this.roles.change(name, body.permissions, caller, actor);
  }
}
