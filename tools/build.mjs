// @ts-check
// npm run build: everything that "npm start" serves, into the dist folders.
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { commandLine } from './lib/usage.mjs';

commandLine(`npm run build

Everything that "npm start" serves, into the dist folders.
`);
await ensureInstalled();
process.exitCode = (await build()) ? 0 : 1;
