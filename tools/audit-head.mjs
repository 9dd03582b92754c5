// @ts-check
// npm run audit:head: where every chain stood at the end of a day, signed; to be kept outside.
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';

/** Built, so not known to the type checker of a fresh clone. */
const COMMAND = '../server/dist/tools/audit-head.js';

await ensureInstalled();
if (!(await build())) process.exit(2);
await import(COMMAND);
