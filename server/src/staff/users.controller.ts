import type { Page, PasswordReset, SessionsAnswer, UserCreated, UserView } from '@ticketero/contract';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Caller, CallerAsActor, Permit, type Principal } from '../identity/index.js';
import type { Actor } from '../platform/actor.js';
import { Answers } from '../platform/http/answers.js';
import { idParam } from '../platform/http/id-param.js';
import { NoFieldsGuard } from '../platform/http/no-fields.guard.js';
import { refuseNulls } from '../platform/http/refuse-nulls.js';
import { ChangeUserDto, CreateUserDto, UsersQueryDto } from './dto.js';
import { Users } from './users.js';

@ApiTags('staff')
@Controller('api/admin/users')
@Permit('users:write')
export class UsersController {
  constructor(private readonly users: Users) {}

  @Get()
  @Answers('UserPage', { errors: [404] })
  async list(@Query() query: UsersQueryDto, @Caller() caller: Principal): Promise<Page<UserView>> {
    return this.users.list(query, caller);
  }

  @Get(':id')
  @Answers('UserView', { errors: [404] })
  async one(@Param('id') id: string, @Caller() caller: Principal): Promise<UserView> {
    return this.users.one(userId(id), caller);
  }

  @Post()
  @HttpCode(201)
  @Answers('UserCreated', { status: 201, errors: [404, 409] })
  async create(
    @Body() body: CreateUserDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<UserCreated> {
    return this.users.create(body, caller, actor);
  }

  @Put(':id')
  @Answers('UserView', { errors: [404, 409] })
  async change(
    @Param('id') id: string,
    @Body() body: ChangeUserDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<UserView> {
    refuseNulls(body, ['branchOffice']);
    return this.users.change(userId(id), body, caller, actor);
  }

  /** Disables: what they did stays in the log under their name. */
  @Delete(':id')
  @HttpCode(204)
  @Answers(null, { errors: [404, 409] })
  async disable(@Param('id') id: string, @Caller() caller: Principal, @CallerAsActor() actor: Actor): Promise<void> {
    await this.users.change(userId(id), { active: false }, caller, actor);
  }

  @Post(':id/reset-password')
  @HttpCode(200)
  @UseGuards(NoFieldsGuard)
  @Answers('PasswordReset', { errors: [404] })
  async resetPassword(
    @Param('id') id: string,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<PasswordReset> {
    return this.users.resetPassword(userId(id), caller, actor);
  }

  @Post(':id/sign-out')
  @HttpCode(204)
  @UseGuards(NoFieldsGuard)
  @Answers(null, { errors: [404] })
  async signOut(@Param('id') id: string, @Caller() caller: Principal, @CallerAsActor() actor: Actor): Promise<void> {
    await this.users.signOut(userId(id), caller, actor);
  }

  @Get(':id/sessions')
  @Answers('SessionsAnswer', { errors: [404] })
  async sessions(@Param('id') id: string, @Caller() caller: Principal): Promise<SessionsAnswer> {
    return this.users.sessionsOf(userId(id), caller);
  }
}

const userId = (text: string): number => idParam(text, 'RECURSO_NO_ENCONTRADO');
