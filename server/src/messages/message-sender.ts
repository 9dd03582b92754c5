import { Injectable, Logger } from '@nestjs/common';
import { afterFailure, messageText, truthOf } from '@ticketero/core';

import { Clock, WallClock } from '../platform/clock.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { Chats, TelegramClient, TelegramFailure } from '../telegram/index.js';
import { Outbox, type ClaimedMessage } from './outbox.js';

/** How often the outbox is looked at, ms of the branch's clock; and how far ahead one look claims, real ms. */
export const SENDER_EVERY_MS = 500;
const HORIZON_MS = 1_000;
/** Messages under way at once: with Telegram silent each waits 10 s. */
const UNDER_WAY_MAX = 50;
const WRITE_AGAIN_MS = 1_000;

/**
 * Sends what is due (R9): claims under a lease, sends outside any transaction, writes the result afterwards. A process
 * killed in between leads to one repeat of that message at most, and never to a lost one.
 */
@Injectable()
export class MessageSender {
  private readonly logger = new Logger('Messages');
  /** Message, and which time it is told → its sending. */
  private readonly underWay = new Map<string, Promise<void>>();
  private stopped = false;

  constructor(
    private readonly outbox: Outbox,
    private readonly client: TelegramClient,
    private readonly chats: Chats,
    private readonly clock: Clock,
    private readonly wallClock: WallClock,
    private readonly metrics: Metrics,
  ) {}

  /** One look at the outbox. The sending goes on after it has returned. */
  async turn(): Promise<void> {
    if (this.stopped) return;
    const now = this.wallClock.now();
    const room = Math.min(this.client.pace.room(now, HORIZON_MS), UNDER_WAY_MAX - this.underWay.size);
    if (room <= 0) return;
    for (const message of await this.outbox.claim(room, this.client.pace.busyChats(now))) {
      // Its lease ran out while the database was away, and what became of it is not written yet.
      const key = `${message.id}/${message.rearmed}`;
      if (this.underWay.has(key)) continue;
      this.underWay.set(
        key,
        this.deliver(message).finally(() => this.underWay.delete(key)),
      );
    }
  }

  /** When nothing is under way; for a clean stop, and for tests. */
  async idle(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay.values());
  }

  /** Nothing new; what is under way may end until `limitMs` have passed. The rest is sent again by whoever comes next. */
  async stop(limitMs: number): Promise<void> {
    this.stopped = true;
    await Promise.race([this.idle(), new Promise((done) => setTimeout(done, limitMs).unref())]);
    this.client.close();
  }

  private async deliver(message: ClaimedMessage): Promise<void> {
    const { plantilla: template, status, started_at: startedAt, chat_id: chatId } = message;
    const truth = truthOf(template, { status, startedAt: startedAt && startedAt.getTime() });
    if (truth === 'over') return this.settle(message, 'discarded', () => this.outbox.discarded(message));
    if (truth === 'not-yet' || chatId === null) {
      await this.write(() => this.outbox.notYet(message));
      return;
    }
    try {
      const telegramId = await this.client.send(chatId, textOf(message));
      this.observeLateness(message);
      await this.settle(message, 'sent', () => this.outbox.sent(message, telegramId));
    } catch (error) {
      await this.failed(message, chatId, error);
    }
  }

  private async failed(message: ClaimedMessage, chatId: string, error: unknown): Promise<void> {
    if (!(error instanceof TelegramFailure)) return this.report('a message could not be sent')(error); // its lease runs out
    const { failure, word } = error;
    if (this.stopped && failure.kind === 'other') return; // the call was ended by us: it is no failure of Telegram
    const decision = afterFailure(message.intentos, failure);
    if (decision.outcome === 'FALLIDO') {
      await this.settle(message, 'failed', () => this.outbox.failed(message, decision.failures, word));
      if (failure.kind === 'blocked' || failure.kind === 'no-chat') {
        await this.chats.forget(chatId).catch(this.report('a chat could not be forgotten'));
      }
      return;
    }
    const afterMs = decision.afterSeconds * 1_000;
    if (failure.kind === 'too-many') await this.write(() => this.outbox.later(message, afterMs, word));
    else await this.settle(message, 'retried', () => this.outbox.again(message, decision.failures, afterMs, word));
  }

  private async settle(message: ClaimedMessage, outcome: string, write: () => Promise<boolean>): Promise<void> {
    if (await this.write(write)) this.metrics.messages.inc({ template: message.plantilla, outcome });
  }

  /** The database may be away: what is known must not be lost, or the message would go out twice. */
  private async write(write: () => Promise<boolean>): Promise<boolean> {
    for (let told = false; ; told = true) {
      try {
        return await write();
      } catch (error) {
        if (this.stopped) return false;
        if (!told) this.report('a result could not be written, trying again')(error);
        await this.wallClock.wait(WRITE_AGAIN_MS);
      }
    }
  }

  /** The name of the error alone: the library's errors carry the chat and the text (R13). */
  private report(what: string): (error: unknown) => void {
    return (error) => this.logger.error(`${what}: ${error instanceof Error ? error.name : 'unknown'}`);
  }

  private observeLateness({ plantilla: template, ready_at: readyAt }: ClaimedMessage): void {
    const seconds = Math.max(0, this.clock.now() - readyAt.getTime()) / 1_000;
    this.metrics.messageLateness.observe({ template }, seconds);
  }
}

const textOf = (message: ClaimedMessage): string =>
  messageText(message.plantilla, message.language, {
    numero: message.numero,
    positionInQueue: message.position_in_queue,
    estimatedWaitMinutes: message.estimated_wait_minutes,
    moduleNumber: message.module_number,
    advisorName: message.advisor_name,
  });
