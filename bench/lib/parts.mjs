// @ts-check
// Measures parts one after another, prints what they found, and writes it down. No `--quick` figure is written: it proves
// that the bench works, and nothing about speed.
import { printed, machineOf, write } from './report.mjs';

/** @typedef {import('./figures.mjs').Figure} Figure */
/** @typedef {{ measure: (options: { quick: boolean, log: (line: string) => void }) => Promise<Figure[]> }} Part */

/**
 * @param {string[]} names
 * @param {{ quick: boolean }} options
 */
export async function measureParts(names, { quick }) {
  const figures = [];
  const begin = performance.now();
  const log = (/** @type {string} */ line) =>
    process.stdout.write(`${((performance.now() - begin) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);
  for (const name of names) {
    /** @type {Part} */
    const part = await import(`../parts/${name}.mjs`);
    log(`${name} …`);
    figures.push(...(await part.measure({ quick, log })));
  }
  process.stdout.write(`\n${printed(figures)}\n`);
  if (!quick) write(machineOf(), figures);
}
