// @ts-check
// npm run bench:promise: is the wait that is told any good? The estimators on the reference branch and on the real data,
// and the policies, in one run; fails when a target is missed. `-- --write` writes docs/promise.md and its pictures.
import { existsSync, writeFileSync } from 'node:fs';

import { ensureInstalled } from './lib/ensure-installed.mjs';
import { binOf, inRoot } from './lib/paths.mjs';
import { runNode } from './lib/run.mjs';
import { commandLine } from './lib/usage.mjs';

const USAGE = `npm run bench:promise -- [--write]

How good the wait that is told is; exit 1 when a target is missed that no ADR explains.

  --write             also writes docs/promise.md and its pictures
`;

const { values } = commandLine(USAGE, { write: { type: 'boolean', default: false } });
await ensureInstalled();
const { code, output } = await runNode(binOf('typescript', 'tsc'), ['-b', inRoot('server/core')]);
if (code !== 0) {
  process.stderr.write(output);
  process.exit(1);
}
const { measure, printed } = await import('../bench/promise/measure.mjs');
const { targetsOf } = await import('../bench/promise/results.mjs');
const { documentOf, picturesOf, tablesOf } = await import('../bench/promise/document.mjs');

const data = inRoot('../shared/data/bank-calls-1999-02.tsv.gz');
if (!existsSync(data))
  process.stdout.write(`The real data is not there (${data}): only the simulated branch is measured.\n`);
const measured = measure(existsSync(data) ? data : null);
const targets = targetsOf(measured);
for (const table of tablesOf(measured)) process.stdout.write(`\n${printed(table)}\n`);
process.stdout.write('\n');
for (const { name, reached, measured: figures, known } of targets) {
  const why = reached || !known ? '' : ` (${known})`;
  process.stdout.write(`${reached ? 'reached' : 'MISSED '}  ${name}: ${figures}${why}\n`);
}
if (values.write) {
  writeFileSync(inRoot('docs/promise.md'), documentOf(measured, targets));
  for (const [name, svg] of Object.entries(picturesOf(measured))) writeFileSync(inRoot('docs/images', name), svg);
  const { code: failed } = await runNode(binOf('prettier'), ['--write', inRoot('docs/promise.md')]);
  process.stdout.write(`\nWritten: docs/promise.md and its pictures${failed ? ', not formatted' : ''}.\n`);
}
process.exitCode = targets.every(({ reached, known }) => reached || known) ? 0 : 1;
