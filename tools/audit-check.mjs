// @ts-check
// npm run audit:check -- <file>: whether a head that was kept outside is still that of the database.
import { built } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { commandLine } from './lib/usage.mjs';

/** Built, so not known to the type checker of a fresh clone. */
const COMMAND = '../server/dist/tools/audit-check.js';

const USAGE = `npm run audit:check -- FILE … [--key FILE]

Whether heads that were signed and kept elsewhere are still those of the database; exit 1 when one is not (docs/audit.md).

  --key FILE          the public key, where the server's own is not to be believed
`;

commandLine(USAGE, { key: { type: 'string' } }, Infinity);
await ensureInstalled();
if (!(await built())) process.exit(2);
await import(COMMAND);
