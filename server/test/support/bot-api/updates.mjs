// @ts-check
import { ApiError } from './errors.mjs';

/** @typedef {import('./types.mjs').Update} Update */

/** Told only to a bot that asks for them by name. */
const ON_REQUEST = ['chat_member', 'message_reaction', 'message_reaction_count'];

/** @param {Update} update */
const typeOf = (update) => Object.keys(update).find((key) => key !== 'update_id') ?? '';

/** What the bot has still to hear: kept until it confirms. */
export class Updates {
  /** @type {Update[]} */
  #queue = [];
  #lastId = 0;
  /** @type {string[]} empty: the usual ones */
  allowed = [];
  /** The getUpdates that waits. @type {{ answer: () => void, fail: (error: ApiError) => void } | null} */
  #poll = null;
  /** Called for each update that is new. */
  onNew = () => {};
  #watch;

  /** @param {import('./watch.mjs').Watch} watch */
  constructor(watch) {
    this.#watch = watch;
  }

  get pending() {
    return [...this.#queue];
  }

  get first() {
    return this.#queue[0];
  }

  /**
   * @param {Record<string, any>} fields
   * @returns {Update} also when the bot does not want to hear of it
   */
  add(fields) {
    const update = { update_id: ++this.#lastId, ...fields };
    const type = typeOf(update);
    const wanted = this.allowed.length > 0 ? this.allowed.includes(type) : !ON_REQUEST.includes(type);
    if (wanted) {
      this.#queue.push(update);
      this.#poll?.answer();
      this.onNew();
      this.#watch.changed();
    }
    return update;
  }

  /** @param {number} id all before it are forgotten */
  confirmBefore(id) {
    this.#queue = this.#queue.filter((update) => update.update_id >= id);
    this.#watch.changed();
  }

  drop() {
    this.#queue = [];
    this.#watch.changed();
  }

  /** @param {string} description of the 409 for the getUpdates that waits, if one does */
  endPoll(description) {
    this.#poll?.fail(new ApiError(409, `Conflict: ${description}`));
  }

  /**
   * @param {object} request
   * @param {number} request.offset negative: the last ones, and all before them are forgotten
   * @param {number} request.limit
   * @param {number} request.timeout seconds
   * @param {AbortSignal} signal when the caller has gone
   * @returns {Promise<Update[]>}
   */
  get({ offset, limit, timeout }, signal) {
    this.endPoll('terminated by other getUpdates request; make sure that only one bot instance is running');
    if (offset < 0) this.#queue = this.#queue.slice(offset);
    else this.confirmBefore(offset);
    const ready = () => this.#queue.slice(0, limit);
    if (this.#queue.length > 0 || timeout === 0 || signal.aborted) return Promise.resolve(ready());
    return new Promise((answer, fail) => {
      /** @param {() => void} settle */
      const end = (settle) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', over);
        if (this.#poll === poll) this.#poll = null;
        settle();
      };
      const over = () => end(() => answer(ready()));
      const poll = { answer: over, fail: (/** @type {ApiError} */ error) => end(() => fail(error)) };
      const timer = setTimeout(over, timeout * 1_000);
      signal.addEventListener('abort', over);
      this.#poll = poll;
    });
  }
}
