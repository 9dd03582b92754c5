// @ts-check
// npm run bench: installs and builds what is missing, then measures the parts of bench/parts beside their floors, within ten
// minutes, and writes bench/results.json and the table of docs/performance.md. `npm run bench -- http` measures one part of
// them, `--quick` so little of it that nothing is written. The long ones run when asked for by name; options that follow it
// are their own: `npm run bench -- audit --events 100000`.
import { readdirSync } from 'node:fs';

import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { followParent, followReader } from './lib/follow-parent.mjs';
import { commandLine, misused } from './lib/usage.mjs';

const PARTS = readdirSync(new URL('../bench/parts', import.meta.url))
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => file.slice(0, -'.mjs'.length));
/** Writing it takes minutes of its own: when asked for by name; its figures stay in the table. */
const HISTORY = 'history';
/** Minutes, and a GB of disk: when asked for by name. Their own options, which they read for themselves. */
const LONG = /** @type {Record<string, string[]>} */ ({ audit: ['events', 'keep'], telegram: [], 'what-if': ['days'] });

const USAGE = `npm run bench -- [part …] [options]

Every figure beside its floor of the same run, within ten minutes; written to bench/results.json and docs/performance.md.

  ${PARTS.filter((name) => name !== HISTORY).join(', ')}
                      the parts; all of them where none is named
  ${[HISTORY, ...Object.keys(LONG)].join(', ')}
                      take longer, and are measured when they are named
  --quick             so little of each that nothing is written
  --events N, --keep FOLDER
                      of audit: so many events; a DATA_DIR that stays
  --days N            of what-if: so many days
`;

const { values, positionals: wanted } = commandLine(
  USAGE,
  {
    quick: { type: 'boolean', default: false },
    events: { type: 'string' },
    keep: { type: 'string' },
    days: { type: 'string' },
  },
  Infinity,
);
const named = wanted.filter((name) => name in LONG);
const unknown = wanted.filter((name) => ![...PARTS, ...named].includes(name));
if (unknown.length > 0) misused(`No bench ${unknown.join(', ')}`, USAGE);
const own = named.flatMap((name) => LONG[name] ?? []);
const astray = Object.keys(values).find((name) => name !== 'quick' && !own.includes(name));
if (astray) misused(`--${astray} is not of ${wanted.join(', ') || 'the parts'}`, USAGE);

followParent();
followReader();
await ensureInstalled();
if (!(await build())) process.exit(1);
for (const name of named) await import(`../bench/${name}.mjs`);
const parts = wanted.length > 0 ? wanted.filter((one) => PARTS.includes(one)) : PARTS.filter((one) => one !== HISTORY);
if (parts.length > 0) {
  const { measureParts } = await import('../bench/lib/parts.mjs');
  await measureParts(parts, { quick: values.quick });
}
