import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { contractionsOf, isAllowed } from './contraction.mjs';
import { commitOfRelease, sinceRelease } from './release-before.mjs';
import { changelogOf, manifestOf } from './version.mjs';

const ROOT = resolve(__dirname, '../..');

describe('a migration', () => {
  it('SCHEMA: since the last release each only adds, or says since when nothing uses what it takes away', () => {
    const { version, added } = sinceRelease(ROOT);
    const read = (name: string) => readFileSync(join(ROOT, 'migrations/sql', name), 'utf8');
    const wrong = added.filter((name) => contractionsOf(read(name)).length > 0 && !isAllowed(read(name), version));
    expect(wrong).toEqual([]);
  });

  it.each([
    ['drop table slip;', 'drops a table'],
    ['alter table ticket drop column told_by;', 'drops a column'],
    ['ALTER TABLE ticket\n  DROP told_by;', 'drops a column'],
    ['alter table ticket rename column told_by to bound;', 'renames'],
    ['alter table ticket rename to turn;', 'renames'],
    ['alter table ticket alter numero type text;', 'changes a type'],
    ['alter table ticket alter column numero set not null;', 'forbids null in what is there'],
    ['alter table queue add column colour text not null;', 'adds a column that must be filled'],
    ['alter table queue alter notice drop default;', 'drops a default'],
    ['drop function audit_append(jsonb);', 'drops a function'],
    ['revoke insert on ticket from ticketero_app;', 'takes a right away'],
  ])('SCHEMA: %s is not for the release before', (sql, what) => {
    expect(contractionsOf(`-- Up Migration\n${sql}\n-- Down Migration\n`)).toEqual([what]);
  });

  it.each([
    'alter table queue add column notice varchar(200);',
    'alter table branch add active boolean not null default true;',
    'create table slip (id bigint primary key, text text not null);',
    'create index ticket_told_bound on ticket (told_by);',
    'alter table ticket drop constraint ticket_check;',
    'alter table ticket alter column told_by drop not null;',
    'select 1; -- drop table ticket',
  ])('SCHEMA: %s only adds', (sql) => {
    expect(contractionsOf(`-- Up Migration\n${sql}\n-- Down Migration\ndrop table slip;`)).toEqual([]);
  });

  it('SCHEMA: what is taken away must be unused since a release that is out', () => {
    const sql = '-- Contracts: nothing since 1.2.0 uses it.\ndrop table slip;';
    expect([isAllowed(sql, '1.1.9'), isAllowed(sql, '1.2.0'), isAllowed(sql, '1.10.0')]).toEqual([false, true, true]);
    expect(isAllowed('drop table slip;', '9.0.0')).toBe(false);
  });
});

describe('the release before', () => {
  let folder: string;
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ticketero-release-'));
    mkdirSync(join(folder, 'migrations/sql'), { recursive: true });
    git('init', '-q');
    write('migrations/sql/0001_first.sql', '');
    write('migrations/released.json', '{"version":"1.0.0","last":"0001_first"}');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('SCHEMA: is the commit that wrote released.json; what came to the schema since is what is new', () => {
    git('add', '.');
    git('commit', '-qm', '1.0.0');
    const release = git('rev-parse', 'HEAD').trim();
    expect(sinceRelease(folder)).toEqual({ version: '1.0.0', last: '0001_first', added: [] });
    write('migrations/sql/0002_second.sql', 'create table slip (id bigint);');
    git('add', '.');
    git('commit', '-qm', 'Slips');
    expect(sinceRelease(folder).added).toEqual(['0002_second.sql']);
    expect(commitOfRelease(folder)).toBe(release);
  });

  it('SCHEMA: a history that does not reach it is said, and no test is left out silently', () => {
    write('else.txt', '');
    git('add', 'else.txt');
    git('commit', '-qm', 'Something else');
    expect(() => commitOfRelease(folder)).toThrow('fetch all of it');
    write('migrations/released.json', '{"version":"1.0.0","last":"0009_ninth"}');
    expect(() => sinceRelease(folder)).toThrow('there is no migration 0009_ninth');
  });

  it('CONTRACT: the version of the package is the one of the last release, or a later one', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(version).toBe(sinceRelease(ROOT).version);
    expect(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8')).toContain(`## [${version}] — `);
    expect(readdirSync(join(ROOT, 'migrations/sql')).length).toBeGreaterThan(20);
  });
});

describe('npm run release', () => {
  it('CONTRACT: our own packages get the version, and nobody else’s', () => {
    const manifest = { name: 'x', version: '0.9.0', dependencies: { '@ticketero/core': '0.9.0', pg: '8.22.0' } };
    const after = { name: 'x', version: '1.0.0', dependencies: { '@ticketero/core': '1.0.0', pg: '8.22.0' } };
    expect(manifestOf(manifest, '1.0.0')).toEqual(after);
  });

  it('CONTRACT: what was unreleased stands under the version and its day; nothing new is no release', () => {
    const text = '# Changelog\n\n## [Unreleased]\n\n- New\n\n## [0.9.0] — 2026-11-22\n\n- Old\n';
    const released = changelogOf(text, '1.0.0', '2026-12-01') ?? '';
    expect(released).toBe(
      '# Changelog\n\n## [Unreleased]\n\n## [1.0.0] — 2026-12-01\n\n- New\n\n## [0.9.0] — 2026-11-22\n\n- Old\n',
    );
    expect(changelogOf(released, '1.0.1', '2026-12-02')).toBeNull();
  });
});
