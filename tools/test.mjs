// @ts-check
// npm test: the checks, the build, the generated files, every test. `npm test -- core` runs the tests of one project
// (several: `-- core web`); anything else on the line goes to Jest (`-- core -t "no show"`). Its last line is the sum.
import { missingPrograms, variableOf } from '../server/test/support/programs.mjs';
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { followParent } from './lib/follow-parent.mjs';
import { generate } from './lib/generate.mjs';
import { jest, NEED_BUILD, PROJECTS } from './lib/jest.mjs';
import { inRoot } from './lib/paths.mjs';
import { secondsSince } from './lib/progress.mjs';
import { runNode } from './lib/run.mjs';
import { checks, step } from './lib/steps.mjs';
import { commandLine } from './lib/usage.mjs';

const USAGE = `npm test -- [project …] [anything that Jest knows]

Without anything behind it: the checks, the build, the generated files, every test. Of some projects the tests alone:
${PROJECTS.join(', ')}. One test: npm test -- core -t "no show".
`;

const args = process.argv.slice(2);
// What else there may be, Jest knows.
if (args.includes('--help') || args.includes('-h')) commandLine(USAGE);

const projects = args.filter((arg) => PROJECTS.includes(arg));
const jestArgs = args.filter((arg) => !PROJECTS.includes(arg));
const everything = args.length === 0;

followParent();
await ensureInstalled();

const results = everything ? await checks() : [];
const needsBuild = projects.length === 0 || projects.some((name) => NEED_BUILD.includes(name));
if (needsBuild) results.push(await step('build', async () => ({ code: (await build()) ? 0 : 1, output: '' })));
const built = !results.some(({ name, failed }) => name === 'build' && failed);
if (everything && built) results.push(await step('generated files', () => generate({ check: true })));

/** @type {import('./lib/jest.mjs').Counts} */
let counts = { passed: 0, failed: 0, skipped: 0, code: 1 };
if (built) {
  const startedAt = Date.now();
  counts = await jest([...jestArgs, ...(projects.length > 0 ? ['--selectProjects', ...projects] : [])]);
  results.push({ name: 'tests', failed: counts.code !== 0, took: secondsSince(startedAt) });
  if (everything)
    results.push(await step('the release before, on this schema', () => runNode(inRoot('tools', 'test-previous.mjs'))));
}

process.stdout.write('\n');
for (const { name, failed, took } of results)
  process.stdout.write(`${failed ? 'failed' : 'ok    '} ${name} (${took})\n`);

// Never silently: whoever reads the sum reads what it leaves out.
if (counts.skipped > 0) {
  for (const name of missingPrograms()) {
    const how = `install it, or say where it is with ${variableOf(name)}`;
    process.stdout.write(`skipped: the tests that need ${name}: ${how}\n`);
  }
}

// A failed step counts as one failure: the last line never says "0 failed" of a run that failed.
const failedSteps = results.filter(({ name, failed }) => failed && name !== 'tests').length;
const failed = counts.code === 0 ? failedSteps : failedSteps + Math.max(counts.failed, built ? 1 : 0);
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
process.stdout.write(`${counts.passed} passed, ${failed} failed${skipped}\n`);
process.exitCode = failed === 0 ? 0 : 1;
