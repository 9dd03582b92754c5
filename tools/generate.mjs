// @ts-check
// npm run generate: writes the files that are made from the code. With --check it fails when one of them was not up to
// date (it is then rewritten: look at it and commit it).
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { generate } from './lib/generate.mjs';
import { commandLine } from './lib/usage.mjs';

const USAGE = `npm run generate -- [--check]

Writes the files that are made from the code: API description, schema snapshot, diagram of the ticket's states.

  --check             fails when one of them was not up to date
`;

const { values } = commandLine(USAGE, { check: { type: 'boolean', default: false } });
await ensureInstalled();
if (!(await build())) process.exit(1);
const { code, output } = await generate({ check: values.check });
process.stdout.write(output);
process.exitCode = code;
