import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

import { walFolder } from '../platform/database/wal-archive.js';
import { ARCHIVED, syncFolder } from '../platform/database/wal-file.js';
import { baseFolder, UNFINISHED } from './base-backup.js';
import { MANIFEST, readManifest, type Manifest } from './manifest.js';
import { isPart, isSegment, placeOf } from './wal-names.js';

/** Everything in BACKUP_DIR: base/<id>, wal/<system identifier>, dump/<id>.dump. */
export interface StoredBase {
  folder: string;
  manifest: Manifest;
}

/** The oldest first. What was cut short is none of them. */
export async function listBases(backupDir: string): Promise<StoredBase[]> {
  const folder = baseFolder(backupDir);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => !name.endsWith(UNFINISHED)) : [];
  const whole = names.sort().map((name) => join(folder, name));
  return Promise.all(
    whole
      .filter((one) => existsSync(join(one, MANIFEST)))
      .map(async (one) => ({ folder: one, manifest: await readManifest(one) })),
  );
}

/** Names of what the archive of a cluster holds, in their order, without what their packing adds. */
export function archivedNames(backupDir: string, systemId: string): string[] {
  const folder = walFolder(backupDir, systemId);
  if (!existsSync(folder)) return [];
  const packed = readdirSync(folder).filter((name) => name.endsWith(ARCHIVED));
  return packed.map((name) => name.slice(0, -ARCHIVED.length)).sort();
}

/** When the newest segment was archived, ms; null: there is none. */
export function lastArchivedAt(backupDir: string, systemId: string): number | null {
  const names = archivedNames(backupDir, systemId).filter(isSegment);
  const times = names.slice(-2).map((name) => statSync(archivedFile(backupDir, systemId, name)).mtimeMs);
  return times.length === 0 ? null : Math.max(...times);
}

const archivedFile = (backupDir: string, systemId: string, name: string): string =>
  join(walFolder(backupDir, systemId), name + ARCHIVED);

/** Segments that cannot be unpacked. */
export async function unreadableWal(backupDir: string, systemId: string): Promise<string[]> {
  const unreadable: string[] = [];
  for (const name of archivedNames(backupDir, systemId)) {
    const content = await readFile(archivedFile(backupDir, systemId, name));
    await promisify(gunzip)(content).catch(() => unreadable.push(name));
  }
  return unreadable;
}

export interface Removal {
  bases: StoredBase[];
  /** Of which cluster, and what. */
  wal: { systemId: string; names: string[] }[];
}

/**
 * What nothing needs when the newest `keep` are kept: older ones, and of each cluster the segments that were written before
 * its oldest kept one began. Histories of timelines are small and stay. `archived`: by cluster.
 */
export function removable(
  bases: readonly StoredBase[],
  keep: number,
  archived: Readonly<Record<string, readonly string[]>>,
): Removal {
  const kept = bases.slice(-keep);
  const wal = Object.entries(archived).map(([systemId, names]) => {
    const own = kept.filter(({ manifest }) => manifest.systemIdentifier === systemId);
    const needed = own.map(({ manifest }) => placeOf(manifest.firstWal));
    return {
      systemId,
      names: names.filter((name) => isPart(name) && needed.every((first) => placeOf(name) < first)),
    };
  });
  return { bases: bases.slice(0, -keep), wal: wal.filter(({ names }) => names.length > 0) };
}

/** Takes away what `removable` says; nothing else. Whoever calls has just verified the newest one. */
export async function retain(backupDir: string, keep: number): Promise<Removal> {
  const folder = join(backupDir, 'wal');
  const systems = existsSync(folder) ? readdirSync(folder) : [];
  const archived = Object.fromEntries(systems.map((systemId) => [systemId, archivedNames(backupDir, systemId)]));
  const removal = removable(await listBases(backupDir), keep, archived);
  // The manifest first: what is left after that is no backup any more.
  for (const base of removal.bases) {
    rmSync(join(base.folder, MANIFEST));
    rmSync(base.folder, { recursive: true });
  }
  removeUnfinished(backupDir);
  for (const { systemId, names } of removal.wal) {
    for (const name of names) rmSync(archivedFile(backupDir, systemId, name));
    syncFolder(walFolder(backupDir, systemId));
  }
  return removal;
}

/** What a backup left that was killed; one of another database that is under way fails, and is taken again. */
function removeUnfinished(backupDir: string): void {
  const folder = baseFolder(backupDir);
  for (const name of readdirSync(folder).filter((one) => one.endsWith(UNFINISHED))) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}
