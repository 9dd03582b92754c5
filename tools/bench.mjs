// @ts-check
// npm run bench: installs and builds what is missing, then measures the parts of bench/parts beside their floors, within ten
// minutes, and writes bench/results.json and the table of docs/performance.md. `npm run bench -- http` measures one part of
// them, `--quick` so little of it that nothing is written. The long ones run when asked for by name; options that follow it
// are their own: `npm run bench -- audit --events 100000`.
import { readdirSync } from 'node:fs';

import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';

const PARTS = readdirSync(new URL('../bench/parts', import.meta.url))
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => file.slice(0, -'.mjs'.length));
/** Writing it takes minutes of its own: when asked for by name; its figures stay in the table. */
const HISTORY = 'history';
/** Minutes, and a GB of disk: when asked for by name. */
const LONG = ['audit', 'telegram', 'what-if'];

const args = process.argv.slice(2);
const options = args.findIndex((arg) => arg.startsWith('--'));
const wanted = options < 0 ? args : args.slice(0, options);
const unknown = wanted.filter((name) => ![...PARTS, ...LONG].includes(name));
if (unknown.length > 0) {
  process.stderr.write(`No bench ${unknown.join(', ')}. There are: ${[...PARTS, ...LONG].join(', ')}.\n`);
  process.exit(2);
}
await ensureInstalled();
if (!(await build())) process.exit(1);
for (const name of wanted.filter((one) => LONG.includes(one))) await import(`../bench/${name}.mjs`);
const parts = wanted.length > 0 ? wanted.filter((one) => PARTS.includes(one)) : PARTS.filter((one) => one !== HISTORY);
if (parts.length > 0) {
  const { measureParts } = await import('../bench/lib/parts.mjs');
  await measureParts(parts, { quick: args.includes('--quick') });
}
