import type { WalArchive } from '../platform/database/wal-archive.js';
import { fail, warn, type Check, type Finding, type Space } from './check.js';

const GB = 1e9;
/** A database that cannot write stops; the log of a busy day, twice. */
const STOPS = { part: 0.03, bytes: GB };
const TIGHT = { part: 0.1, bytes: 5 * GB };

const words = (bytes: number): string => `${(bytes / GB).toFixed(1)} GB`;

/** Null: there is room. */
export function spaceFinding(name: string, { free, total }: Space): Finding | null {
  const below = (limit: typeof STOPS): boolean => free < limit.bytes && free < total * limit.part;
  const what = `${words(free)} of ${words(total)} are left where ${name} is`;
  if (below(STOPS)) return fail(what, 'make room now: a database that cannot write stops');
  return below(TIGHT) ? warn(what, 'make room: npm run backup -- --keep fewer, or a larger disk') : null;
}

export const disk: Check = {
  name: 'disk',
  examine({ config, spaceOf }) {
    if (typeof config === 'string') return Promise.resolve({ looked: 'not looked at', findings: [] });
    const { databaseUrl, dataDir } = config;
    const archive: WalArchive | null = config.walArchive;
    const folders: [string, string][] = [
      ...(databaseUrl === null ? [['DATA_DIR', dataDir] as [string, string]] : []),
      ...(archive ? [['BACKUP_DIR', archive.dir] as [string, string]] : []),
    ];
    const spaces = folders.map(([name, folder]): [string, Space] => [name, spaceOf(folder)]);
    const findings = spaces.map(([name, space]) => spaceFinding(name, space)).filter((one) => one !== null);
    const looked = spaces.map(([name, { free }]) => `${words(free)} free where ${name} is`).join(', ');
    return Promise.resolve({ looked: looked || 'the database is elsewhere', findings });
  },
};
