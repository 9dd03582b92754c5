// @ts-check
// npm run fuzz -- --cases 500000 --seed 7: the fuzzing of every test run (server/test/fuzz), for as long as one likes. Each
// failure names the seed that repeats it.
import { parseArgs } from 'node:util';

import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { followParent } from './lib/follow-parent.mjs';
import { jest } from './lib/jest.mjs';

/** With fewer, not every route is reached, which fails. */
const CASES_MIN = 20_000;

const { values } = options();
const wrong = Object.entries(values).find(([, value]) => !/^\d{1,9}$/.test(String(value)));
if (wrong) {
  process.stderr.write(`--${wrong[0]}: must be a whole number.\n`);
  process.exit(2);
}
if (Number(values.cases) < CASES_MIN) {
  process.stderr.write(`--cases: at least ${CASES_MIN}, or not every route is reached.\n`);
  process.exit(2);
}
process.env['FUZZ_CASES'] = values.cases;
process.env['FUZZ_SEED'] = values.seed ?? String(Date.now() % 2 ** 31);

followParent();
await ensureInstalled();
if (!(await build())) process.exit(1);
process.stdout.write(`${values.cases} cases, FUZZ_SEED=${process.env['FUZZ_SEED']}\n`);
const { code } = await jest(['--selectProjects', 'integration', '--', 'server/test/fuzz']);
process.exitCode = code;

function options() {
  try {
    return parseArgs({ options: { cases: { type: 'string', default: '200000' }, seed: { type: 'string' } } });
  } catch (error) {
    process.stderr.write(
      `${error instanceof Error ? error.message : error}\nnpm run fuzz -- [--cases 200000] [--seed 7]\n`,
    );
    process.exit(2);
  }
}
