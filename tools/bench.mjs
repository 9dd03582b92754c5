// @ts-check
// npm run bench: installs and builds what is missing, then measures.
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';

await ensureInstalled();
if (!(await build())) process.exit(1);
await import('../bench/branch.mjs');
