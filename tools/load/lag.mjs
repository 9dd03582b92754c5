// @ts-check
import { callKey } from '../simulate/call-key.mjs';

/** @typedef {{ sent: number, answered: number }} Command real ms; one that was accepted */

/**
 * When each call of a branch was told to whoever made it, and when each of its screens showed it. Real ms.
 */
export class CallWatch {
  #commands = /** @type {Command[]} */ ([]);
  #shown = /** @type {Map<string, Map<string, number>>} */ (new Map());

  /** @param {Command} command */
  accepted(command) {
    this.#commands.push(command);
  }

  /** @param {string} display @param {string} key */
  shown(display, key) {
    const on = this.#shown.get(key) ?? new Map();
    on.set(display, performance.now());
    this.#shown.set(key, on);
  }

  /**
   * @param {readonly any[]} tickets as the server tells them after the day
   * @param {readonly string[]} displays
   * @param {(virtualMs: number) => number} real
   * @returns {{ calls: number, missed: number, fromAnswer: number[], fromDecision: number[] }} ms of every screen and call;
   *   fromAnswer: of the calls that a command of ours brought about; below 0 where the screen was quicker than the answer
   */
  lags(tickets, displays, real) {
    const called = tickets.filter(({ assignedAt }) => assignedAt);
    const byAnswer = this.#commands.toSorted((a, b) => a.answered - b.answered);
    const lags = {
      calls: called.length,
      missed: 0,
      fromAnswer: /** @type {number[]} */ ([]),
      fromDecision: /** @type {number[]} */ ([]),
    };
    for (const { numero, assignedAt } of called) {
      const on = this.#shown.get(callKey(numero, assignedAt));
      const decided = real(Date.parse(assignedAt));
      const cause = causeOf(decided, byAnswer);
      for (const display of displays) {
        const at = on?.get(display);
        if (at === undefined) lags.missed += 1;
        else {
          lags.fromDecision.push(at - decided);
          if (cause) lags.fromAnswer.push(at - cause.answered);
        }
      }
    }
    return lags;
  }
}

/** Our reading of the server's clock is so far off at most. */
const CLOCK_MS = 5;

/**
 * The command within which it was decided: those of one branch run one after another, so it is the first to be answered.
 * @param {number} decided
 * @param {readonly Command[]} byAnswer
 */
function causeOf(decided, byAnswer) {
  let low = 0;
  let high = byAnswer.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((byAnswer[middle]?.answered ?? 0) < decided) low = middle + 1;
    else high = middle;
  }
  return byAnswer.slice(low, low + 20).find(({ sent }) => sent <= decided + CLOCK_MS);
}
