const REDRAW_MS = 250;
const PLAIN_LINE_MS = 5_000;
const BAR_WIDTH = 24;

/**
 * @typedef {object} Moment
 * @property {string} time HH:MM of the simulated day
 * @property {number} share of the day that has passed, 0..1
 * @property {number} issued
 * @property {number} served
 * @property {number} open tickets not yet ended
 */

/** @param {Moment} moment */
export function progressLine({ time, share, issued, served, open }) {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * BAR_WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
  return `${time} ${bar} ${issued} issued, ${served} served, ${open} in the branch`;
}

/**
 * One line that is drawn over and over on a terminal; a line now and then elsewhere.
 * @param {() => Moment} read
 * @param {NodeJS.WriteStream} [stream]
 * @returns {{ stop: () => void }}
 */
export function showProgress(read, stream = process.stderr) {
  const draw = () => {
    const line = progressLine(read());
    stream.write(stream.isTTY ? `\r\x1b[2K${line}` : `${line}\n`);
  };
  draw();
  const timer = setInterval(draw, stream.isTTY ? REDRAW_MS : PLAIN_LINE_MS);
  return {
    stop() {
      clearInterval(timer);
      draw();
      if (stream.isTTY) stream.write('\n');
    },
  };
}
