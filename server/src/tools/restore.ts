import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { backupFor, backupNamed, missingBeside, restoreBase, restoreDump } from '../backup/index.js';
import { environment, runCommand, withDatabase } from './command.js';

/** A time without its zone would be another moment on another machine. */
const WITH_ZONE = /(Z|[+-]\d{2}:?\d{2})$/;

/**
 * npm run restore -- [<backup>] [--to <time>] (docs/backup.md): a base backup, brought forward with the archived log to the
 * moment, or to the last one that is there, into DATA_DIR (`--data-dir`). Without a name it takes the newest that ended
 * before the moment. A file that ends in .dump goes into the empty database at DATABASE_URL. Nothing that is there is
 * touched; with `--replace` the database in DATA_DIR is put aside. Exit 2 when it could not.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      dir: { type: 'string' },
      'data-dir': { type: 'string' },
      to: { type: 'string' },
      replace: { type: 'boolean' },
    },
    allowPositionals: true,
  });
  const [name, ...more] = positionals;
  if (more.length > 0) throw new Error('one backup at a time');
  if (name?.endsWith('.dump')) return fromDump(name, values.to);
  if (environment()['DATABASE_URL']) throw new Error('a base backup is of the embedded database: unset DATABASE_URL');
  const backupDir = resolve(values.dir ?? environment()['BACKUP_DIR'] ?? '');
  if (!values.dir && !environment()['BACKUP_DIR']) throw new Error('BACKUP_DIR: where the backups are, or --dir');
  const to = values.to === undefined ? null : momentOf(values.to);
  const dataDir = resolve(values['data-dir'] ?? (environment()['DATA_DIR'] || '.data'));

  const begun = Date.now();
  const backup = name === undefined ? await backupFor(backupDir, to) : await backupNamed(backupDir, name);
  const replace = values.replace ?? false;
  const { lastChangeAt, putAside } = await restoreBase({ backup, backupDir, dataDir, to, replace });
  say(`✓ ${dataDir}: the database as of ${to === null ? 'the end of the log' : new Date(to).toISOString()}`);
  say(`  from ${backup.folder}, in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  say(`  last change ${(lastChangeAt ?? new Date(backup.manifest.finishedAt)).toISOString()}`);
  if (putAside) say(`  what was there is in ${putAside}`);
  const missing = missingBeside(dataDir);
  if (missing.length > 0) {
    say(`  put ${missing.join(' and ')} there before the server starts: ids and phones were sealed with them`);
  }
  say('  then: npm run audit:verify, npm run doctor, npm start, and a new npm run backup');
}

async function fromDump(file: string, to: string | undefined): Promise<void> {
  if (to !== undefined) throw new Error('--to: a dump holds one moment');
  const owner = environment()['DATABASE_OWNER_URL'];
  const restore = (url: string): Promise<void> => restoreDump(resolve(file), url);
  await (owner ? restore(owner) : withDatabase(restore));
  say(`✓ ${file} is in the database; it opens with the PII_KEY that it was made under`);
  say('  then: npm run audit:verify, npm run doctor, npm start');
}

function momentOf(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at) || !WITH_ZONE.test(text)) {
    throw new Error('--to: must be a time with its zone, such as 2026-11-22T10:15:00-03:00');
  }
  return at;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

runCommand('restore', main);
