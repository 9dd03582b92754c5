import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('deploy/ticketero-screen', () => {
  const bin = mkdtempSync(join(tmpdir(), 'ticketero-screen-'));
  beforeAll(() => {
    for (const [name, code] of [
      ['chromium', 'printf "%s\\n" "$@"'],
      ['xset', 'exit 1'], // a machine without X
    ] as const) {
      writeFileSync(join(bin, name), `#!/bin/sh\n${code}\n`);
      chmodSync(join(bin, name), 0o755);
    }
  });
  afterAll(() => rmSync(bin, { recursive: true, force: true }));

  const run = (url?: string, more: Record<string, string> = {}) =>
    spawnSync('sh', [join(ROOT, 'deploy/ticketero-screen')], {
      env: {
        PATH: `${bin}:/usr/bin:/bin`,
        HOME: '/home/screen',
        ...(url === undefined ? {} : { SCREEN_URL: url }),
        ...more,
      },
      encoding: 'utf8',
    });

  it.each([
    ['docs/kiosk.md', 'https://turnos.banco.example/kiosk/'],
    ['docs/display.md', 'https://turnos.banco.example/display/'],
    ['docs/display.md', 'https://turnos.banco.example/display/?voice=es-en'],
  ])('starts Chromium as %s says', (document, url) => {
    const [, command = ''] = /```\n\s+chromium ([^`]+)```/.exec(read(document)) ?? [];
    const flags = command.split(/[\s\\]+/).filter((word) => /^--(?!user-data-dir)/.test(word));
    expect(flags.length).toBeGreaterThan(5);
    expect(flags).toContain('--disable-features=Translate'); // what it has been called since 2020
    const { status, stdout } = run(url);
    const started = stdout.trim().split('\n');
    expect(status).toBe(0);
    expect(started.filter((word) => /^--(?!user-data-dir)/.test(word)).sort()).toEqual(flags.sort());
    expect(started.at(-1)).toBe(url);
    expect(started).toContain('--user-data-dir=/home/screen/profile');
  });

  it('keeps the profile, and takes the lock away that a browser left there when the computer had another name', () => {
    const profile = join(bin, 'profile');
    mkdirSync(profile);
    writeFileSync(join(profile, 'Preferences'), '{}');
    symlinkSync('another-name-4242', join(profile, 'SingletonLock'));
    const { status, stdout } = run('https://turnos.banco.example/kiosk/', { SCREEN_PROFILE: profile });
    expect(status).toBe(0);
    expect(stdout.split('\n')).toContain(`--user-data-dir=${profile}`);
    expect(readdirSync(profile)).toEqual(['Preferences']);
  });

  it('says what is missing', () => {
    expect(run()).toMatchObject({ status: expect.any(Number), stderr: expect.stringMatching(/SCREEN_URL/) });
    expect(run('https://turnos.banco.example/console/')).toMatchObject({ status: 1, stdout: '' });
  });
});

describe('deploy/ticketero.service', () => {
  const unit = read('deploy/ticketero.service');

  it('is nobody’s administrator, comes back by itself, and has its secrets from a file', () => {
    for (const line of ['User=ticketero', 'Restart=always', 'StartLimitIntervalSec=0', 'NoNewPrivileges=true']) {
      expect(unit.split('\n')).toContain(line);
    }
    expect(unit).toMatch(/^EnvironmentFile=\//m);
    expect(unit).not.toMatch(/JWT_SECRET|PII_KEY|PASSWORD/);
  });
});

describe('deploy/ticketero', () => {
  it('runs commands as the user of the service, in its folder, with its variables', () => {
    const unit = read('deploy/ticketero.service');
    const command = read('deploy/ticketero');
    const of = (name: string): string => new RegExp(`^${name}=(\\S+)$`, 'm').exec(unit)?.[1] ?? `no ${name}`;
    expect(command).toContain(`runuser -u ${of('User')} --`);
    expect(command).toContain(`cd ${of('WorkingDirectory')}\n`);
    expect(command).toContain(`. ${of('EnvironmentFile')}\n`);
    const [, variables = ''] = /^Environment=(.+)$/m.exec(unit) ?? [];
    const kept = variables.split(' ').filter((variable) => !variable.startsWith('TICKETERO_SKIP_BUILD'));
    expect(kept).toHaveLength(2);
    for (const variable of kept) expect(command.split(/\s/)).toContain(variable);
  });

  it('builds only when it is told to: a command beside the service leaves its files where they are', () => {
    const [line = 'no line'] = /^case .+ esac$/m.exec(read('deploy/ticketero')) ?? [];
    const skips = (name: string): string =>
      spawnSync('sh', ['-euc', `set -a; set -- ${name}; ${line}; node -p 'process.env.TICKETERO_SKIP_BUILD ?? "no"'`], {
        env: { PATH: process.env['PATH'] },
        encoding: 'utf8',
      }).stdout.trim();
    expect(['build', 'start', 'backup', 'audit:head', 'doctor'].map(skips)).toEqual(['no', 'no', '1', '1', '1']);

    const env = { PATH: process.env['PATH'], TICKETERO_SKIP_BUILD: '1', DATABASE_URL: 'postgres://127.0.0.1:1/none' };
    const { status, stdout } = spawnSync(process.execPath, [join(ROOT, 'tools/audit-verify.mjs')], {
      env,
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([2, '']);
  });
});
