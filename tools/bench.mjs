// @ts-check
// npm run bench: installs and builds what is missing, then measures. `npm run bench -- telegram` runs one of them.
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';

const BENCHES = ['branch', 'telegram'];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !BENCHES.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`No bench ${unknown.join(', ')}. There are: ${BENCHES.join(', ')}.\n`);
  process.exit(2);
}
await ensureInstalled();
if (!(await build())) process.exit(1);
for (const name of wanted.length > 0 ? wanted : BENCHES) await import(`../bench/${name}.mjs`);
