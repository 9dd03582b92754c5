// @ts-check
// npm run doctor: what is wrong with this installation, and what to do (docs/operations.md).
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';

/** Built, so not known to the type checker of a fresh clone. */
const COMMAND = '../server/dist/tools/doctor.js';

await ensureInstalled();
if (!(await build())) process.exit(2);
await import(COMMAND);
