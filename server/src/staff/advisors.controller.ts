import type { AdvisorAccount, AdvisorCreated } from '@ticketero/contract';
import { Body, Controller, Delete, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Caller, CallerAsActor, Permit, type Principal } from '../identity/index.js';
import type { Actor } from '../platform/actor.js';
import { Answers } from '../platform/http/answers.js';
import { idParam } from '../platform/http/id-param.js';
import { refuseNulls } from '../platform/http/refuse-nulls.js';
import { Advisors } from './advisors.js';
import { ChangeAdvisorDto, CreateAdvisorDto } from './dto.js';

/** Who works at the desks; what they do there is supervision's. */
@ApiTags('staff')
@Controller('api/admin/advisors')
@Permit('users:write')
export class AdvisorsController {
  constructor(private readonly advisors: Advisors) {}

  @Post()
  @HttpCode(201)
  @Answers('AdvisorCreated', { status: 201, errors: [404, 409] })
  async create(
    @Body() body: CreateAdvisorDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<AdvisorCreated> {
    return this.advisors.create(body, caller, actor);
  }

  @Put(':id')
  @Answers('AdvisorAccount', { errors: [404, 409] })
  async change(
    @Param('id') id: string,
    @Body() body: ChangeAdvisorDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<AdvisorAccount> {
    refuseNulls(body);
    return this.advisors.change(idParam(id, 'ASESOR_NO_ENCONTRADO'), body, caller, actor);
  }

  @Delete(':id')
  @HttpCode(204)
  @Answers(null, { errors: [404, 409] })
  async disable(@Param('id') id: string, @Caller() caller: Principal, @CallerAsActor() actor: Actor): Promise<void> {
    await this.advisors.change(idParam(id, 'ASESOR_NO_ENCONTRADO'), { active: false }, caller, actor);
  }
}
