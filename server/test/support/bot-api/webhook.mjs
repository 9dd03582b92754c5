// @ts-check
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

import { pause } from './http.mjs';

/** @typedef {import('./types.mjs').Update} Update */
/** @typedef {{ url: string, secret: string, maxConnections: number }} Target */

const ANSWER_MS = 10_000;

/** Posts the updates, one after another, to where the bot wants them. */
export class Webhook {
  /** @type {Target | null} */
  #target = null;
  #stop = new AbortController();
  /** @type {{ at: number, message: string } | null} */
  #lastError = null;
  /** A method within the body of an answer. @type {(payload: Record<string, any>) => Promise<void>} */
  onReply = () => Promise.resolve();

  /**
   * @param {import('./updates.mjs').Updates} updates
   * @param {{ now: () => number, redeliverMs: number }} options
   */
  constructor(updates, { now, redeliverMs }) {
    this.updates = updates;
    this.now = now;
    this.redeliverMs = redeliverMs;
    updates.onNew = () => this.#wake();
  }

  get active() {
    return this.#target !== null;
  }

  /** @type {() => void} */
  #wake = () => {};

  /** @param {Target | null} target */
  set(target) {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#target = target;
    this.#lastError = null;
    this.#wake = () => {};
    if (target) void this.#deliver(target, this.#stop.signal);
  }

  info() {
    const { url = '', maxConnections } = this.#target ?? {};
    return {
      url,
      has_custom_certificate: false,
      pending_update_count: this.updates.pending.length,
      ...(this.#lastError && {
        last_error_date: Math.floor(this.#lastError.at / 1_000),
        last_error_message: this.#lastError.message,
      }),
      ...(url === '' ? {} : { max_connections: maxConnections, ip_address: new URL(url).hostname }),
      ...(this.updates.allowed.length > 0 && { allowed_updates: this.updates.allowed }),
    };
  }

  /**
   * @param {Target} target
   * @param {AbortSignal} stopped
   */
  async #deliver(target, stopped) {
    while (!stopped.aborted) {
      const update = this.updates.first;
      if (update === undefined) {
        await this.#news(stopped);
      } else if (await this.#post(target, update, stopped)) {
        this.updates.confirmBefore(update.update_id + 1);
      } else {
        // The later ones wait: a bot hears things in the order in which they happened.
        await pause(this.redeliverMs, stopped);
      }
    }
  }

  /**
   * @param {AbortSignal} stopped
   * @returns {Promise<void>}
   */
  #news(stopped) {
    return new Promise((wake) => {
      const end = () => {
        stopped.removeEventListener('abort', end);
        wake();
      };
      stopped.addEventListener('abort', end);
      this.#wake = end;
    });
  }

  /**
   * @param {Target} target
   * @param {Update} update
   * @param {AbortSignal} stopped
   * @returns {Promise<boolean>} whether the bot has it
   */
  async #post(target, update, stopped) {
    try {
      const { status, text } = await post(target, JSON.stringify(update), stopped);
      if (status < 200 || status > 299) throw new Error(`Wrong response from the webhook: ${status}`);
      const reply = parsed(text);
      if (typeof reply?.method === 'string') await this.onReply(reply);
      return true;
    } catch (error) {
      if (!stopped.aborted) this.#lastError = { at: this.now(), message: /** @type {Error} */ (error).message };
      return false;
    }
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null; // nobody asked for a body
  }
}

/**
 * @param {Target} target
 * @param {string} body
 * @param {AbortSignal} stopped
 * @returns {Promise<{ status: number, text: string }>}
 */
function post({ url, secret }, body, stopped) {
  const request = url.startsWith('https:') ? requestHttps : requestHttp;
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...(secret && { 'x-telegram-bot-api-secret-token': secret }),
  };
  return new Promise((answered, failed) => {
    // A connection of its own: none is left over when the bot stops.
    const out = request(
      url,
      { method: 'POST', headers, agent: false, signal: stopped, timeout: ANSWER_MS },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => (text += chunk));
        answer.on('end', () => answered({ status: answer.statusCode ?? 0, text }));
        answer.on('error', failed);
      },
    );
    out.on('timeout', () => out.destroy(new Error('Read timeout expired')));
    out.on('error', failed);
    out.end(body);
  });
}
