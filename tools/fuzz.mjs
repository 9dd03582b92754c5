// @ts-check
// npm run fuzz -- --cases 60000 --seed 7: the fuzzing of every test run (server/test/fuzz), for as long as one likes. Each
// failure names the seed that repeats it.
import { testsByHand } from './lib/tests-by-hand.mjs';
import { commandLine, misused } from './lib/usage.mjs';

/** With fewer, not every route is reached, which fails. */
const CASES_MIN = 20_000;

const USAGE = `npm run fuzz -- [options]

The fuzzing of every test run, for as long as one likes; each failure names the seed that repeats it.

  --cases N           at least ${CASES_MIN} (default 200000)
  --seed N            of the cases (default: another one each time)
`;

const { values } = commandLine(USAGE, { cases: { type: 'string', default: '200000' }, seed: { type: 'string' } });
const wrong = Object.entries(values).find(([, value]) => !/^\d{1,9}$/.test(String(value)));
if (wrong) misused(`--${wrong[0]}: must be a whole number`, USAGE);
if (Number(values.cases) < CASES_MIN) misused(`--cases: at least ${CASES_MIN}, or not every route is reached`, USAGE);
process.env['FUZZ_CASES'] = values.cases;
process.env['FUZZ_SEED'] = values.seed ?? String(Date.now() % 2 ** 31);

process.stdout.write(`${values.cases} cases, FUZZ_SEED=${process.env['FUZZ_SEED']}\n`);
await testsByHand('integration', 'server/test/fuzz');
