// @ts-check
// Measures parts one after another, prints what they found, and writes it down. No `--quick` figure is written: it proves
// that the bench works, and nothing about speed.
import { printed, machineOf, write } from './report.mjs';

/** @typedef {import('./figures.mjs').Figure} Figure */
/** @typedef {{ measure: (options: { quick: boolean, log: (line: string) => void }) => Promise<Figure[]> }} Part */

/** What all of them may take together. */
const LIMIT_SECONDS = 600;
/** What each takes where a call-next is answered in 10 ms; a slower machine is known by the parts that it has done. */
/** @type {Record<string, number>} */
const USUAL_SECONDS = {
  displays: 150,
  http: 160,
  messages: 10,
  process: 80,
  processes: 35,
  recalculation: 100,
  'slow-disk': 50,
};

/**
 * Whether a part will be over in time, as fast as the ones before it went.
 * @param {string} name
 * @param {readonly string[]} done
 * @param {number} seconds that those took
 */
export function isInTime(name, done, seconds) {
  const usual = done.reduce((sum, one) => sum + (USUAL_SECONDS[one] ?? 0), 0);
  const slower = usual === 0 ? 1 : Math.max(1, seconds / usual);
  return seconds + (USUAL_SECONDS[name] ?? 0) * slower <= LIMIT_SECONDS;
}

/**
 * @param {string[]} names
 * @param {{ quick: boolean }} options
 */
export async function measureParts(names, { quick }) {
  const figures = [];
  const begin = performance.now();
  const elapsed = () => (performance.now() - begin) / 1000;
  const log = (/** @type {string} */ line) => process.stdout.write(`${elapsed().toFixed(0).padStart(4)} s  ${line}\n`);
  /** @type {string[]} */
  const done = [];
  for (const name of names) {
    // One alone is what somebody asked for, however long it takes.
    if (names.length > 1 && !isInTime(name, done, elapsed())) {
      log(
        `${name}: left out, it would not be over in ${LIMIT_SECONDS / 60} minutes here. By itself: npm run bench -- ${name}`,
      );
      continue;
    }
    /** @type {Part} */
    const part = await import(`../parts/${name}.mjs`);
    log(`${name} …`);
    figures.push(...(await part.measure({ quick, log })));
    done.push(name);
  }
  process.stdout.write(`\n${printed(figures)}\n`);
  if (!quick) write(machineOf(), figures);
}
