import { Inject, Injectable } from '@nestjs/common';

import { CONFIG, type Config } from '../platform/config.js';
import type { Links } from './present-ticket.js';

/** The customer's page on this server. */
export const pagePath = (codigoReferencia: string): string => `/t/${codigoReferencia}`;

/** Links that lead to a ticket. */
@Injectable()
export class TicketLinks {
  private bot: string | null;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'telegram' | 'publicUrl'>) {
    this.bot = config.telegram?.name ?? null;
  }

  get knowsBot(): boolean {
    return this.bot !== null;
  }

  /** As it is set, or as it told itself; null while nobody knows. */
  get botName(): string | null {
    return this.bot;
  }

  /** The bot told its own name: nobody had to configure it. */
  useBot(name: string): void {
    this.bot ??= name;
  }

  /** Opens the bot with a word that it reads; null when Telegram is off. */
  toBot(word: string): string | null {
    return this.bot && `https://t.me/${this.bot}?start=${word}`;
  }

  /** The bot's deep link (R9), or null when Telegram is off; and the customer's page. */
  of(codigoReferencia: string): Links {
    const page = pagePath(codigoReferencia);
    return {
      telegramLink: this.toBot(codigoReferencia.replaceAll('-', '')),
      pageLink: this.config.publicUrl ? this.config.publicUrl + page : page,
    };
  }
}
