// @ts-check
// npm run bench: installs and builds what is missing, then measures. `npm run bench -- telegram` runs one of them; options
// that follow its name are its own: `npm run bench -- audit --events 100000`.
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';

const BENCHES = ['branch', 'telegram'];
/** Minutes, and a GB of disk: when asked for by name. */
const LONG = ['audit', 'what-if'];

const args = process.argv.slice(2);
const options = args.findIndex((arg) => arg.startsWith('--'));
const wanted = options < 0 ? args : args.slice(0, options);
const known = [...BENCHES, ...LONG];
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`No bench ${unknown.join(', ')}. There are: ${known.join(', ')}.\n`);
  process.exit(2);
}
await ensureInstalled();
if (!(await build())) process.exit(1);
for (const name of wanted.length > 0 ? wanted : BENCHES) await import(`../bench/${name}.mjs`);
