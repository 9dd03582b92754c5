// @ts-check
// npm run doctor: what is wrong with this installation, and what to do (docs/operations.md).
import { built } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { commandLine } from './lib/usage.mjs';

/** Built, so not known to the type checker of a fresh clone. */
const COMMAND = '../server/dist/tools/doctor.js';

const USAGE = `npm run doctor

What is wrong with this installation and what to do, in the server's environment; changes nothing. Exit 1: something is; 2: the
database cannot be reached (docs/operations.md).
`;

commandLine(USAGE);
await ensureInstalled();
if (!(await built())) process.exit(2);
await import(COMMAND);
