import { Inject, Injectable } from '@nestjs/common';

import { CONFIG, type Config } from '../platform/config.js';

/** Links that lead to a ticket. */
@Injectable()
export class TicketLinks {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'telegram'>) {}

  /** The bot's deep link (R9), or null when Telegram is off. */
  telegram(codigoReferencia: string): string | null {
    const bot = this.config.telegram?.name;
    return bot ? `https://t.me/${bot}?start=${codigoReferencia.replaceAll('-', '')}` : null;
  }
}
