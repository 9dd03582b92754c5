// @ts-check
// npm run audit:check -- <file>: whether a head that was kept outside is still that of the database.
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';

/** Built, so not known to the type checker of a fresh clone. */
const COMMAND = '../server/dist/tools/audit-check.js';

await ensureInstalled();
if (!(await build())) process.exit(2);
await import(COMMAND);
