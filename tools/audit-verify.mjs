// @ts-check
// npm run audit:verify: walks the chain of every branch's events and names the first that does not fit.
import { built } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { commandLine } from './lib/usage.mjs';

/** Built, so not known to the type checker of a fresh clone. */
const COMMAND = '../server/dist/tools/audit-verify.js';

const USAGE = `npm run audit:verify

Walks the chain of every branch's events, in the server's environment. Exit 1, and the first event that does not fit, when one
is broken (docs/audit.md).
`;

commandLine(USAGE);
await ensureInstalled();
if (!(await built())) process.exit(2);
await import(COMMAND);
