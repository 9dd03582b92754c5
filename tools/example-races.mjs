// @ts-check
// npm run example:races: the races of docs/concurrency.md on a real PostgreSQL, each without our lock and with it.
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { commandLine } from './lib/usage.mjs';

/** Built, so not known to the type checker of a fresh clone. */
const COMMAND = '../server/dist/tools/example-races.js';

const USAGE = `npm run example:races

The races of docs/concurrency.md on a real PostgreSQL, each without our lock and with it.
`;

commandLine(USAGE);
await ensureInstalled();
if (!(await build())) process.exit(2);
await import(COMMAND);
