// @ts-check
// npm run restore: a database from its backup, as of any second (docs/backup.md).
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';

/** Built, so not known to the type checker of a fresh clone. */
const COMMAND = '../server/dist/tools/restore.js';

await ensureInstalled();
if (!(await build())) process.exit(2);
await import(COMMAND);
