// @ts-check
// npm run build: everything that "npm start" serves, into the dist folders.
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';

await ensureInstalled();
process.exitCode = (await build()) ? 0 : 1;
