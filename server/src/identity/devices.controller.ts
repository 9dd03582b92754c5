import type { DeviceCreated, DevicesAnswer, DeviceView, PairAnswer } from '@ticketero/contract';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { BranchDirectory } from '../branches/index.js';
import type { Actor } from '../platform/actor.js';
import { CONFIG, type Config } from '../platform/config.js';
import { Answers } from '../platform/http/answers.js';
import { NoFieldsGuard } from '../platform/http/no-fields.guard.js';
import { idParam } from '../platform/http/id-param.js';
import { byAddress, byCaller, RateLimit } from '../platform/rate-limit.guard.js';
import { Devices } from './devices.js';
import { ChangeDeviceDto, CreateDeviceDto, DeviceReportDto, DevicesQueryDto, PairDto } from './dto.js';
import { Caller, CallerAsActor, CallingDevice, PairedDevice, Permit, Public } from './guard.js';
import type { Device, Principal } from './principal.js';
import { printerSetup } from './printer-setup.js';

@ApiTags('devices')
@Controller('api')
export class DevicesController {
  constructor(
    private readonly devices: Devices,
    private readonly branches: BranchDirectory,
    @Inject(CONFIG) private readonly config: Pick<Config, 'printing'>,
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

  /** Once a minute and when something changes. */
  @Post('devices/report')
  @HttpCode(204)
  @PairedDevice()
  @RateLimit({ name: 'device-report', perMinute: 60, by: byCaller })
  @Answers(null)
  async report(@Body() { sound }: DeviceReportDto, @CallingDevice() device: Device): Promise<void> {
    if (sound) await this.devices.reportSound(device.deviceId, sound);
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

  @Put('admin/devices/:id')
  @Permit('devices:write')
  @Answers('DeviceView', { errors: [404] })
  async change(
    @Param('id') id: string,
    @Body() { name, printer }: ChangeDeviceDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<DeviceView> {
    const deviceId = idParam(id, 'RECURSO_NO_ENCONTRADO');
    const { loopback } = this.config.printing;
    const change = {
      ...(name ? { name: name.trim() } : {}),
      ...(printer === undefined ? {} : { printer: printer && printerSetup(printer, loopback) }),
    };
    return this.devices.change(deviceId, caller.branchId, change, actor);
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
