import type { TelegramTestAnswer, TelegramView } from '@ticketero/contract';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Permit } from '../identity/index.js';
import { Answers } from '../platform/http/answers.js';
import { TextField } from '../platform/http/fields.js';
import { byCaller, RateLimit } from '../platform/rate-limit.guard.js';
import { TelegramTest } from './telegram-test.js';

export class TelegramTestDto {
  @TextField({
    max: 16,
    optional: true,
    pattern: /^\+[1-9]\d{6,14}$/,
    message: 'El teléfono debe tener el formato +56XXXXXXXXX',
    description: 'Uno que se compartió con el bot; ausente: solo se le pregunta al bot quién es',
    example: '+56912345678',
  })
  telefono?: string | null;
}

@ApiTags('configuration')
@Controller('api/admin/telegram')
@Permit('config:write')
export class TelegramController {
  constructor(private readonly test: TelegramTest) {}

  @Get()
  @Answers('TelegramView')
  view(): TelegramView {
    return this.test.view();
  }

  /** Ten a minute: somebody's telephone rings. */
  @Post('test')
  @HttpCode(200)
  @RateLimit({ name: 'telegram-test', perMinute: 10, by: byCaller })
  @Answers('TelegramTestAnswer')
  async send(@Body() { telefono }: TelegramTestDto): Promise<TelegramTestAnswer> {
    return this.test.run(telefono ?? null);
  }
}
