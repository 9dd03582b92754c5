// @ts-check
// npm run restore: a database from its backup, as of any second (docs/backup.md).
import { built } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { commandLine } from './lib/usage.mjs';

/** Built, so not known to the type checker of a fresh clone. */
const COMMAND = '../server/dist/tools/restore.js';

const USAGE = `npm run restore -- [BACKUP or FILE.dump] [options]

A database from its backup, as of any second (docs/backup.md). The server must be stopped.

  --to TIME           with its zone: 2026-11-22T10:15:00-03:00 (default: the end of the archived log)
  --dir FOLDER        where the backups are, instead of BACKUP_DIR
  --data-dir FOLDER   where to, instead of DATA_DIR
  --replace           what is there is put aside
`;

commandLine(
  USAGE,
  {
    dir: { type: 'string' },
    'data-dir': { type: 'string' },
    to: { type: 'string' },
    replace: { type: 'boolean' },
  },
  1,
);
await ensureInstalled();
if (!(await built())) process.exit(2);
await import(COMMAND);
