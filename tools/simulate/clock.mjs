/**
 * The server's clock as this side reckons it: real time elapsed since an anchor, times the speed. All times are ms since
 * the epoch on that clock, unless a name says `real`.
 */
export class VirtualClock {
  /** How late each action began, in virtual seconds: what is owed to this driver and its machine. */
  lateness = /** @type {number[]} */ ([]);
  #timers = new Set();
  #stopped = false;
  #virtualAnchor = 0;
  #realAnchor = 0;

  /** @param {number} speed */
  constructor(speed) {
    this.speed = speed;
  }

  /**
   * @param {number} virtualMs what the server's clock showed
   * @param {number} realMs at this `performance.now()`
   */
  anchor(virtualMs, realMs) {
    this.#virtualAnchor = virtualMs;
    this.#realAnchor = realMs;
  }

  now() {
    return this.#virtualAnchor + (performance.now() - this.#realAnchor) * this.speed;
  }

  /** @param {number} virtualMs @returns {number} the `performance.now()` at which it is so late */
  real(virtualMs) {
    return this.#realAnchor + (virtualMs - this.#virtualAnchor) / this.speed;
  }

  /**
   * Never wakes early: a timer counts whole milliseconds and may be one too soon, which is a second at the speed of 1,000.
   * @param {number} virtualMs in the past: returns at once, and counts as late
   * @returns {Promise<void>}
   */
  async sleepUntil(virtualMs) {
    do await this.#pause(Math.max(0, Math.ceil((virtualMs - this.now()) / this.speed)));
    while (this.now() < virtualMs);
    this.lateness.push((this.now() - virtualMs) / 1000);
  }

  /** @param {number} seconds virtual */
  sleep(seconds) {
    return this.sleepUntil(this.now() + seconds * 1000);
  }

  /** Nobody wakes any more: the day is over, or was given up. */
  stop() {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  /** @param {number} realMs @returns {Promise<void>} never, once it is stopped */
  #pause(realMs) {
    return new Promise((resolve) => {
      if (this.#stopped) return;
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, realMs);
      this.#timers.add(timer);
    });
  }
}

/** @param {string} date yymmdd */
function yearOf(date) {
  const year = Number(date.slice(0, 2));
  return year + (year < 70 ? 2000 : 1900);
}

/** @param {string} date yymmdd @returns {string} YYYY-MM-DD */
export const isoDay = (date) => `${yearOf(date)}-${date.slice(2, 4)}-${date.slice(4, 6)}`;

/**
 * The instant of a wall-clock time in a zone: guessed as UTC, then moved by what the zone shows for the guess (twice, for
 * the hours around a change of summer time).
 * @param {string} date yymmdd
 * @param {number} seconds of the day
 * @param {string} timeZone
 * @returns {number} ms since the epoch
 */
export function instantOf(date, seconds, timeZone) {
  const wanted = Date.UTC(yearOf(date), Number(date.slice(2, 4)) - 1, Number(date.slice(4, 6)), 0, 0, seconds);
  let guess = wanted;
  for (let round = 0; round < 2; round++) guess += wanted - wallClock(guess, timeZone);
  return guess;
}

/**
 * @param {number} at ms since the epoch
 * @param {string} timeZone
 * @returns {number} what a clock on the wall shows, as if it were UTC
 */
function wallClock(at, timeZone) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const parts = format.formatToParts(at);
  const part = (/** @type {string} */ wanted) => Number(parts.find(({ type }) => type === wanted)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/**
 * @param {number} at ms since the epoch
 * @param {string} timeZone
 * @returns {string} HH:MM on the wall
 */
export function timeOfDay(at, timeZone) {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    at,
  );
}
