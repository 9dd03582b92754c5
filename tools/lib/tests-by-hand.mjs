// @ts-check
import { build } from './build.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { followParent } from './follow-parent.mjs';
import { jest } from './jest.mjs';

/**
 * Tests that have a command of their own, since they can be asked for more than `npm test` asks of them. Exit 1 when
 * one fails, or there is no build.
 * @param {string} project one of jest.config.cjs
 * @param {string} pattern of their files
 */
export async function testsByHand(project, pattern) {
  followParent();
  await ensureInstalled();
  if (!(await build())) process.exit(1);
  const { code } = await jest(['--selectProjects', project, '--testPathPatterns', pattern]);
  process.exitCode = code;
}
