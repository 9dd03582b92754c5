import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/**
 * The boundaries are worth what happens to a wrong import. Each case adds one to a copy of the real tree and expects
 * its rule's name; the copy as it stands must pass, or the rules would be proved on a tree that fails anyway.
 */
const ROOT = resolve(__dirname, '..');
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const FOLDERS = ['server', 'libs', 'kiosk', 'display', 'advisor-console', 'ticket-page'];
/** What tests of those import, and what is not looked at here. */
const BESIDE = ['tools/lib', 'tools/simulate'];
const CONFIGURATION = ['.dependency-cruiser.cjs', 'tsconfig.base.json', 'tsconfig.tools.json', 'package.json'];

interface Case {
  rule: string;
  file: string;
  imports: string;
}

const CASES: Case[] = [
  { rule: 'core-is-a-leaf', file: 'server/core/src/ticket/wrong.ts', imports: 'node:fs' },
  { rule: 'core-is-a-leaf', file: 'server/core/src/branch/wrong.ts', imports: '@ticketero/contract' },
  { rule: 'core-tests-bring-fast-check-only', file: 'server/core/src/wrong.spec.ts', imports: 'node:os' },
  { rule: 'contract-is-a-leaf', file: 'libs/contract/src/wrong.ts', imports: '@ticketero/core' },
  {
    rule: 'realtime-client-knows-the-contract-only',
    file: 'libs/realtime-client/src/wrong.ts',
    imports: '@ticketero/ui',
  },
  { rule: 'ui-is-dumb', file: 'libs/ui/src/wrong.ts', imports: '@ticketero/realtime-client' },
  { rule: 'ui-is-dumb', file: 'libs/ui/src/wrong-socket.ts', imports: 'socket.io-client' },
  { rule: 'apps-import-libs-only', file: 'kiosk/src/wrong.ts', imports: '@ticketero/core' },
  { rule: 'apps-do-not-know-each-other', file: 'display/src/wrong.ts', imports: '../../kiosk/src/wrong' },
  { rule: 'apps-do-not-know-each-other', file: 'ticket-page/src/wrong.ts', imports: '../../kiosk/src/wrong' },
  { rule: 'browsers-have-no-node', file: 'display/src/wrong-node.ts', imports: 'node:path' },
  { rule: 'browsers-have-no-node', file: 'ticket-page/src/wrong-node.ts', imports: 'node:path' },
  { rule: 'desk-and-supervisor-apart', file: 'advisor-console/src/desk/wrong.ts', imports: '../supervisor/right' },
  { rule: 'desk-and-supervisor-apart', file: 'advisor-console/src/supervisor/wrong.ts', imports: '../desk/right' },
  {
    rule: 'audit-and-account-stand-alone',
    file: 'advisor-console/src/audit/wrong.ts',
    imports: '../supervisor/right',
  },
  { rule: 'server-imports-core-and-contract', file: 'server/src/tickets/wrong-lib.ts', imports: '@ticketero/ui' },
  { rule: 'platform-imports-no-feature', file: 'server/src/platform/wrong.ts', imports: '../tickets/right.js' },
  { rule: 'features-meet-at-the-door', file: 'server/src/desks/wrong.ts', imports: '../tickets/right.js' },
  { rule: 'only-telegram-knows-telegraf', file: 'server/src/messages/wrong.ts', imports: 'telegraf' },
  { rule: 'no-test-code-in-the-product', file: 'server/src/board/wrong.ts', imports: '@ticketero/core/testing' },
  { rule: 'not-to-unresolvable', file: 'server/src/audit/wrong.ts', imports: './nowhere.js' },
  { rule: 'no-circular', file: 'server/src/branches/a-wrong.ts', imports: './right.js' },
];

/** What the wrong imports lead to where the real tree may have nothing of that name. */
const NEIGHBOURS: Record<string, string> = {
  'advisor-console/src/desk/right.ts': 'export const x = 1;\n',
  'advisor-console/src/supervisor/right.ts': 'export const x = 1;\n',
  'server/src/tickets/right.ts': 'export const x = 1;\n',
  'server/src/branches/right.ts': "import { x } from './a-wrong.js';\nexport const y = x;\n",
};

let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'ticketero-boundaries-'));
  for (const file of CONFIGURATION) cpSync(join(ROOT, file), join(copy, file));
  const left = /[/\\](node_modules|dist|public)$/;
  for (const folder of [...FOLDERS, ...BESIDE])
    cpSync(join(ROOT, folder), join(copy, folder), { recursive: true, filter: (path) => !left.test(path) });
  linkPackages();
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('the tree as it stands keeps its boundaries', () => {
  expect(cruise()).toEqual({ code: 0, violations: [] });
});

describe('a wrong import fails and names its rule', () => {
  let found: Cruise;

  beforeAll(() => {
    for (const [file, text] of Object.entries(NEIGHBOURS)) add(file, text);
    for (const { file, imports } of CASES) add(file, `import * as it from '${imports}';\nexport const x = it;\n`);
    found = cruise();
  });

  test('the exit code is not 0', () => expect(found.code).toBeGreaterThan(0));

  test.each(CASES)('$rule: $file imports $imports', ({ rule, file }) => {
    expect(found.violations).toContain(`${rule}: ${file}`);
  });
});

interface Cruise {
  code: number;
  violations: string[];
}

/** The same command as `npm run check`: what counts is its exit code and what it tells a developer. */
function cruise(): Cruise {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [CRUISER, '--config', '.dependency-cruiser.cjs', ...FOLDERS],
    { cwd: copy, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' } },
  );
  const lines = [...stdout.matchAll(/^ *error (?<rule>[\w-]+): (?<file>\S+)/gm)];
  if (lines.length === 0 && status !== 0) throw new Error(`dependency-cruiser did not run: ${stderr || stdout}`);
  return { code: status ?? 1, violations: lines.map(({ groups }) => `${groups?.['rule']}: ${groups?.['file']}`) };
}

function add(file: string, text: string): void {
  const path = join(copy, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** The installed packages as they are, but our own ones as links into the copy: else every arrow would lead out of it. */
function linkPackages(): void {
  const modules = join(copy, 'node_modules');
  mkdirSync(join(modules, '@ticketero'), { recursive: true });
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (name.startsWith('.') || name === '@ticketero') continue;
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name), 'junction');
  }
  for (const folder of FOLDERS) {
    const own = join(ROOT, folder, 'node_modules');
    if (existsSync(own)) symlinkSync(own, join(copy, folder, 'node_modules'), 'junction');
  }
  for (const folder of ['server/core', 'libs/contract', 'libs/realtime-client', 'libs/ui']) {
    const name = folder.split('/')[1] ?? '';
    symlinkSync(join(copy, folder), join(modules, '@ticketero', name), 'junction');
  }
}
