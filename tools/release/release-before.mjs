// @ts-check
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MIGRATIONS = 'migrations/sql';
/** Written with each release, and by nothing else: the commit that did it is the release. */
const RELEASED = 'migrations/released.json';

/**
 * The release before, and what this tree's schema has beyond it.
 * @param {string} root of the repository
 * @returns {{ version: string, last: string, added: string[] }}
 */
export function sinceRelease(root) {
  /** @type {{ version: string, last: string }} */
  const { version, last } = JSON.parse(readFileSync(join(root, RELEASED), 'utf8'));
  const names = readdirSync(join(root, MIGRATIONS)).sort();
  if (!names.includes(`${last}.sql`)) throw new Error(`${RELEASED}: there is no migration ${last}`);
  return { version, last, added: names.filter((name) => name > `${last}.sql`) };
}

/**
 * The commit of that release. Throws when the history does not reach so far.
 * @param {string} root
 */
export function commitOfRelease(root) {
  const git = (/** @type {string[]} */ ...args) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (git('rev-parse', '--is-shallow-repository').trim() === 'true')
    throw new Error('the history is cut off: git fetch --unshallow');
  const commit = git('log', '-1', '--format=%H', '--', RELEASED).trim();
  if (!commit) throw new Error(`the history has no release (${RELEASED} was never committed): fetch all of it`);
  return commit;
}
