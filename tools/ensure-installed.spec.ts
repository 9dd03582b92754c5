import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * A small tree with the real tools in it and an npm of our own, which writes down that it was called: what is tested is
 * when an installation is needed, not npm.
 */
const LOCK = {
  packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } },
};
const MARKER = 'node_modules/.ticketero-install';

let tree: string;

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'ticketero-install-'));
  cpSync(resolve(__dirname, 'lib'), join(tree, 'tools/lib'), { recursive: true });
  write('package-lock.json', JSON.stringify(LOCK));
  write('npm.js', "require('node:fs').writeFileSync('called', '');");
});

afterEach(() => rmSync(tree, { recursive: true, force: true }));

test('installs when there is no node_modules, once', () => {
  write(
    'npm.js',
    "const fs = require('node:fs'); fs.mkdirSync('node_modules', { recursive: true }); fs.writeFileSync('node_modules/.package-lock.json', '{}'); fs.appendFileSync('called', 'x');",
  );
  expect(ensure().status).toBe(0);
  expect(ensure().status).toBe(0);
  expect(read('called')).toBe('x');
});

test('accepts what was installed by hand', () => {
  installed({ 'node_modules/a': { version: '1.0.0' } });
  expect(ensure()).toMatchObject({ status: 0, stdout: '', stderr: '' });
  expect(() => read('called')).toThrow();
});

test('installs anew when the lock asks for another version', () => {
  installed({ 'node_modules/a': { version: '0.9.0' } });
  expect(ensure().status).toBe(0);
  expect(read('called')).toBe('');
});

test('installs anew when the marker is of another platform', () => {
  installed({ 'node_modules/a': { version: '1.0.0' } });
  write(MARKER, 'abc plan9-mips\n');
  expect(ensure().status).toBe(0);
  expect(read('called')).toBe('');
});

test('says in one line why the installation failed', () => {
  write('npm.js', "console.error('npm error code E404\\nnpm error 404 no such package'); process.exit(1);");
  const { status, stderr } = ensure();
  expect(status).toBe(1);
  expect(stderr).toMatch(/^Installing the dependencies failed after .* s \(npm ci\): 404 no such package\n$/);
});

test('says in one line that Node is too old', () => {
  const { status, stderr } = ensure("Object.defineProperty(process.versions, 'node', { value: '18.20.4' });");
  expect({ status, stderr }).toEqual({ status: 1, stderr: 'Ticketero needs Node 20.19 or newer; this is 18.20.4.\n' });
});

function ensure(before = '') {
  const script = `${before} const { ensureInstalled } = await import('./tools/lib/ensure-installed.mjs'); await ensureInstalled();`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: tree,
    encoding: 'utf8',
    env: { ...process.env, npm_execpath: join(tree, 'npm.js') },
  });
}

function installed(packages: Record<string, { version: string }>): void {
  for (const path of Object.keys(packages)) mkdirSync(join(tree, path), { recursive: true });
  write('node_modules/.package-lock.json', JSON.stringify({ packages }));
}

function write(path: string, text: string): void {
  mkdirSync(join(tree, path, '..'), { recursive: true });
  writeFileSync(join(tree, path), text);
}

function read(path: string): string {
  return readFileSync(join(tree, path), 'utf8');
}
