// @ts-check
// The core, as it was built: not known to the type checker of a fresh clone but by its sources.

/** @typedef {import('@ticketero/core')} Core */
/** @typedef {import('@ticketero/core/testing')} Testing */

const BUILT = '../../server/core/dist';

/** @type {Core} */
export const core = (await import(`${BUILT}/index.js`)).default;
/** @type {Testing} */
export const testing = (await import(`${BUILT}/testing/index.js`)).default;

export const MINUTE = 60_000;
export const SECOND = 1000;
