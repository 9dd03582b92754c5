import type { AlertEpisode, AlertsAnswer } from '@ticketero/contract';
import { Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { BranchDirectory } from '../branches/index.js';
import { Caller, CallerAsActor, Permit, type Principal } from '../identity/index.js';
import type { Actor } from '../platform/actor.js';
import { Answers } from '../platform/http/answers.js';
import { idParam } from '../platform/http/id-param.js';
import { NoFieldsGuard } from '../platform/http/no-fields.guard.js';
import { BranchQueryDto } from '../tickets/index.js';
import { AcknowledgeAlert } from './acknowledge-alert.js';
import { AlertHistory } from './alert-history.js';
import { AlertsQueryDto } from './dto.js';

/** What was wrong, and who sees to it. */
@ApiTags('supervision')
@Controller('api/admin/alerts')
export class AlertsController {
  constructor(
    private readonly directory: BranchDirectory,
    private readonly history: AlertHistory,
    private readonly acknowledgeAlert: AcknowledgeAlert,
  ) {}

  @Get()
  @Permit('dashboard:read')
  @Answers('AlertPage')
  async list(@Query() query: AlertsQueryDto, @Caller() caller: Principal): Promise<AlertsAnswer> {
    return this.history.run(await this.directory.resolve(caller.branchId, query.branchOffice), query);
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  @Permit('alerts:write')
  @UseGuards(NoFieldsGuard)
  @Answers('AlertEpisode', { errors: [404] })
  async acknowledge(
    @Param('id') id: string,
    @Query() query: BranchQueryDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<AlertEpisode> {
    const alertId = idParam(id, 'RECURSO_NO_ENCONTRADO');
    const branchId = await this.directory.resolve(caller.branchId, query.branchOffice);
    const name = caller.kind === 'person' ? caller.name : actor.name;
    return this.acknowledgeAlert.run(branchId, alertId, name, actor);
  }
}
