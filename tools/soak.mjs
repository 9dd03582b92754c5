// @ts-check
// npm run soak: the lobby screen under calls without a pause, and what it holds on to (e2e/display-soak.spec.ts).
import { testsByHand } from './lib/tests-by-hand.mjs';
import { commandLine, misused } from './lib/usage.mjs';

/** With fewer the browser is not warm yet: what it keeps for good looks like a leak. */
const CALLS_MIN = 2_000;
/** They are called by so many. */
const BATCH = 250;

const USAGE = `npm run soak -- [options]

The lobby screen under a day and a night of calls, as fast as they can be drawn: what it holds on to must not grow.

  --calls N           at least ${CALLS_MIN}, in steps of ${BATCH} (default 20000)
`;

const { calls } = commandLine(USAGE, { calls: { type: 'string', default: '20000' } }).values;
if (!/^\d{1,7}$/.test(calls) || Number(calls) < CALLS_MIN || Number(calls) % BATCH !== 0)
  misused(`--calls: at least ${CALLS_MIN}, in steps of ${BATCH}`, USAGE);
process.env['SOAK_CALLS'] = calls;

await testsByHand('e2e', 'display-soak');
