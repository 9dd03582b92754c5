// @ts-check
import { tooManyRequests } from './errors.mjs';

/** @typedef {import('./types.mjs').Limits} Limits */

const SECOND = 1_000;

/** Times of the messages taken, for one chat or for all. */
class Stream {
  /** @type {number[]} as many as the limit looks back on */
  #recent = [];
  /** @type {number[]} of the last second */
  #second = [];
  peak = 0;

  /**
   * @param {number | undefined} perSecond
   * @param {number} burst
   */
  constructor(perSecond, burst) {
    this.burst = perSecond === undefined ? 0 : burst;
    this.windowMs = perSecond === undefined ? 0 : (burst / perSecond) * SECOND;
  }

  /**
   * @param {number} at
   * @returns {number} ms until one more is allowed
   */
  waitFrom(at) {
    const oldest = this.#recent[0];
    if (this.burst === 0 || oldest === undefined || this.#recent.length < this.burst) return 0;
    return Math.max(0, oldest + this.windowMs - at);
  }

  /** @param {number} at */
  took(at) {
    this.#recent.push(at);
    if (this.#recent.length > this.burst) this.#recent.shift();
    this.#second.push(at);
    while ((this.#second[0] ?? at) <= at - SECOND) this.#second.shift();
    this.peak = Math.max(this.peak, this.#second.length);
  }
}

/** Telegram's limits, when there are any, and what was sent in the busiest second in any case. */
export class Flood {
  #all;
  /** @type {Map<number, Stream>} */
  #chats = new Map();

  /** @param {Limits} limits */
  constructor(limits) {
    this.limits = limits;
    this.#all = new Stream(limits.perSecond, limits.burst ?? Math.max(1, Math.floor(limits.perSecond ?? 1)));
  }

  /** @param {number} chatId */
  #chat(chatId) {
    const { perChatPerSecond: rate, perChatBurst = Math.max(1, Math.floor(rate ?? 1)) } = this.limits;
    const stream = this.#chats.get(chatId) ?? new Stream(rate, perChatBurst);
    this.#chats.set(chatId, stream);
    return stream;
  }

  /**
   * Takes one message. Throws 429 when that is one too many; then it does not count.
   * @param {number} chatId
   * @param {number} at ms
   */
  take(chatId, at) {
    const streams = [this.#all, this.#chat(chatId)];
    const wait = Math.max(...streams.map((stream) => stream.waitFrom(at)));
    if (wait > 0) throw tooManyRequests(Math.ceil(wait / SECOND));
    for (const stream of streams) stream.took(at);
  }

  peaks() {
    const perChat = [...this.#chats.values()].reduce((most, { peak }) => Math.max(most, peak), 0);
    return { overall: this.#all.peak, perChat };
  }
}
