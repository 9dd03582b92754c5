import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';

import { Public } from '../identity/index.js';
import { ProblemError } from '../platform/errors/problem.js';
import type { Update } from './update.js';
import { Updates } from './updates.js';
import { sameSecret } from '../platform/same-secret.js';

/** Where Telegram delivers what people say, when TELEGRAM_WEBHOOK_URL is set. A 5xx makes it deliver again. */
@ApiExcludeController()
@Controller('api/telegram/webhook')
export class WebhookController {
  constructor(private readonly updates: Updates) {}

  @Post()
  @HttpCode(200)
  @Public()
  async receive(
    @Headers('x-telegram-bot-api-secret-token') given: string | undefined,
    @Body() body: unknown,
  ): Promise<void> {
    const { webhookSecret } = this.updates;
    if (webhookSecret === null) throw new ProblemError('RECURSO_NO_ENCONTRADO');
    if (!given || !sameSecret(given, webhookSecret)) throw new ProblemError('NO_AUTENTICADO');
    if (typeof body !== 'object' || body === null || !('update_id' in body)) {
      throw new ProblemError('VALIDACION_FALLIDA', {
        mensaje: 'No es una novedad de Telegram',
        detail: 'That is no update of Telegram',
      });
    }
    await this.updates.receive(body as Update);
  }
}
