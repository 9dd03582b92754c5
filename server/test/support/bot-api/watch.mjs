// @ts-check

/** A busy machine is no failure: only what never comes takes so long. */
const WAIT_MS = 30_000;

/** Those who wait for something to become true, instead of a clock. */
export class Watch {
  /** @type {Set<() => void>} */
  #looks = new Set();

  changed() {
    for (const look of [...this.#looks]) look();
  }

  /**
   * The first thing found, now or after a change. Throws when there is none in time.
   * @template T
   * @param {() => T | undefined | null | false} find
   * @param {number} [timeoutMs]
   * @param {() => string} [complaint]
   * @returns {Promise<T>}
   */
  until(find, timeoutMs = WAIT_MS, complaint = () => 'it did not come') {
    return new Promise((found, failed) => {
      /** @param {() => void} settle */
      const end = (settle) => {
        clearTimeout(limit);
        this.#looks.delete(look);
        settle();
      };
      const look = () => {
        try {
          const value = find();
          if (value) end(() => found(value));
        } catch (error) {
          end(() => failed(error instanceof Error ? error : new Error(String(error))));
        }
      };
      const limit = setTimeout(() => end(() => failed(new Error(`${complaint()} (${timeoutMs} ms)`))), timeoutMs);
      this.#looks.add(look);
      look();
    });
  }
}
