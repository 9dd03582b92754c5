// @ts-check
// npm run audit:verify: walks the chain of every branch's events and names the first that does not fit.
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';

/** Built, so not known to the type checker of a fresh clone. */
const COMMAND = '../server/dist/tools/audit-verify.js';

await ensureInstalled();
if (!(await build())) process.exit(2);
await import(COMMAND);
