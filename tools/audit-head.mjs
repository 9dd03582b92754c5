// @ts-check
// npm run audit:head: where every chain stood at the end of a day, signed; to be kept outside.
import { built } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { commandLine } from './lib/usage.mjs';

/** Built, so not known to the type checker of a fresh clone. */
const COMMAND = '../server/dist/tools/audit-head.js';

const USAGE = `npm run audit:head -- [options]

Where every chain stood at the end of a day, signed; to be kept outside (docs/audit.md).

  --date 2026-11-18   of that day (default: today)
  --branch CODE       of that branch alone
  --out FOLDER        a file each, instead of one line each on the terminal
  --public-key        nothing but the key to check with
`;

commandLine(USAGE, {
  date: { type: 'string' },
  branch: { type: 'string' },
  out: { type: 'string' },
  'public-key': { type: 'boolean' },
});
await ensureInstalled();
if (!(await built())) process.exit(2);
await import(COMMAND);
