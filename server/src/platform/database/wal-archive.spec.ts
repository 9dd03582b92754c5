import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { walArchive, walCommand } from './wal-archive.js';
import { getWal, putWal } from './wal-file.js';

describe('a file of the write-ahead log', () => {
  let folder: string;
  let source: string;
  let target: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ticketero-wal-'));
    [source, target] = [join(folder, 'source'), join(folder, '000000010000000000000001')];
    writeFileSync(source, 'what was written');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is archived whole, packed, and comes back as it was', () => {
    putWal(source, target);
    expect(readdirSync(folder).sort()).toEqual(['000000010000000000000001.gz', 'source']);
    expect(getWal(target, join(folder, 'back'))).toBe(true);
    expect(readFileSync(join(folder, 'back'), 'utf8')).toBe('what was written');
  });

  it('may be archived twice: PostgreSQL died before it knew', () => {
    putWal(source, target);
    expect(() => putWal(source, target)).not.toThrow();
  });

  it('is never written over by another one of its name', () => {
    putWal(source, target);
    writeFileSync(source, 'of another database');
    expect(() => putWal(source, target)).toThrow('two databases archive to one place');
    expect(gunzipSync(readFileSync(`${target}.gz`)).toString()).toBe('what was written');
  });

  it('that was cut short on its way is written anew', () => {
    writeFileSync(`${target}.part`, 'ha');
    putWal(source, target);
    expect(existsSync(`${target}.part`)).toBe(false);
    expect(gunzipSync(readFileSync(`${target}.gz`)).toString()).toBe('what was written');
  });

  it('that was never archived is told apart from one that cannot be read', () => {
    expect(getWal(target, join(folder, 'back'))).toBe(false);
    writeFileSync(`${target}.gz`, 'no gzip');
    expect(() => getWal(target, join(folder, 'back'))).toThrow();
  });
});

describe('BACKUP_DIR', () => {
  it('CONTRACT: turns the archive on, with a minute of work at most outside of it', () => {
    expect(walArchive({}, '/data')).toBeNull();
    expect(walArchive({ BACKUP_DIR: '/backup' }, '/data')).toEqual({ dir: '/backup', everySeconds: 60 });
    expect(walArchive({ BACKUP_DIR: '/data-backup', BACKUP_RPO_SECONDS: '5' }, '/data')).toEqual({
      dir: '/data-backup',
      everySeconds: 5,
    });
  });

  it.each([
    [{ BACKUP_DIR: '/data' }, 'BACKUP_DIR: must not be in DATA_DIR'],
    [{ BACKUP_DIR: '/data/backup' }, 'BACKUP_DIR: must not be in DATA_DIR'],
    [{ BACKUP_DIR: '/backup', BACKUP_RPO_SECONDS: '0' }, 'BACKUP_RPO_SECONDS: must be a whole number'],
    [{ BACKUP_DIR: '/backup', BACKUP_RPO_SECONDS: 'soon' }, 'BACKUP_RPO_SECONDS: must be a whole number'],
  ])('CONTRACT: %j is refused', (env, words) => expect(() => walArchive(env, '/data')).toThrow(words));

  it('may hold what a shell and PostgreSQL understand otherwise', () => {
    expect(walCommand('put', "/mnt/it's 100%")).toMatch(/ put %p '\/mnt\/it'\\''s 100%%\/'%f$/);
    expect(walCommand('get', '/mnt/backup')).toMatch(/ get '\/mnt\/backup\/'%f %p$/);
  });
});
