/** Calls at once when it is long enough since the last call, otherwise once at the end of the pause; never lost. */
export function atMostEvery(ms: number, work: () => void): { ask: () => void; stop: () => void } {
  let last = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function now(): void {
    timer = undefined;
    last = Date.now();
    work();
  }

  return {
    ask() {
      if (timer !== undefined) return;
      const wait = last + ms - Date.now();
      if (wait <= 0) now();
      else timer = setTimeout(now, wait);
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
