import type { DeviceCreated, DevicesAnswer, PairAnswer } from '@ticketero/contract';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { BranchDirectory } from '../branches/index.js';
import type { Actor } from '../platform/actor.js';
import { Answers } from '../platform/http/answers.js';
import { NoFieldsGuard } from '../platform/http/no-fields.guard.js';
import { idParam } from '../platform/http/id-param.js';
import { byAddress, RateLimit } from '../platform/rate-limit.guard.js';
import { Devices } from './devices.js';
import { CreateDeviceDto, DevicesQueryDto, PairDto } from './dto.js';
import { Caller, CallerAsActor, Permit, Public } from './guard.js';
import type { Principal } from './principal.js';

@ApiTags('devices')
@Controller('api')
export class DevicesController {
  constructor(
    private readonly devices: Devices,
    private readonly branches: BranchDirectory,
  ) {}

  /** Ten tries a minute: guessing six digits within their ten minutes is hopeless. */
  @Post('devices/pair')
  @HttpCode(200)
  @Public()
  @RateLimit({ name: 'pair', perMinute: 10, by: byAddress })
  @Answers('PairAnswer', { public: true })
  async pair(@Body() body: PairDto, @CallerAsActor() actor: Actor): Promise<PairAnswer> {
    return this.devices.pair(body.pairingCode, actor);
  }

  /** Whoever is bank-wide and names no branch sees them all. */
  @Get('admin/devices')
  @Permit('devices:write')
  @Answers('DevicesAnswer', { errors: [404] })
  async list(@Query() query: DevicesQueryDto, @Caller() caller: Principal): Promise<DevicesAnswer> {
    const all = caller.branchId === null && query.branchOffice === undefined;
    return this.devices.list(all ? null : await this.branches.resolve(caller.branchId, query.branchOffice));
  }

  @Post('admin/devices')
  @HttpCode(201)
  @Permit('devices:write')
  @Answers('DeviceCreated', { status: 201, errors: [404] })
  async create(
    @Body() body: CreateDeviceDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<DeviceCreated> {
    const branchId = await this.branches.resolve(caller.branchId, body.branchOffice);
    return this.devices.create(branchId, body.kind, body.name.trim(), actor);
  }

  @Post('admin/devices/:id/pairing-code')
  @HttpCode(201)
  @UseGuards(NoFieldsGuard)
  @Permit('devices:write')
  @Answers('DeviceCreated', { status: 201, errors: [404] })
  async pairingCode(
    @Param('id') id: string,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<DeviceCreated> {
    return this.devices.newPairingCode(idParam(id, 'RECURSO_NO_ENCONTRADO'), caller.branchId, actor);
  }

  @Delete('admin/devices/:id')
  @HttpCode(204)
  @Permit('devices:write')
  @Answers(null, { errors: [404] })
  async revoke(@Param('id') id: string, @Caller() caller: Principal, @CallerAsActor() actor: Actor): Promise<void> {
    await this.devices.revoke(idParam(id, 'RECURSO_NO_ENCONTRADO'), caller.branchId, actor);
  }
}
