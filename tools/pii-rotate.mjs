// @ts-check
// npm run pii:rotate: brings ids and phones under a new PII_KEY (docs/operations.md).
import { built } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { commandLine } from './lib/usage.mjs';

/** Built, so not known to the type checker of a fresh clone. */
const COMMAND = '../server/dist/tools/pii-rotate.js';

const USAGE = `npm run pii:rotate

Brings ids and phones under a new PII_KEY, beside running servers (docs/operations.md).
`;

commandLine(USAGE);
await ensureInstalled();
if (!(await built())) process.exit(2);
await import(COMMAND);
