// @ts-check
// npm run format: Prettier over everything.
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { binOf } from './lib/paths.mjs';
import { runNode } from './lib/run.mjs';
import { commandLine } from './lib/usage.mjs';

commandLine(`npm run format

Prettier over everything.
`);
await ensureInstalled();
const { code } = await runNode(binOf('prettier'), ['--write', '--log-level=warn', '.'], { show: true });
process.exitCode = code;
