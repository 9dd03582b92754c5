import { hkdfSync } from 'node:crypto';

import { Inject, Injectable, Logger } from '@nestjs/common';
import { LANGUAGES, type Language } from '@ticketero/contract';

import { WallClock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { TicketLinks } from '../tickets/index.js';
import { BOT_TEXTS } from './bot-texts.js';
import { Bot } from './bot.js';
import { TelegramClient } from './telegram-client.js';
import { TelegramFailure } from './telegram-failure.js';
import type { Update } from './update.js';

/** A process that polls and dies is replaced after this: longer than the four calls of a first turn can take. */
export const UPDATES_LEASE_MS = 45_000;

const RETRY_MS = { first: 1_000, most: 30_000 };
/** An update that cannot be handled is left after so many tries: the ones behind it wait. */
const TRIES = 3;
/** A process without anything to tell Telegram asks how it is. */
const PROBE_AFTER_MS = 60_000;

/** How what people say comes in: by long polling, of one process at a time, or by a webhook (CONTRACT.md, environment). */
@Injectable()
export class Updates {
  /** What Telegram sends with each webhook call, so that nobody else can; the same in every process. */
  readonly webhookSecret: string | null;
  private readonly logger = new Logger('Telegram');
  private offset = 0;
  private prepared = false;
  private failures = 0;
  private notBefore = 0;
  private stuck = { updateId: 0, tries: 0 };

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'telegram' | 'jwtKey'>,
    private readonly client: TelegramClient,
    private readonly bot: Bot,
    private readonly links: TicketLinks,
    private readonly clock: WallClock,
  ) {
    const webhook = config.telegram?.webhookUrl ? config.telegram : null;
    this.webhookSecret =
      webhook && Buffer.from(hkdfSync('sha256', config.jwtKey, webhook.token, 'ticketero webhook', 32)).toString('hex');
  }

  /** One turn of the process that has the lease: asks for updates and handles them. Telegram's failures are waited out. */
  async turn(stopping: AbortSignal): Promise<void> {
    if (this.clock.now() < this.notBefore) return;
    try {
      await this.prepare();
      if (!this.config.telegram?.webhookUrl) await this.poll(stopping);
      this.failures = 0;
    } catch (error) {
      if (!(error instanceof TelegramFailure)) throw error;
      if (stopping.aborted) return;
      if (error.word === 'CONFLICTO') this.prepared = false; // a webhook is set, or was set again
      this.failures += 1;
      const backOff = Math.min(RETRY_MS.most, RETRY_MS.first * 2 ** (this.failures - 1));
      const { failure } = error;
      const wait = failure.kind === 'too-many' ? failure.retryAfterSeconds * 1_000 : backOff;
      this.notBefore = this.clock.now() + wait;
      if (this.failures === 1) this.logger.warn(`no updates: ${error.word}`);
    }
  }

  /** By webhook. One that cannot be handled is delivered again, and left out in the end. Throws until then. */
  receive(update: Update): Promise<void> {
    return this.handle(update);
  }

  /** Each process: learns the bot's name where nobody configured it, and how Telegram is. */
  async probe(): Promise<void> {
    if (this.links.knowsBot && this.client.idleMs < PROBE_AFTER_MS) return;
    try {
      this.links.useBot(await this.client.me());
    } catch (error) {
      if (!(error instanceof TelegramFailure)) throw error; // health says it
    }
  }

  private async poll(stopping: AbortSignal): Promise<void> {
    const before = this.offset;
    try {
      for (const update of await this.client.updates(before, stopping)) {
        await this.handle(update);
        this.offset = update.update_id + 1;
      }
    } finally {
      // At once: who polls next may be another process. What Telegram misses here it learns with this one's next poll.
      if (this.offset > before) await this.client.confirm(this.offset).catch(this.unimportant);
    }
  }

  private async handle(update: Update): Promise<void> {
    const { update_id: updateId } = update;
    if (this.stuck.updateId !== updateId) this.stuck = { updateId, tries: 0 };
    this.stuck.tries += 1;
    try {
      await this.bot.handle(update);
    } catch (error) {
      if (this.stuck.tries < TRIES) throw error;
      this.logger.error(`an update was left out: ${error instanceof Error ? error.name : 'unknown'}`);
    }
  }

  /** Once for each process that takes over: where updates go, and the menu in the chat. */
  private async prepare(): Promise<void> {
    if (this.prepared) return;
    const webhookUrl = this.config.telegram?.webhookUrl;
    if (webhookUrl && this.webhookSecret) await this.client.useWebhook(webhookUrl, this.webhookSecret);
    else await this.client.usePolling().catch(this.unimportant); // if one is set, the poll says CONFLICTO
    this.prepared = true;
    // To each who has Telegram in a language of ours in that one, and in English to everybody else.
    await this.showMenu('en', null);
    for (const language of LANGUAGES.filter((one) => one !== 'en')) await this.showMenu(language, language);
  }

  private showMenu(texts: Language, language: Language | null): Promise<void> {
    const commands = Object.entries(BOT_TEXTS[texts].commands).map(([command, description]) => ({
      command,
      description,
    }));
    return this.client.showCommands(commands, language).catch(this.unimportant);
  }

  private readonly unimportant = (error: unknown): void => {
    if (!(error instanceof TelegramFailure)) throw error;
  };
}
