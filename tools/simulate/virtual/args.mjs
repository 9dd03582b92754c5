import { Misuse } from '../failure.mjs';
import { parseOptions, whole } from '../options.mjs';

const POLICIES = /** @type {const} */ (['guard', 'strict', 'fifo']);

export const VIRTUAL_USAGE = `
npm run simulate -- --virtual [options]

Whole days on the pure core, in virtual time, with every rule checked after every step.

  --seed N         the first day's seed (default 1); the same seed is the same day
  --days N         so many days, 1 to 10000, each with the next seed (default 1)
  --policy NAME    ${POLICIES.join(', ')} (default: as the seed has it)
  --built          run server/core/dist as it is, without building first
`;

/**
 * @typedef {object} VirtualOptions
 * @property {number} seed
 * @property {number} days
 * @property {'guard' | 'strict' | 'fifo' | undefined} policy
 * @property {boolean} built
 */

const FLAGS = /** @type {const} */ ({
  virtual: { type: 'boolean' },
  seed: { type: 'string', default: '1' },
  days: { type: 'string', default: '1' },
  policy: { type: 'string' },
  built: { type: 'boolean', default: false },
});

/**
 * @param {string[]} argv with --virtual
 * @returns {VirtualOptions}
 */
export function readVirtualOptions(argv) {
  const values = parseOptions(argv, FLAGS, 'not with --virtual; --help lists the options');
  const policy = POLICIES.find((one) => one === values.policy);
  if (values.policy !== undefined && !policy) {
    throw new Misuse(`--policy must be one of ${POLICIES.join(', ')}, not "${values.policy}"`);
  }
  return {
    seed: whole('seed', values.seed, 1, 2 ** 32 - 1),
    days: whole('days', values.days, 1, 10_000),
    policy,
    built: values.built,
  };
}
