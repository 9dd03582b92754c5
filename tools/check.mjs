// @ts-check
// npm run check: format, lint, boundaries, types.
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { secondsSince } from './lib/progress.mjs';
import { checks } from './lib/steps.mjs';
import { commandLine } from './lib/usage.mjs';

commandLine(`npm run check

Format, lint, boundaries, types.
`);
const startedAt = Date.now();
await ensureInstalled();
const failed = (await checks()).filter((result) => result.failed).map((result) => result.name);
process.stdout.write(
  failed.length === 0
    ? `All checks passed in ${secondsSince(startedAt)}.\n`
    : `${failed.length} of the checks failed: ${failed.join(', ')}.\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
