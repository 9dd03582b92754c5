import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/** Beside each other in a base backup's folder: what it is, and the database's files, each packed. */
export const MANIFEST = 'manifest.json';
export const FILES = 'files';
const PACKED = '.gz';
/** Files are packed on the threads of zlib: so many at once. */
const AT_ONCE = 4;

export interface StoredFile {
  /** Within the cluster, with slashes. */
  path: string;
  /** As it was, bytes. */
  size: number;
  /** Of the content as it was, hexadecimal. */
  sha256: string;
}

/** A base backup: the files of a cluster and of the log that makes them whole. Times are the database's, ISO. */
export interface Manifest {
  version: 1;
  id: string;
  postgres: string;
  systemIdentifier: string;
  startedAt: string;
  /** It can be restored to this moment and, with the archive, to any later one. */
  finishedAt: string;
  /** The first and the last segment of the log that it needs; both are in it. */
  firstWal: string;
  lastWal: string;
  folders: string[];
  files: StoredFile[];
}

/** Throws when the backup is none: it was cut short, or is something else. */
export async function readManifest(backup: string): Promise<Manifest> {
  let found: Partial<Manifest>;
  try {
    found = JSON.parse(await readFile(join(backup, MANIFEST), 'utf8')) as Partial<Manifest>;
  } catch {
    throw new Error(`${backup}: is no base backup (no ${MANIFEST} that can be read)`);
  }
  if (found.version !== 1) throw new Error(`${backup}: was made by another version`);
  return found as Manifest;
}

export const sizeOf = ({ files }: Pick<Manifest, 'files'>): number => files.reduce((sum, { size }) => sum + size, 0);

/** Packs a file, or bytes, into the backup; what it returns is of the bytes that were read. */
export async function storeFile(source: string | Buffer, backup: string, path: string): Promise<StoredFile> {
  const { meter, read } = metered();
  const target = createWriteStream(join(backup, FILES, path + PACKED), { mode: 0o600, flush: true });
  const content = typeof source === 'string' ? createReadStream(source) : Readable.from([source]);
  await pipeline(content, meter, createGzip({ level: 1 }), target);
  return { path, ...read() };
}

/** Unpacks a file to `target`, whole on the disk. Throws when it is not what was stored. */
export async function unpackFile(backup: string, file: StoredFile, target: string): Promise<void> {
  await through(backup, file, createWriteStream(target, { mode: 0o600, flush: true }));
}

/** Reads every file of a backup. What is wrong with it, in words; empty: nothing. */
export async function faultsOf(backup: string, { files }: Manifest): Promise<string[]> {
  const faults: string[] = [];
  await inTurn(files, async (file) => {
    await through(backup, file, nowhere()).catch((error: Error) => faults.push(error.message));
  });
  return faults;
}

async function through(backup: string, file: StoredFile, target: Writable): Promise<void> {
  const { meter, read } = metered();
  try {
    await pipeline(createReadStream(join(backup, FILES, file.path + PACKED)), createGunzip(), meter, target);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new Error(`${file.path} ${missing ? 'is missing' : 'cannot be read'}`);
  }
  const { size, sha256 } = read();
  if (size !== file.size || sha256 !== file.sha256) throw new Error(`${file.path} is not what was stored`);
}

/** Some at once, each one once. After the first that fails none is begun, and none is under way when it is thrown. */
export async function inTurn<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const rest = all.values();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const one of rest) {
      await work(one).catch((error: unknown) => failures.push(error));
      if (failures.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (failures.length > 0) throw failures[0];
}

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

function metered(): { meter: Transform; read: () => { size: number; sha256: string } } {
  const hash = createHash('sha256');
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  return { meter, read: () => ({ size, sha256: hash.digest('hex') }) };
}
