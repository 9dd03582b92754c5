// @ts-check
// npm start: installs and builds what is missing, then becomes the server.
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { followParent } from './lib/follow-parent.mjs';
import { ROOT } from './lib/paths.mjs';
import { fail } from './lib/progress.mjs';
import { commandLine } from './lib/usage.mjs';

commandLine(`npm start

Installs and builds what is missing, then serves API and screens on PORT (3000). All of its settings are in the environment:
docs/operations.md.
`);

// Relative paths in the environment (DATA_DIR) mean the same wherever the command is called.
process.chdir(ROOT);
followParent();

if (process.env['TICKETERO_SKIP_BUILD'] !== '1') {
  await ensureInstalled();
  if (!(await build())) fail('Ticketero cannot start: the build failed (above).');
}

// The same process, not a child: SIGTERM from a terminal, npm, systemd or a container reaches the server directly.
const server = '../server/dist/main.js';
const { main } = await import(server);
await main();
