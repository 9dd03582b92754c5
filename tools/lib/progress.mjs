// @ts-check
const EVERY_MS_TERMINAL = 1_000;
const EVERY_MS_PLAIN = 15_000;

/** @param {number} sinceMs a Date.now() */
export const secondsSince = (sinceMs) => `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`;

/**
 * Says that something long is going on: one line that counts the seconds on a terminal, a plain line now and then in a
 * log. `done` ends it; what it returns is the time taken, ready to print.
 * @param {string} what for example "Installing the dependencies"
 */
export function startProgress(what) {
  const startedAt = Date.now();
  const terminal = process.stdout.isTTY === true;
  let detail = '';
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const draw = () => {
    if (terminal) process.stdout.write(`\r\x1b[2K${what} … ${seconds()} s${detail}`);
    else process.stdout.write(`${what} … ${seconds()} s${detail}\n`);
  };
  if (terminal) draw();
  else process.stdout.write(`${what} …\n`);
  const timer = setInterval(draw, terminal ? EVERY_MS_TERMINAL : EVERY_MS_PLAIN);
  return {
    /** @param {string} text shown behind the seconds */
    detail(text) {
      detail = ` (${text})`;
      if (terminal) draw();
    },
    done() {
      clearInterval(timer);
      if (terminal) process.stdout.write('\r\x1b[2K');
      return secondsSince(startedAt);
    },
  };
}

/**
 * Ends the tool with one clear line.
 * @param {string} line
 * @returns {never}
 */
export function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
