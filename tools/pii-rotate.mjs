// @ts-check
// npm run pii:rotate: brings ids and phones under a new PII_KEY (docs/operations.md).
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';

/** Built, so not known to the type checker of a fresh clone. */
const COMMAND = '../server/dist/tools/pii-rotate.js';

await ensureInstalled();
if (!(await build())) process.exit(2);
await import(COMMAND);
