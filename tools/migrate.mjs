// @ts-check
// npm run migrate: brings the schema up to date and ends (docs/operations.md).
import { built } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { commandLine } from './lib/usage.mjs';

/** Built, so not known to the type checker of a fresh clone. */
const COMMAND = '../server/dist/tools/migrate.js';

const USAGE = `npm run migrate -- [--wait SECONDS]

Brings the schema up to date, as DATABASE_OWNER_URL where there is one, and ends (docs/operations.md).

  --wait SECONDS      a database that is starting is waited for so long (default 30)
`;

commandLine(USAGE, { wait: { type: 'string' } });
await ensureInstalled();
if (!(await built())) process.exit(2);
await import(COMMAND);
