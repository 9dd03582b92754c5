// @ts-check
// npm run migrate: brings the schema up to date and ends (docs/operations.md).
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';

/** Built, so not known to the type checker of a fresh clone. */
const COMMAND = '../server/dist/tools/migrate.js';

await ensureInstalled();
if (!(await build())) process.exit(2);
await import(COMMAND);
