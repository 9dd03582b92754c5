import { Inject, Injectable } from '@nestjs/common';
import { Telegram, TelegramError } from 'telegraf';

import { WallClock } from '../platform/clock.js';
import { CONFIG, type Config, type TelegramConfig } from '../platform/config.js';
import { HealthReports } from '../platform/health-reports.js';
import { Pace } from './pace.js';
import { TelegramFailure, type FailureWord } from './telegram-failure.js';
import type { Update } from './update.js';

/** Buttons under a message, or the keyboard that shares the own number. */
export type Keyboard =
  | { inline_keyboard: { text: string; callback_data: string }[][] }
  | { keyboard: { text: string; request_contact?: boolean }[][]; resize_keyboard: true; one_time_keyboard: true }
  | { remove_keyboard: true };

/** How long Telegram holds an empty getUpdates; below the limit of a call. */
const POLL_SECONDS = 8;
const UPDATE_KINDS = ['message', 'callback_query'];
const DEFAULT_RETRY_SECONDS = 1;
/** So long after the last message that failed; its attempts are at most two minutes apart. */
const SENDING_DOUBTED_MS = 5 * 60_000;

/**
 * The only way to Telegram, and the only importer of its library. Every call ends within `callLimitMs` (the library's own
 * limit is 500 s) and fails with a TelegramFailure that carries no payload.
 */
@Injectable()
export class TelegramClient {
  readonly pace = new Pace();
  private readonly config: TelegramConfig | null;
  private readonly api: Telegram | null;
  private readonly closing = new AbortController();
  private readonly down = new Map<string, { word: string; since: number; last: number }>();
  private calledAt = 0;

  constructor(
    @Inject(CONFIG) { telegram }: Pick<Config, 'telegram'>,
    private readonly clock: WallClock,
    private readonly health: HealthReports,
  ) {
    this.config = telegram;
    this.api = telegram && new Telegram(telegram.token, { apiRoot: telegram.apiRoot });
    health.report('telegram', { status: telegram ? 'UP' : 'OFF' });
  }

  /** How long ago Telegram was last called, ms. */
  get idleMs(): number {
    return this.clock.now() - this.calledAt;
  }

  /** Sends HTML to a chat when its turn comes (25/s in all, 1/s per chat), and answers Telegram's message id. */
  async send(chatId: string, html: string, keyboard?: Keyboard): Promise<string> {
    const wait = this.pace.take(chatId, this.clock.now());
    if (wait > 0) await this.clock.wait(wait);
    const payload = { chat_id: chatOf(chatId), text: html, parse_mode: 'HTML', reply_markup: keyboard };
    try {
      const { message_id: id } = await this.call<{ message_id: number }>('sendMessage', payload);
      return String(id);
    } catch (error) {
      if (error instanceof TelegramFailure && error.failure.kind === 'too-many') {
        this.pace.hold(chatId, this.clock.now() + error.failure.retryAfterSeconds * 1_000);
      }
      throw error;
    }
  }

  /** Ends the waiting of a pressed button. */
  async answerButton(callbackId: string): Promise<void> {
    await this.call('answerCallbackQuery', { callback_query_id: callbackId });
  }

  /** Takes the buttons from under a message. */
  async dropButtons(chatId: string, messageId: number): Promise<void> {
    await this.call('editMessageReplyMarkup', { chat_id: chatOf(chatId), message_id: messageId });
  }

  /** What people wrote since `offset`; waits some seconds for it. */
  async updates(offset: number, signal: AbortSignal): Promise<Update[]> {
    const payload = { offset, timeout: POLL_SECONDS, allowed_updates: UPDATE_KINDS };
    return this.call<Update[]>('getUpdates', payload, signal);
  }

  /** Tells Telegram that everything before `offset` is done. */
  async confirm(offset: number): Promise<void> {
    await this.call('getUpdates', { offset, timeout: 0, limit: 1, allowed_updates: UPDATE_KINDS });
  }

  /** The bot's own name. */
  async me(): Promise<string> {
    return (await this.call<{ username: string }>('getMe', {})).username;
  }

  async useWebhook(url: string, secret: string): Promise<void> {
    await this.call('setWebhook', { url, secret_token: secret, allowed_updates: UPDATE_KINDS });
  }

  async usePolling(): Promise<void> {
    await this.call('deleteWebhook', {}, undefined, false); // the poll tells how Telegram is
  }

  /** `language`: null for whoever has none of their own. */
  async showCommands(commands: { command: string; description: string }[], language: string | null): Promise<void> {
    await this.call('setMyCommands', { commands, ...(language && { language_code: language }) }, undefined, false);
  }

  /** No call outlives this. */
  close(): void {
    this.closing.abort();
  }

  /** `telling`: what comes of it says how Telegram is. */
  private async call<T>(method: string, payload: object, stop?: AbortSignal, telling = true): Promise<T> {
    if (!this.api || !this.config) throw new TelegramFailure('SIN_CONEXION', { kind: 'other' });
    this.calledAt = this.clock.now();
    const part = method === 'sendMessage' ? 'sending' : 'rest';
    const limit = AbortSignal.timeout(this.config.callLimitMs);
    const signal = AbortSignal.any([limit, this.closing.signal, ...(stop ? [stop] : [])]);
    try {
      const answer = await this.api.callApi(method as 'getMe', payload as never, { signal: signal as never });
      if (telling) this.note(part, null);
      return answer as T;
    } catch (error) {
      const failure = toFailure(error);
      const stopped = stop?.aborted === true || this.closing.signal.aborted;
      if (telling && !stopped) this.note(part, failure.answered ? null : failure.word);
      throw failure;
    }
  }

  /**
   * Health says how Telegram is, and when it is down since when. Sending and the rest apart: that updates come in says
   * nothing of whether messages go out.
   */
  private note(part: 'sending' | 'rest', word: string | null): void {
    const now = this.clock.now();
    if (word === null) this.down.delete(part);
    else this.down.set(part, { word, since: this.down.get(part)?.since ?? now, last: now });
    const sending = this.down.get('sending');
    if (sending && now - sending.last > SENDING_DOUBTED_MS) this.down.delete('sending'); // nothing was sent since
    const [trouble] = this.down.values();
    this.health.report(
      'telegram',
      trouble
        ? { status: 'DOWN', detail: `${trouble.word} desde ${new Date(trouble.since).toISOString()}` }
        : { status: 'UP' },
    );
  }
}

/** As Telegram itself writes chats: a number. */
const chatOf = (chatId: string): number | string => (Number.isSafeInteger(Number(chatId)) ? Number(chatId) : chatId);

/** Without the library's error: that one carries the chat and the text. */
function toFailure(error: unknown): TelegramFailure {
  const other = (word: FailureWord): TelegramFailure => new TelegramFailure(word, { kind: 'other' });
  if (error instanceof TelegramError) {
    switch (error.code) {
      case 403:
        return new TelegramFailure('BLOQUEADO', { kind: 'blocked' });
      case 400:
        return /chat not found/i.test(error.description)
          ? new TelegramFailure('CHAT_NO_ENCONTRADO', { kind: 'no-chat' })
          : new TelegramFailure('RECHAZADO', { kind: 'refused' });
      case 429: {
        const seconds = Number(error.parameters?.retry_after);
        const retryAfterSeconds = Number.isFinite(seconds) && seconds > 0 ? seconds : DEFAULT_RETRY_SECONDS;
        return new TelegramFailure('DEMASIADOS_MENSAJES', { kind: 'too-many', retryAfterSeconds });
      }
      case 401:
      case 404:
        return other('NO_AUTORIZADO');
      case 409:
        return other('CONFLICTO');
      default:
        return other('ERROR_DE_TELEGRAM');
    }
  }
  const { name, type } = error as { name?: string; type?: string };
  if (name === 'AbortError') return other('SIN_RESPUESTA');
  if (type === 'invalid-json') return other('RESPUESTA_ILEGIBLE');
  return other('SIN_CONEXION');
}
