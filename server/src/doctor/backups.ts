import { resolve } from 'node:path';

import { archivedNames, lastArchivedAt, listBases, listDumps, reach } from '../backup/index.js';
import { ARCHIVER_FAILS } from '../platform/database/wal-archive.js';
import { fail, rowsOf, warn, type Check, type Finding, type Patient } from './check.js';

const HOUR_MS = 3_600_000;
/** One a day, and some hours for it to run late. */
const OLD_HOURS = 30;
const TOO_OLD_HOURS = 72;
/** Of BACKUP_RPO_SECONDS: what was not archived by then is not on its way. */
const LATE_TIMES = 3;

interface Archiver {
  mode: string;
  failing: boolean;
  file: string | null;
}

const ARCHIVER = `
  select current_setting('archive_mode') as mode, last_failed_wal as file,
    ${ARCHIVER_FAILS} as failing
  from pg_stat_archiver`;

/** `at`: when the newest backup was taken, ms; null: there is none. */
export function ageFinding(at: number | null, now: number): Finding | null {
  const daily = 'npm run backup, every night (docs/backup.md)';
  if (at === null) return fail('there is no backup', daily);
  const hours = Math.floor((now - at) / HOUR_MS);
  if (hours < OLD_HOURS) return null;
  return (hours < TOO_OLD_HOURS ? warn : fail)(`the newest backup is ${hours} hours old`, daily);
}

export const backups: Check = {
  name: 'backups',
  async examine(patient) {
    const { env } = patient;
    const [archiver] = await rowsOf<Archiver>(patient, ARCHIVER);
    const findings: Finding[] = [];
    if (archiver?.failing) {
      const what = `the log is not archived: ${archiver.file ?? 'a segment'} failed`;
      findings.push(
        fail(what, 'docs/operations.md, 12: how to see why; until it works the disk fills, and a restore ends here'),
      );
    }
    const dir = env['BACKUP_DIR'];
    const embedded = !env['DATABASE_URL'];
    if (!dir) {
      if (embedded) findings.push(warn('nothing is backed up', 'set BACKUP_DIR, on another disk (docs/backup.md)'));
      return { looked: 'the bank’s own (docs/backup.md)', findings };
    }
    const [newest, more] = embedded
      ? await bases(patient, resolve(dir), archiver)
      : [listDumps(resolve(dir)).at(-1)?.at, []];
    const age = ageFinding(newest ?? null, patient.now());
    return {
      looked: `the newest of ${new Date(newest ?? 0).toISOString()}`,
      findings: [...findings, ...more, ...(age ? [age] : [])],
    };
  },
};

async function bases(patient: Patient, dir: string, archiver?: Archiver): Promise<[number | undefined, Finding[]]> {
  const findings: Finding[] = [];
  const newest = (await listBases(dir)).at(-1)?.manifest;
  if (archiver?.mode === 'off') {
    findings.push(
      fail('the log is not archived', 'restart the server with BACKUP_DIR: until then a restore ends at the backup'),
    );
  }
  if (!newest) return [undefined, findings];
  const names = archivedNames(dir, newest.systemIdentifier);
  if (reach(names, newest.lastWal).gap) {
    findings.push(
      fail(
        'the archived log has a gap after the newest backup',
        'npm run backup: a restore goes no further than the gap',
      ),
    );
  }
  const late = lateness(patient, lastArchivedAt(dir, newest.systemIdentifier));
  if (late && archiver?.mode === 'on' && !archiver.failing) findings.push(late);
  return [Date.parse(newest.finishedAt), findings];
}

/** A server writes its leases every few seconds: there is always something to archive. */
function lateness({ config, now }: Patient, at: number | null): Finding | null {
  const seconds = typeof config === 'string' ? undefined : config.walArchive?.everySeconds;
  if (!seconds || at === null || now() - at < LATE_TIMES * seconds * 1000) return null;
  const what = `the log was archived last at ${new Date(at).toISOString()}`;
  return warn(what, `every ${seconds} s were asked for: look whether a server runs, and at the database’s log`);
}
