import { Inject, Injectable, Logger } from '@nestjs/common';
import { ALERT_SEVERITIES, gravityOf, type AlertSeverity } from '@ticketero/core';

import { WallClock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { Transactions, type Statement, type Tx } from '../platform/database/transactions.js';
import { StaffChats, TelegramClient, TelegramFailure } from '../telegram/index.js';
import { NoticeFailure } from './notice-failure.js';
import { AGAIN, CLAIM, FAILED, PLAN, SENT, type ClaimedNotice } from './notice-statements.js';
import { deliveryId, telegramText, webhookBody } from './notice-words.js';
import { Webhook } from './webhook.js';

export const NOTICES_EVERY_MS = 1_000;
/** A call takes 10 s at most, and then it is written. */
const LEASE_MS = 30_000;
const UNDER_WAY_MAX = 20;
const STOP_LIMIT_MS = 3_000;
/** After the first, the second … attempt that failed. Then it is given up: who has not heard for an hour looks at the console. */
const PAUSES_MS = [5, 30, 120, 600, 1_800].map((seconds) => seconds * 1_000);

/**
 * Tells alerts outside the house: claims what is due under a lease, sends outside any transaction, writes the result afterwards. A
 * process that is killed in between leads to one repeat at most, which carries the same delivery id. Nothing waits for it.
 */
@Injectable()
export class NoticeSender {
  private readonly logger = new Logger('Alerts');
  private readonly underWay = new Map<number, Promise<void>>();
  private stopped = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly wallClock: WallClock,
    private readonly webhook: Webhook,
    private readonly client: TelegramClient,
    private readonly chats: StaffChats,
    @Inject(CONFIG) private readonly config: Pick<Config, 'telegram'>,
  ) {}

  get isOn(): boolean {
    return this.webhook.isOn || this.config.telegram !== null;
  }

  /** In the transaction that raises or clears `ids`. */
  async plan(tx: Tx, ids: number[], event: ClaimedNotice['event'], telegramFrom: AlertSeverity): Promise<void> {
    if (ids.length === 0 || !this.isOn) return;
    const grave = ALERT_SEVERITIES.filter((severity) => gravityOf(severity) >= gravityOf(telegramFrom));
    const now = new Date(this.wallClock.now());
    await tx.query(PLAN, [ids, event, now, this.webhook.isOn, this.config.telegram !== null, grave]);
  }

  /** One look. The sending goes on after it has returned. */
  async turn(): Promise<void> {
    const room = UNDER_WAY_MAX - this.underWay.size;
    if (this.stopped || room <= 0) return;
    const now = this.wallClock.now();
    const values = [new Date(now), new Date(now + LEASE_MS), room];
    for (const notice of await this.transactions.query<ClaimedNotice & Record<string, unknown>>(CLAIM, values)) {
      if (this.underWay.has(notice.id)) continue;
      const delivery = this.deliver(notice).finally(() => this.underWay.delete(notice.id));
      this.underWay.set(notice.id, delivery);
    }
  }

  /** When nothing is under way; for a clean stop, and for tests. */
  async idle(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay.values());
  }

  /** Nothing new, and no call goes on; the rest is sent by whoever comes next. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.webhook.close();
    await Promise.race([this.idle(), new Promise((done) => setTimeout(done, STOP_LIMIT_MS).unref())]);
  }

  private async deliver(notice: ClaimedNotice): Promise<void> {
    try {
      await this.send(notice);
      await this.write(SENT, [notice.id, new Date(this.wallClock.now())]);
    } catch (error) {
      if (!this.stopped) await this.failed(notice, error);
    }
  }

  private async send(notice: ClaimedNotice): Promise<void> {
    if (notice.channel === 'WEBHOOK') {
      return this.webhook.call(deliveryId(notice), webhookBody(notice), this.wallClock.now());
    }
    if (notice.chat_id === null) throw new NoticeFailure(NOT_LINKED);
    await this.client.send(notice.chat_id, telegramText(notice));
  }

  private async failed(notice: ClaimedNotice, error: unknown): Promise<void> {
    const now = this.wallClock.now();
    const { id, locked_until: mine, attempts } = notice;
    const word = error instanceof NoticeFailure || error instanceof TelegramFailure ? error.word : 'ERROR';
    const failure = error instanceof TelegramFailure ? error.failure : null;
    if (failure?.kind === 'too-many') {
      const again = new Date(now + failure.retryAfterSeconds * 1_000);
      return this.write(AGAIN, [id, mine, again, attempts, word]);
    }
    const gone = failure?.kind === 'blocked' || failure?.kind === 'no-chat';
    const pause = gone || word === NOT_LINKED ? undefined : PAUSES_MS[attempts];
    if (pause !== undefined) return this.write(AGAIN, [id, mine, new Date(now + pause), attempts + 1, word]);
    this.logger.warn(`an alert could not be told by ${notice.channel}: ${word}`);
    await this.write(FAILED, [id, mine, new Date(now), attempts + 1, word]);
    if (gone && notice.chat_id !== null) await this.chats.forget(notice.chat_id);
  }

  /** The database may be away: the lease runs out, and it is sent once more. */
  private async write(statement: Statement, values: unknown[]): Promise<void> {
    await this.transactions.query(statement, values).catch((error: unknown) => {
      this.logger.error(`what became of a notice is not written: ${error instanceof Error ? error.name : 'unknown'}`);
    });
  }
}

const NOT_LINKED = 'SIN_VINCULO';
