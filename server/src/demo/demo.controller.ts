import { DEVICE_KINDS, type DeviceKind, type Demo, type PairAnswer } from '@ticketero/contract';
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';

import { DeviceEntity, Devices, Public } from '../identity/index.js';
import { CONFIG, type Config } from '../platform/config.js';
import { ProblemError } from '../platform/errors/problem.js';
import { Answers } from '../platform/http/answers.js';
import { ChoiceField } from '../platform/http/fields.js';
import { byAddress, RateLimit } from '../platform/rate-limit.guard.js';
import { DEMO_ADVISORS, demoEmail } from './demo-seed.js';

export class DemoDeviceDto {
  @ChoiceField(DEVICE_KINDS)
  kind!: DeviceKind;
}

/** What the start page needs to show the demo; 404 wherever the demo branch is not seeded (SEED_DEMO). */
@ApiTags('demo')
@Controller('api/demo')
export class DemoController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly devices: Devices,
  ) {}

  @Get()
  @Public()
  @Answers('Demo', { public: true, errors: [404] })
  demo(): Demo {
    this.onlyInDemo();
    const advisors = DEMO_ADVISORS.map(({ name, user, moduleNumber }) => ({
      name,
      email: demoEmail(user),
      role: 'ADVISOR' as const,
      module: moduleNumber,
    }));
    return {
      password: this.config.demoPassword,
      users: [
        ...advisors,
        { name: 'Patricia Rojas', email: demoEmail('supervisor'), role: 'SUPERVISOR', module: null },
        { name: 'Administración', email: demoEmail('admin'), role: 'ADMIN', module: null },
      ],
    };
  }

  @Post('devices')
  @HttpCode(200)
  @Public()
  @RateLimit({ name: 'demo-device', perMinute: 60, by: byAddress })
  @Answers('PairAnswer', { public: true, errors: [404] })
  async device(@Body() body: DemoDeviceDto): Promise<PairAnswer> {
    this.onlyInDemo();
    const device = await this.dataSource.getRepository(DeviceEntity).findOneBy({ kind: body.kind, demo: true });
    if (!device) throw new ProblemError('RECURSO_NO_ENCONTRADO');
    return this.devices.pairDemo(device.id);
  }

  private onlyInDemo(): void {
    if (!this.config.seedDemo) throw new ProblemError('RECURSO_NO_ENCONTRADO');
  }
}
