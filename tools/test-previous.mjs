// @ts-check
// npm run test:previous: the release before, its own build and its own tests, on the schema of this tree. While servers are
// replaced one after another, both work on it. With nothing new in the schema there is nothing to show; `--always` does it
// all the same.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { inRoot, ROOT } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { commandLine } from './lib/usage.mjs';
import { commitOfRelease, sinceRelease } from './release/release-before.mjs';

/**
 * What a branch does, over HTTP. Not the tests of the schema itself, which is meant to differ, nor those of sockets: what they
 * show is read by the same statements, and when they show it is no matter of the schema.
 */
const TESTS = 'server/test/(http/contract|desks|tickets|races)/';

const USAGE = `npm run test:previous -- [--always]

The tests of the release before, with its own build, on the schema of this tree, where that has something new.

  --always            also where it has nothing new
`;

/** @returns {Promise<number>} the exit code */
async function main() {
  const { always } = commandLine(USAGE, { always: { type: 'boolean', default: false } }).values;
  const { version, added } = sinceRelease(ROOT);
  if (added.length === 0 && !always) {
    process.stdout.write(`The schema is the one of ${version}: nothing to show.\n`);
    return 0;
  }
  const commit = commitOfRelease(ROOT);
  const folder = mkdtempSync(join(tmpdir(), 'ticketero-previous-'));
  try {
    process.stdout.write(`${version} (${commit.slice(0, 7)}) on a schema with ${added.join(', ') || 'nothing new'}\n`);
    const archive = execFileSync('git', ['archive', commit], { cwd: ROOT, maxBuffer: 1 << 30 });
    execFileSync('tar', ['-x', '-C', folder], { input: archive });
    cpSync(inRoot('migrations', 'sql'), join(folder, 'migrations', 'sql'), { recursive: true });
    if (sameLock(folder)) shareModules(folder);
    const { code } = await run(
      process.execPath,
      [join(folder, 'tools', 'test.mjs'), 'integration', '--testPathPatterns', TESTS],
      { show: true, env: { TICKETERO_REQUIRE: '' } },
    );
    return code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder */
const sameLock = (folder) =>
  readFileSync(join(folder, 'package-lock.json'), 'utf8') === readFileSync(inRoot('package-lock.json'), 'utf8');

/** What is installed is the same: linked file by file, so that its own workspaces are found from there. @param {string} folder */
function shareModules(folder) {
  const lists = execFileSync('git', ['ls-files', '*package.json'], { cwd: ROOT, encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);
  for (const list of lists) {
    const own = join(list, '..', 'node_modules');
    try {
      execFileSync('cp', ['-al', inRoot(own), join(folder, own)], { stdio: 'ignore' });
    } catch {
      // A workspace without modules of its own, or another disk: what is missing is installed by the tests' own tool.
    }
  }
}

process.exitCode = await main();
