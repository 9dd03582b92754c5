// @ts-check
// npm run release -- 1.2.0: what makes this tree that version: the packages, the changelog's heading, the last migration that
// belongs to it, the generated files. The commit of it is the release; docs/operations.md (Upgrades) says what follows.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { generate } from './lib/generate.mjs';
import { inRoot } from './lib/paths.mjs';
import { fail } from './lib/progress.mjs';
import { commandLine, misused } from './lib/usage.mjs';
import { changelogOf, compareVersions, manifestOf } from './release/version.mjs';

const USAGE = `npm run release -- 1.2.0

What makes this tree that version: packages, changelog, last migration, generated files; then it is yours to commit
(docs/operations.md, Upgrades).
`;

const [version = ''] = commandLine(USAGE, {}, 1).positionals;
const read = (/** @type {string} */ path) => readFileSync(inRoot(path), 'utf8');
const write = (/** @type {string} */ path, /** @type {unknown} */ value) =>
  writeFileSync(inRoot(path), typeof value === 'string' ? value : `${JSON.stringify(value, null, 2)}\n`);

const root = JSON.parse(read('package.json'));
if (!/^\d+\.\d+\.\d+$/.test(version)) misused('The version: three numbers', USAGE);
if (compareVersions(version, root.version) <= 0) fail(`${version} is not after ${root.version}`);
const changelog = changelogOf(read('CHANGELOG.md'), version, new Date().toISOString().slice(0, 10));
if (changelog === null) fail('CHANGELOG.md has nothing under Unreleased');

await ensureInstalled();
write('CHANGELOG.md', changelog);
const lock = JSON.parse(read('package-lock.json'));
for (const folder of ['', ...root.workspaces]) {
  const path = folder ? `${folder}/package.json` : 'package.json';
  write(path, manifestOf(JSON.parse(read(path)), version));
  lock.packages[folder] = manifestOf(lock.packages[folder], version);
}
write('package-lock.json', { ...lock, version });
const last = readdirSync(inRoot('migrations', 'sql'))
  .sort()
  .at(-1)
  ?.replace(/\.sql$/, '');
write('migrations/released.json', { version, last });
if (!(await build())) fail('the build failed (above)');
const { code, output } = await generate({ check: false });
if (code !== 0) fail(output);
process.stdout.write(`${version}: now commit it.\n`);
