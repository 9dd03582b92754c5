// @ts-check
// What the commands of several options have in common: how they are read, and how a wrong one is refused.
import { parseArgs } from 'node:util';

import { Misuse } from './failure.mjs';

/**
 * @template {NonNullable<import('node:util').ParseArgsConfig['options']>} Flags
 * @param {string[]} argv without node and the script
 * @param {Flags} options
 * @param {string} [advice] what stands behind a refusal
 * Throws Misuse.
 */
export function parseOptions(argv, options, advice = '--help lists the options') {
  try {
    return parseArgs({ args: argv, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const [firstSentence] = /** @type {Error} */ (error).message.split(/\n|\. /);
    throw new Misuse(`${firstSentence} (${advice})`);
  }
}

/**
 * Throws Misuse.
 * @param {string} name
 * @param {string} value
 * @param {number} low
 * @param {number} high
 */
export function whole(name, value, low, high) {
  const number = /^\d+$/.test(value) ? Number(value) : NaN;
  if (number >= low && number <= high) return number;
  throw new Misuse(`--${name} must be a whole number from ${low} to ${high}, not "${value}"`);
}

/**
 * Throws Misuse.
 * @param {string} name
 * @param {string} value
 * @param {number} [high]
 */
export function share(name, value, high = 1) {
  const number = /^\d*\.?\d+$/.test(value) ? Number(value) : NaN;
  if (number <= high) return number;
  throw new Misuse(`--${name} must be a share from 0 to ${high}, not "${value}"`);
}
