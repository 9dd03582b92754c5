// @ts-check
// Runs before anything is installed: Node's own modules only.
import { parseArgs } from 'node:util';

/**
 * What a command was asked for. `--help` says how it is used; what it does not know is refused with exit 2. Both before anything
 * is installed, built or begun: call it first.
 * @template {NonNullable<import('node:util').ParseArgsConfig['options']>} Options
 * @param {string} usage its first line is the command
 * @param {Options} [options] that it knows; whoever it hands them to reads them again
 * @param {number} [most] words without dashes
 */
export function commandLine(usage, options, most = 0) {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage);
    process.exit(0);
  }
  try {
    const read = parseArgs({ args, options: options ?? /** @type {Options} */ ({}), allowPositionals: most > 0 });
    if (read.positionals.length > most) throw new Error(`One word too many: ${read.positionals[most]}`);
    return { values: read.values, positionals: /** @type {string[]} */ (read.positionals) };
  } catch (error) {
    const [firstSentence] = /** @type {Error} */ (error).message.split(/\n|\. /);
    return misused(firstSentence ?? '', usage);
  }
}

/**
 * Ends a command that was asked for what it does not know: exit 2.
 * @param {string} why
 * @param {string} usage
 * @returns {never}
 */
export function misused(why, usage) {
  process.stderr.write(`${why}.\n\n${usage}`);
  process.exit(2);
}
