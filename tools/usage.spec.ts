import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');
/** The display's build calls it, and nobody else. */
const NO_COMMAND = ['voice.mjs'];
const TOOLS = readdirSync(__dirname).filter((name) => name.endsWith('.mjs') && !NO_COMMAND.includes(name));
/** A server that was begun would stay, and an installation or a build say so. A busy machine is no failure. */
const LIMIT_MS = 60_000;
/** What it has to be asked for, for the wrong word to be the only thing wrong. */
const ASKED_FOR: Record<string, string[]> = { 'release.mjs': ['99.0.0'], 'bench.mjs': ['http'] };
/** Whatever it does not know may be Jest's, and Jest says so. */
const OPEN = ['test.mjs'];

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

describe('every command of tools/', () => {
  const empty = mkdtempSync(join(tmpdir(), 'ticketero-usage-'));
  /** Of what commands are made of, and no package: what it is before the first of them has installed anything. */
  const clone = mkdtempSync(join(tmpdir(), 'ticketero-clone-'));
  beforeAll(() => {
    for (const part of ['tools', 'bench', 'e2e', 'server/test/support', 'server/package.json', 'package.json']) {
      const filter = (path: string): boolean => !/node_modules|\.(ts|tsv)$/.test(path);
      cpSync(join(ROOT, part), join(clone, part), { recursive: true, filter });
    }
  });
  afterAll(() => {
    for (const folder of [empty, clone]) rmSync(folder, { recursive: true, force: true });
  });

  /** What each says of itself. */
  const told = new Map<string, string>();

  it('is what npm runs: each script is one of them, and says so itself', () => {
    expect(scriptsTools().filter((tool) => !TOOLS.includes(tool))).toEqual([]);
  });

  /** Where something was begun all the same, it finds nothing of anybody's. */
  function run(tool: string, ...args: string[]): Ended {
    return runIn(ROOT, tool, ...args);
  }

  function runIn(tree: string, tool: string, ...args: string[]): Ended {
    const env = { PATH: process.env['PATH'], TMPDIR: empty, DATA_DIR: empty, PORT: '0' };
    const options = { cwd: empty, env, encoding: 'utf8', timeout: LIMIT_MS } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(tree, 'tools', tool), ...args], options);
    return { code: status, out: stdout, err: stderr };
  }

  it.each(TOOLS)('%s --help says how it is used, and does nothing; what npm calls, on a fresh clone too', (tool) => {
    const script = Object.entries(scripts()).find(([, line]) => line.endsWith(`node tools/${tool}`))?.[0];
    const { code, out, err } = runIn(script ? clone : ROOT, tool, '--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const called = script ? new RegExp(`^npm (run )?${script}\\b`) : new RegExp(`^node tools/${tool}`);
    expect(out).toMatch(called);
    expect(out.trim().split('\n').length).toBeGreaterThan(2);
    expect(readdirSync(empty)).toEqual([]);
    told.set(tool, out);
  });

  it.each(TOOLS.filter((tool) => !OPEN.includes(tool)))('%s refuses an option that it does not know', (tool) => {
    const { code, out, err } = run(tool, ...(ASKED_FOR[tool] ?? []), '--nonsense');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain("Unknown option '--nonsense'");
    expect(readdirSync(empty)).toEqual([]);
  });

  it.each([
    ['bench.mjs', ['nothing'], 'No bench nothing'],
    ['bench.mjs', ['http', '--days', '3'], '--days is not of http'],
    ['bench.mjs', ['--events', '3'], '--events is not of the parts'],
    ['fuzz.mjs', ['--cases', '3'], '--cases: at least 20000'],
    ['soak.mjs', ['--calls', '500'], '--calls: at least 2000'],
    ['soak.mjs', ['--calls', '2100'], '--calls: at least 2000, in steps of 250'],
    ['backup-drill.mjs', ['--rpo', '0'], '--rpo: must be a whole number from 1 to 3600'],
    ['release.mjs', ['next'], 'The version: three numbers'],
    ['screenshots.mjs', ['kiosko'], 'No client kiosko'],
    ['doctor.mjs', ['now'], "Unexpected argument 'now'"],
    ['restore.mjs', ['a', 'b'], 'One word too many: b'],
    ['load.mjs', ['--speed', 'fast'], '--speed must be a whole number from 1 to 3600'],
    ['simulate.mjs', ['--from', '25:00'], '--from must be a time of day'],
  ])('%s %j: refused with a reason', (tool, args, why) => {
    const { code, out, err } = run(tool, ...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(why);
  });

  it.each(TOOLS.filter((tool) => readFileSync(join(__dirname, tool), 'utf8').includes("'../server/dist/tools/")))(
    '%s knows the options of the command that it calls, and no others',
    (tool) => {
      const options = (file: string): string[] =>
        [...readFileSync(join(ROOT, file), 'utf8').matchAll(/'?([\w-]+)'?: \{ type: '(string|boolean)'/g)]
          .map(([, name, type]) => `${name} ${type}`)
          .sort();
      const inside = options(`server/src/tools/${tool.replace('.mjs', '.ts')}`);
      expect(options(`tools/${tool}`)).toEqual(inside);
      for (const option of inside) expect(told.get(tool)).toContain(`--${option.split(' ')[0]}`);
    },
  );
});

/** What each script runs; the whole line where it is no command of tools/. */
const scriptsTools = (): string[] =>
  Object.values(scripts()).map((line) => /^(?:exec )?node tools\/([\w-]+\.mjs)$/.exec(line)?.[1] ?? line);

const scripts = (): Record<string, string> =>
  (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts;
