// @ts-check
// npm run backup: the database as of now, verified; older ones go (docs/backup.md).
import { built } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { commandLine } from './lib/usage.mjs';

/** Built, so not known to the type checker of a fresh clone. */
const COMMAND = '../server/dist/tools/backup.js';

const USAGE = `npm run backup -- [options]

The database as of now, read again; older backups go (docs/backup.md).

  --dir FOLDER        instead of BACKUP_DIR
  --keep N            so many stay (default 7)
  --dump              a dump by pg_dump, also of the embedded database
  --verify            takes nothing: reads every backup that is there; exit 1 names what is damaged
`;

commandLine(USAGE, {
  dir: { type: 'string' },
  keep: { type: 'string' },
  dump: { type: 'boolean' },
  verify: { type: 'boolean' },
});
await ensureInstalled();
if (!(await built())) process.exit(2);
await import(COMMAND);
